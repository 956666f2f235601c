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
    title: { zh: '转办', en: 'Hand on' },
    follows: {
      zh: '席位转给所选人员，您不再办理；期限不变，转办记录和理由记入台账。已征求的意见转交新的办理人。',
      en: 'The seat is the other person’s for good and yours no more; no limit changes, the chain and the reason go into the ledger. An opinion that was asked for goes to whoever has it then.',
    },
  },
  delegate: {
    title: { zh: '委派（征求意见）', en: 'Ask for an opinion' },
    follows: {
      zh: '所选人员只能提交意见，由您决定；意见提交或者收回前您不能办理，期限继续计算。提交意见的人不得再办理须与本环节分离的职责。',
      en: 'The person chosen may only give an opinion, and you decide; until it is there or recalled you cannot decide, and the limit runs on. Whoever gives it takes part in this duty and may do none that is kept apart from it.',
    },
  },
  'recall-delegation': {
    title: { zh: '收回委派', en: 'Recall the request' },
    follows: { zh: '不再等待意见，由您办理。', en: 'The opinion is not awaited any more.' },
  },
  'submit-opinion': {
    title: { zh: '提交意见', en: 'Give the opinion' },
    follows: {
      zh: '意见交给委派您的人，由席位办理人决定；意见记入台账。',
      en: 'It goes to whoever asked you; whoever holds the seat decides. It stays in the ledger.',
    },
  },
  recuse: {
    title: { zh: '申请回避', en: 'Ask to be recused' },
    follows: {
      zh: '由机关负责人决定；决定前该席位暂停办理，期限继续计算。决定回避的，您不得再承担本办件的此项职责。',
      en: 'The head of the agency decides; until then the seat stands still, and the limit runs on. Recused, you may never take this duty on again in this case.',
    },
  },
  'decide-recusal': {
    title: { zh: '决定回避', en: 'Decide on the recusal' },
    follows: {
      zh: '决定回避的，席位空出，由同岗位其他人员办理；不予回避的，原办理人继续办理。',
      en: 'Recused, the seat is vacant for another of the post; not recused, its holder goes on.',
    },
  },
  return: {
    title: { zh: '退回', en: 'Send back' },
    follows: {
      zh: '办件退回所选环节；退回和理由记入台账，法定期限不变。',
      en: 'The case goes back to the step chosen; the reason goes into the ledger, the limits of the law run on.',
    },
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
  withdraw: {
    title: { zh: '撤回办理', en: 'Take the decision back' },
    follows: {
      zh: '本次办理作废，任务回到您手中，其他人的意见保留；后面尚未办理的任务随之关闭，已签收的人员会收到通知，尚未发出的文书不再发出。',
      en: 'The decision is undone and the task is yours again; what others have said stands. Tasks after it that nobody has decided are closed, and whoever had taken one is told; what has not gone out does not go out.',
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
