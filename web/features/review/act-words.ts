// Owns what acts on a task are called as something to do, and what follows from each before it is confirmed.
import type { Text } from '../../../src/kernel/text';

interface ActWords {
  readonly title: Text;
  readonly follows: Text;
}
const ACTS: Readonly<Record<string, ActWords>> = {
  claim: { title: { zh: '签收', en: 'Claim' }, follows: { zh: '由您办理。', en: 'It is yours.' } },
  unclaim: {
    title: { zh: '退回签收', en: 'Give back' },
    follows: { zh: '同岗位的人员可以签收。', en: 'Others of the post may claim it.' },
  },
  urge: {
    title: { zh: '催办', en: 'Urge' },
    follows: {
      zh: '办理人立即收到催办消息；催办和理由记入台账，期限不变。',
      en: 'Whoever has it is told at once; the reason goes into the ledger. No limit changes.',
    },
  },
  reassign: {
    title: { zh: '改派', en: 'Reassign' },
    follows: {
      zh: '任务转给所选人员，期限不变，理由记入台账。',
      en: 'The task goes to the person chosen; no limit changes, the reason goes into the ledger.',
    },
  },
  transfer: {
    title: { zh: '移交', en: 'Transfer' },
    follows: { zh: '任务由所选人员办理，期限不变。', en: 'The task goes to the person chosen; no limit changes.' },
  },
  return: {
    title: { zh: '退回', en: 'Send back' },
    follows: {
      zh: '办件退回所选环节；退回和理由记入台账，法定期限不变。',
      en: 'The case goes back to the step chosen; the reason goes into the ledger, the limits of the law run on.',
    },
  },
  withdraw: {
    title: { zh: '撤回办理', en: 'Take the decision back' },
    follows: {
      zh: '本次办理作废，任务回到您手中；尚未发出的通知和文书不再发出。',
      en: 'The decision is undone and the task is yours again; what has not gone out does not go out.',
    },
  },
};
const OTHER: ActWords = {
  title: { zh: '其他操作', en: 'Another act' },
  follows: { zh: '操作记入台账，不能删除。', en: 'The act goes into the ledger and stays there.' },
};

export function taskActWords(type: string): ActWords {
  return Object.hasOwn(ACTS, type) ? (ACTS[type] ?? OTHER) : OTHER;
}
