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
  'withdraw-vote': {
    title: { zh: '撤回表决', en: 'Take my vote back' },
    follows: {
      zh: '只有您的席位重新打开，其他人的表决保留，计票随之更正。',
      en: 'Your seat alone opens again; the votes of the others stay, and the count follows.',
    },
  },
  'add-sign': {
    title: { zh: '加签', en: 'Add people' },
    follows: {
      zh: '所选人员在本环节增加席位，立即收到通知；期限不变，理由记入台账。',
      en: 'Those chosen get seats in this task and are told at once; no limit changes, the reason goes into the ledger.',
    },
  },
  'remove-sign': {
    title: { zh: '减签', en: 'Remove an added person' },
    follows: {
      zh: '该席位关闭；没有其他人需要办理的，本环节随即办结。',
      en: 'The seat is closed; where nobody else has to decide, the step is done with it.',
    },
  },
  'submit-opinion': {
    title: { zh: '提交意见', en: 'Give the opinion' },
    follows: {
      zh: '意见交给邀请您的人员，由其决定；提交后不能修改。',
      en: 'It goes to whoever asked you, who decides; it cannot be changed afterwards.',
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
