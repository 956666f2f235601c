// Owns the words in which a wait is told: its kind, whom or what it waits for, why, and what would move it.
import { GROUNDS } from '../kernel/acts/clocks';
import { personOfPrincipal, seatOfPost } from '../kernel/effects';
import type { Wait, WaitKind } from '../kernel/explain';
import type { Text } from '../kernel/text';
import { dayOf } from '../kernel/time/civil';
import { clockTime } from './times';
import { dayWords, seatTitle } from './words';

export const KIND_TITLES: Readonly<Record<WaitKind, Text>> = {
  'human-unclaimed': { zh: '等待签收', en: 'Not claimed yet' },
  'human-claimed': { zh: '等待办理', en: 'Claimed, not decided' },
  'decision-held': { zh: '已办理，撤回时限内', en: 'Decided, may still be taken back' },
  supervision: { zh: '督办中', en: 'Under supervision' },
  applicant: { zh: '等待申请人', en: 'Waits for the applicant' },
  linked: { zh: '等待关联办件或者期限', en: 'Waits for a linked case or a limit' },
  message: { zh: '等待外部消息', en: 'Waits for a message from outside' },
  call: { zh: '正在调用外部服务', en: 'Another service is being called' },
  'special-procedure': { zh: '特别程序，期限中止', en: 'A special procedure; the limit stands still' },
  child: { zh: '等待子流程', en: 'Waits for a child process' },
  effect: { zh: '正在制作或者发送', en: 'Being made or sent' },
  'effect-failed': { zh: '制作或者发送失败', en: 'Could not be made or sent' },
  'data-error': { zh: '条件无法判断', en: 'A condition cannot be judged' },
  'timer-overdue': { zh: '期限到点未处理', en: 'A limit has passed unnoticed' },
  'process-apart': { zh: '流程与台账不一致', en: 'Process and record differ' },
};
export function kindTitle(kind: string): Text {
  return Object.hasOwn(KIND_TITLES, kind) ? KIND_TITLES[kind as WaitKind] : { zh: '其他', en: 'Other' };
}

const HELP: Readonly<Record<WaitKind, Text>> = {
  'human-unclaimed': {
    zh: '由有权人员签收并办理；可以催办，也可以改派。',
    en: 'Somebody of that post claims and decides it; urge them, or give it to somebody else.',
  },
  'human-claimed': {
    zh: '由签收人办理；可以催办，也可以改派给其他人员。',
    en: 'The holder decides it; urge him, or give it to somebody else.',
  },
  'decision-held': {
    zh: '无须操作，到时自动生效；此前只有办理人本人可以撤回。',
    en: 'Nothing needs doing; it takes effect by itself. Until then whoever decided may take it back.',
  },
  supervision: { zh: '由督办人处理；可以催办。', en: 'Whoever supervises acts on it; he may be urged.' },
  applicant: {
    zh: '由申请人自己办理；申请人到窗口的，由窗口代为登记。',
    en: 'It is for the applicant to act; at the window it is entered for him.',
  },
  linked: { zh: '无须操作，到时自动继续。', en: 'Nothing needs doing; it goes on by itself.' },
  message: {
    zh: '由对方系统发送；对方不能发送的，由本机关人员代为登记。',
    en: 'The other system sends it; where it cannot, somebody of this body enters it.',
  },
  call: {
    zh: '系统正在调用；多次不成的，按流程继续或者由有权人员重试。',
    en: 'The system is at it; where no try helps, the flow goes on or somebody lets it be tried again.',
  },
  'special-procedure': {
    zh: '特别程序完成后，由审批人或者机关负责人恢复计时。',
    en: 'Once the special procedure is over, an approver or the agency head lets the limit run again.',
  },
  child: { zh: '推动子流程中的待办。', en: 'Move what the child process waits for.' },
  effect: { zh: '系统正在办理，一般几秒内完成。', en: 'The system is at it; this takes seconds.' },
  'effect-failed': {
    zh: '排除原因后，由审批人或者系统管理员立即重试。',
    en: 'Mend the cause, then an approver or an administrator retries it now.',
  },
  'data-error': {
    zh: '由审批人、机关负责人或者系统管理员退回上一环节补录，同时请流程管理人员修正流程定义。',
    en: 'Send it back to the step before to fill in what is missing, and have the definition of the procedure mended.',
  },
  'timer-overdue': {
    zh: '由系统管理员重新驱动流程，并检查后台服务是否运行。',
    en: 'An administrator lets the process look again, and sees whether the background services run.',
  },
  'process-apart': {
    zh: '由系统管理员核对台账后重新驱动流程。',
    en: 'An administrator compares the record and lets the process look again.',
  },
};
export function helpOf(kind: WaitKind): Text {
  return HELP[kind];
}

const ACT_TITLES: Readonly<Record<string, Text>> = {
  claim: { zh: '签收', en: 'Claim' },
  decide: { zh: '办理', en: 'Decide' },
  withdraw: { zh: '撤回办理', en: 'Take the decision back' },
  urge: { zh: '催办', en: 'Urge' },
  reassign: { zh: '改派', en: 'Give to somebody else' },
  'retry-effect': { zh: '立即重试', en: 'Retry now' },
  'follow-again': { zh: '重新驱动', en: 'Let the process look again' },
  'send-back': { zh: '退回补录', en: 'Send back to fill in' },
  'resume-clock': { zh: '恢复计时', en: 'Let the limit run' },
  supplement: { zh: '代收补正', en: 'Enter a supplement' },
  'withdraw-application': { zh: '登记撤回', en: 'Enter a withdrawal' },
  'request-hearing': { zh: '登记听证申请', en: 'Enter a request for a hearing' },
  'waive-hearing': { zh: '登记放弃听证', en: 'Enter a waiver of the hearing' },
  'state-views': { zh: '登记陈述申辩', en: 'Enter a statement' },
  'receive-message': { zh: '代为登记外部消息', en: 'Enter a message' },
  complain: { zh: '登记投诉', en: 'Enter a complaint' },
  rate: { zh: '评价', en: 'Rate' },
};
export function actTitle(type: string): Text {
  return Object.hasOwn(ACT_TITLES, type) ? (ACT_TITLES[type] as Text) : { zh: '办理', en: 'Act' };
}

export interface Names {
  readonly persons: ReadonlyMap<string, string>;
  readonly organisations: ReadonlyMap<string, Text>;
}
/** Whom or what a wait waits for. */
export function whoOf({ subject, kind, what }: Pick<Wait, 'subject' | 'kind' | 'what'>, names: Names): Text {
  if (subject === 'applicant') return { zh: '申请人', en: 'the applicant' };
  const person = personOfPrincipal(subject);
  if (person !== undefined) {
    const name = names.persons.get(person) ?? '经办人';
    return { zh: name, en: name };
  }
  const seat = seatOfPost(subject);
  if (!seat) return kind === 'child' ? what : { zh: '系统', en: 'the system' };
  const { zh, en } = seatTitle(seat, names.organisations);
  return { zh, en: `the ${en}` };
}

/** Why something failed, for somebody who knows no codes. */
export function failureWords(code: string | undefined): Text {
  if (code === undefined) return { zh: '原因不明', en: 'for a reason unknown' };
  if (/^(no-address)$/.test(code)) return { zh: '没有可用的联系方式', en: 'there is no address to send to' };
  if (/^no-channel/.test(code)) return { zh: '没有配置发送渠道', en: 'no channel is set up for it' };
  if (/^smtp-(5|message-refused)/.test(code))
    return { zh: '邮件服务器拒收', en: 'the mail server refused the message' };
  if (/^smtp-(sign-in|setting)/.test(code))
    return { zh: '邮件服务器账号或者设置有误', en: 'the account or settings of the mail server are wrong' };
  if (/^smtp/.test(code)) return { zh: '邮件服务器没有收下', en: 'the mail server does not take it' };
  if (/^service-unknown/.test(code)) return { zh: '没有配置该外部服务', en: 'the service has not been set up' };
  if (/^service-answer/.test(code)) return { zh: '对方的答复无法使用', en: 'its answer cannot be used' };
  if (/^(webhook|http|service-\d)/.test(code))
    return { zh: '对方系统返回错误', en: 'the other system answers with an error' };
  if (/unreachable|timeout|econn|enotfound|reset/.test(code))
    return { zh: '连接不上对方服务器', en: 'the other server cannot be reached' };
  if (/seal/.test(code)) return { zh: '用印没有成功', en: 'the seal could not be put on' };
  if (/^paper|character|pdf/.test(code)) return { zh: '文书没有做成', en: 'the paper could not be made' };
  return { zh: '系统没有完成', en: 'the system did not finish it' };
}

/** One sentence: since when, for whom, what, until when; or what went wrong. */
export function sentenceOf(wait: Wait, names: Names): Text {
  const who = whoOf(wait, names);
  const since = dayWords(dayOf(wait.since));
  const due =
    wait.due === undefined
      ? { zh: '', en: '' }
      : { zh: `，${dayWords(wait.due, dayOf(wait.since)).zh}到期`, en: `, due ${wait.due}` };
  const what = wait.what;
  switch (wait.kind) {
    case 'effect-failed': {
      const why = failureWords(wait.failure);
      return {
        zh: `自${since.zh}起，“${what.zh}”没有完成：${why.zh}${due.zh}。`,
        en: `Since ${since.en} “${what.en}” is not done: ${why.en}${due.en}.`,
      };
    }
    case 'special-procedure': {
      const ground = GROUNDS[wait.subject];
      return {
        zh: `自${since.zh}起因特别程序${ground === undefined ? '' : `（${ground}）`}中止计时${due.zh}。`,
        en: `Since ${since.en} the limit stands still for a special procedure${due.en}.`,
      };
    }
    case 'data-error':
    case 'process-apart':
      return { zh: `自${since.zh}起停住：${what.zh}。`, en: `Stopped since ${since.en}: ${what.en}.` };
    case 'timer-overdue':
      return {
        zh: `“${what.zh}”已到时间，系统还没有处理。`,
        en: `“${what.en}” was due and the system has not dealt with it.`,
      };
    case 'decision-held': {
      const until = clockTime(wait.next?.at ?? wait.since);
      return {
        zh: `“${what.zh}”已由${who.zh}办理，${until}生效，此前只有本人可以撤回。`,
        en: `${who.en} has decided “${what.en}”; it takes effect at ${until}, and until then that person alone may take it back.`,
      };
    }
    case 'child':
    case 'message':
    case 'call':
      return {
        zh: `自${since.zh}起等待“${what.zh}”${due.zh}。`,
        en: `Since ${since.en} it waits for “${what.en}”${due.en}.`,
      };
    default:
      return {
        zh: `自${since.zh}起等待${who.zh}：${what.zh}${due.zh}。`,
        en: `Since ${since.en} it waits for ${who.en}: ${what.en}${due.en}.`,
      };
  }
}
