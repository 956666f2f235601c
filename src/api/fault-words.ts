// Owns what a fault is called, what it means for the cases, and what helps, in words of somebody who runs no servers.
import type { FaultCode } from '../ops/fault';
import { seatOfPost } from '../kernel/effects';
import type { Text } from '../kernel/text';
import { failureWords } from './wait-words';
import { seatTitle } from './words';

export type Severity = 'info' | 'warning' | 'critical';
interface Words {
  readonly severity: Severity;
  readonly title: Text;
  readonly sentence: (facts: Facts) => Text;
  readonly help: Text;
  /** Acts on the case that would help, where there are any. */
  readonly acts: readonly string[];
}
export interface Facts {
  readonly [name: string]: string;
}
export interface FaultNames {
  readonly persons: ReadonlyMap<string, string>;
  readonly organisations: ReadonlyMap<string, Text>;
}

const plain = (zh: string, en: string) => (): Text => ({ zh, en });
const what = (facts: Facts): Text => ({ zh: facts['zh'] ?? '', en: facts['en'] ?? '' });
const OPERATOR: Text = {
  zh: '请通知系统管理员检查并重新启动后台服务；恢复后办件自动继续，无须重做。',
  en: 'Tell the administrator to look at the background services and start them again; cases then go on by themselves.',
};

const WORDS: Readonly<Record<FaultCode, Words>> = {
  'temporal-down': {
    severity: 'critical',
    title: { zh: '流程引擎连接不上', en: 'The workflow engine cannot be reached' },
    sentence: plain(
      '流程引擎（Temporal）没有应答：办理和决定可以照常进行，文书、通知和期限提醒要等它恢复后才继续。',
      'The workflow engine (Temporal) does not answer: people can go on deciding, but papers, messages and reminders wait until it is back.',
    ),
    help: {
      zh: '请系统管理员检查 Temporal 服务和网络；恢复后积压的事项自动补上。',
      en: 'The administrator looks at the Temporal server and the network; what has piled up is then caught up with.',
    },
    acts: [],
  },
  'relay-silent': {
    severity: 'critical',
    title: { zh: '传递服务没有运行', en: 'The relay does not run' },
    sentence: plain(
      '传递服务（relay）没有声息：台账的变化传不到流程，文书、通知和子流程不会开始。',
      'The relay is silent: what is recorded does not reach the processes, so papers, messages and child processes do not begin.',
    ),
    help: OPERATOR,
    acts: [],
  },
  'worker-stopped': {
    severity: 'critical',
    title: { zh: '后台办理服务没有运行', en: 'The worker does not run' },
    sentence: ({ queues }) =>
      queues === undefined
        ? {
            zh: '后台办理服务（worker）停止或者没有响应：文书不会制作，通知不会发出。',
            en: 'The worker has stopped or hangs: no paper is made and no message is sent.',
          }
        : {
            zh: `没有后台服务领取以下队列的工作：${queues}。`,
            en: `Nobody takes work from these queues: ${queues}.`,
          },
    help: OPERATOR,
    acts: [],
  },
  lagging: {
    severity: 'warning',
    title: { zh: '后台处理积压', en: 'The processes lag behind' },
    sentence: plain(
      '台账的变化超过十秒没有传到流程，后台正在追赶。',
      'What was recorded more than ten seconds ago has not reached the processes yet; they are catching up.',
    ),
    help: {
      zh: '一般几分钟内恢复；持续不降的，请系统管理员增加后台服务。',
      en: 'It passes within minutes; if it does not, the administrator starts another worker.',
    },
    acts: ['follow-again'],
  },
  'process-failing': {
    severity: 'critical',
    title: { zh: '流程程序反复出错', en: 'A process fails again and again' },
    sentence: plain(
      '办件背后的流程程序反复出错，停在原处；台账没有丢失。',
      'The program behind the case fails again and again and stands where it is; nothing recorded is lost.',
    ),
    help: {
      zh: '请系统管理员更新或者回退程序版本；修好后流程自动继续。',
      en: 'The administrator updates the program or goes back to the version before; the process then goes on by itself.',
    },
    acts: [],
  },
  'process-gone': {
    severity: 'critical',
    title: { zh: '流程已不在运行', en: 'The process is gone' },
    sentence: ({ status }) =>
      status === 'TERMINATED' || status === 'CANCELED'
        ? {
            zh: '办件背后的流程被人从外部终止：通知、文书和期限提醒不再继续。',
            en: 'The process behind the case was ended from outside: messages, papers and reminders do not go on.',
          }
        : {
            zh: '办件背后没有正在运行的流程：通知、文书和期限提醒不再继续。',
            en: 'No process runs behind the case: messages, papers and reminders do not go on.',
          },
    help: {
      zh: '由系统管理员、监督人员或者机关负责人“重新驱动”，流程即从台账记录处继续。',
      en: '“Let the process look again”, by an administrator, a supervisor or the agency head: it goes on from what is recorded.',
    },
    acts: ['follow-again'],
  },
  'child-gone': {
    severity: 'critical',
    title: { zh: '子流程已不在运行', en: 'A child process is gone' },
    sentence: plain(
      '子流程被终止或者丢失，主办件会一直等它。',
      'A child process was ended or lost, and the case above would wait for it for ever.',
    ),
    help: {
      zh: '对该子流程“重新驱动”，即从台账记录处继续。',
      en: '“Let the process look again” on the child: it goes on from what is recorded.',
    },
    acts: ['follow-again'],
  },
  'data-error': {
    severity: 'critical',
    title: { zh: '流程定义缺少数据', en: 'A procedure reads data that is not there' },
    sentence: (facts) => ({
      zh: `${what(facts).zh}，办件停在此处。`,
      en: `${what(facts).en}; the case stands there.`,
    }),
    help: {
      zh: '由审批人、机关负责人或者系统管理员“退回补录”，并请流程管理人员修正定义。',
      en: '“Send back to fill in”, by an approver, the agency head or an administrator; and have the definition mended.',
    },
    acts: ['send-back'],
  },
  'process-apart': {
    severity: 'critical',
    title: { zh: '流程与台账不一致', en: 'Process and record differ' },
    sentence: (facts) => ({ zh: `${what(facts).zh}。`, en: `${what(facts).en}.` }),
    help: {
      zh: '以台账为准；由系统管理员核对后“重新驱动”。',
      en: 'The record counts; an administrator compares and lets the process look again.',
    },
    acts: ['follow-again'],
  },
  'nobody-eligible': {
    severity: 'critical',
    title: { zh: '没有人可以办理', en: 'Nobody may do it' },
    sentence: ({ post = '', postEn = '', because }) =>
      because === undefined
        ? { zh: `${post}目前没有在岗人员。`, en: `Nobody holds the post of ${postEn} today.` }
        : {
            zh: `${post}的在岗人员都${because === 'qualification-missing' ? '没有所需资格' : '因已办理其他环节需要回避'}，没有人可以办理。`,
            en: `Nobody of those who are ${postEn} may do this: ${because === 'qualification-missing' ? 'none is qualified' : 'each has done another duty of this case'}.`,
          },
    help: {
      zh: '由系统管理员为该岗位配备有相应资格、未参与回避环节的人员。',
      en: 'The administrator gives the post to somebody who is qualified and has not done a duty that may not be joined.',
    },
    acts: [],
  },
  'holder-gone': {
    severity: 'warning',
    title: { zh: '签收人已离岗', en: 'The holder has left his post' },
    sentence: (facts) => ({
      zh: `“${what(facts).zh}”由${facts['person'] ?? '原经办人'}签收，但其已离岗或者停用。`,
      en: `“${what(facts).en}” is held by ${facts['person'] ?? 'somebody'}, who does not hold the post any more.`,
    }),
    help: {
      zh: '由机关负责人或者系统管理员改派给其他人员。',
      en: 'The agency head or an administrator gives it to somebody else.',
    },
    acts: ['reassign'],
  },
  'effect-failed': {
    severity: 'warning',
    title: { zh: '文书或者通知没有完成', en: 'A paper or message has failed' },
    sentence: (facts) => {
      const why = failureWords(facts['failure'] === '' ? undefined : facts['failure']);
      return {
        zh: `“${what(facts).zh}”多次尝试没有完成：${why.zh}。`,
        en: `“${what(facts).en}” was tried and is not done: ${why.en}.`,
      };
    },
    help: {
      zh: '排除原因后，由审批人或者系统管理员“立即重试”。',
      en: 'Mend the cause; then an approver or an administrator retries it now.',
    },
    acts: ['retry-effect'],
  },
  'paper-failing': {
    severity: 'warning',
    title: { zh: '文书反复没有做成', en: 'A paper fails again and again' },
    sentence: ({ failure }) => ({
      zh: `文书制作或者用印反复没有成功：${failureWords(failure).zh}。系统仍在重试。`,
      en: `A paper cannot be made or sealed: ${failureWords(failure).en}. It is still being tried.`,
    }),
    help: {
      zh: '请系统管理员检查电子印章和文件存储；恢复后自动完成。',
      en: 'The administrator looks at the seal and the file store; then it is done by itself.',
    },
    acts: [],
  },
  'mail-refusing': {
    severity: 'warning',
    title: { zh: '邮件发不出去', en: 'Mail is not taken' },
    sentence: ({ failure }) => ({
      zh: `邮件反复发送失败：${failureWords(failure).zh}。系统仍在重试。`,
      en: `E-mail fails again and again: ${failureWords(failure).en}. It is still being tried.`,
    }),
    help: {
      zh: '请系统管理员检查邮件服务器；恢复后自动补发。',
      en: 'The administrator looks at the mail server; then the messages leave by themselves.',
    },
    acts: [],
  },
  'sms-failing': {
    severity: 'warning',
    title: { zh: '短信发不出去', en: 'Short messages are not taken' },
    sentence: ({ failure }) => ({
      zh: `短信反复发送失败：${failureWords(failure).zh}。系统仍在重试。`,
      en: `Short messages fail again and again: ${failureWords(failure).en}. They are still being tried.`,
    }),
    help: {
      zh: '请系统管理员检查短信网关；恢复后自动补发。',
      en: 'The administrator looks at the gateway; then the messages leave by themselves.',
    },
    acts: [],
  },
  'webhook-failing': {
    severity: 'warning',
    title: { zh: '对接系统没有收下消息', en: 'Another system does not take messages' },
    sentence: ({ failure }) => ({
      zh: `推送给对接系统的消息反复失败：${failureWords(failure).zh}。系统仍在重试。`,
      en: `Messages to another system fail again and again: ${failureWords(failure).en}. They are still being tried.`,
    }),
    help: {
      zh: '请对接系统的管理人员排除故障；恢复后自动补发。',
      en: 'Whoever runs that system mends it; then the messages leave by themselves.',
    },
    acts: [],
  },
  'service-failing': {
    severity: 'warning',
    title: { zh: '外部服务没有答复', en: 'A service that is called does not answer' },
    sentence: ({ failure }) => ({
      zh: `外部服务反复调用失败：${failureWords(failure).zh}。系统仍在重试。`,
      en: `Calls of a service fail again and again: ${failureWords(failure).en}. They are still being tried.`,
    }),
    help: {
      zh: '请对方系统的管理人员排除故障；恢复后自动继续。',
      en: 'Whoever runs that system mends it; then the calls go on by themselves.',
    },
    acts: [],
  },
  'timer-overdue': {
    severity: 'warning',
    title: { zh: '期限到点没有处理', en: 'A limit has passed unnoticed' },
    sentence: plain(
      '办理期限的节点已到，系统没有按时处理；法律效果按到期时间计算，不受影响。',
      'A limit was reached and the system has not dealt with it; its legal effect counts from when it was due.',
    ),
    help: {
      zh: '由系统管理员“重新驱动”，并检查后台服务是否运行。',
      en: 'An administrator lets the process look again, and sees whether the background services run.',
    },
    acts: ['follow-again'],
  },
  'suspended-without-end': {
    severity: 'warning',
    title: { zh: '期限中止没有截止时间', en: 'A limit stands still without an end' },
    sentence: plain(
      '办理期限因特别程序中止，没有告知所需时间或者已经超过告知的时间，办件会一直停着。',
      'The limit stands still for a special procedure of which no length was told, or which takes longer than told.',
    ),
    help: {
      zh: '特别程序已完成的，由审批人或者机关负责人恢复计时；未完成的，督促其完成。',
      en: 'If the special procedure is over, an approver or the agency head lets the limit run; if not, see that it is finished.',
    },
    acts: ['resume-clock'],
  },
  'child-restarted': {
    severity: 'info',
    title: { zh: '子流程被终止后已自动恢复', en: 'A child process was ended and started again' },
    sentence: plain(
      '子流程曾被人从外部终止，系统已自动重新启动，办件继续办理。',
      'A child process was ended from outside; it was started again by itself and the case goes on.',
    ),
    help: {
      zh: '无须操作；反复出现的，请系统管理员查明是谁终止的。',
      en: 'Nothing needs doing; if it happens again, find out who ends it.',
    },
    acts: ['follow-again'],
  },
  'applicant-silent': {
    severity: 'info',
    title: { zh: '申请人尚未回应', en: 'The applicant is silent' },
    sentence: (facts) => ({
      zh: `“${what(facts).zh}”：已提醒申请人，至今没有回应。`,
      en: `“${what(facts).en}”: the applicant was reminded and has not answered.`,
    }),
    help: {
      zh: '电话联系申请人；申请人到窗口的，由窗口代为登记。期限届满系统自动处理。',
      en: 'Call the applicant; at the window it is entered for him. When the limit ends the system does what the law says.',
    },
    acts: ['supplement'],
  },
};

export function wordsOf(code: FaultCode, facts: Facts, names: FaultNames) {
  const { sentence, ...words } = WORDS[code];
  return { ...words, sentence: sentence(readable(facts, names)) };
}

const NO_SEAT = { post: '', organisation: '' };
/** Ids as names: no sentence shows a code. */
function readable({ post, person, ...facts }: Facts, { persons, organisations }: FaultNames): Facts {
  const name = person === undefined ? undefined : persons.get(person);
  const seat = post === undefined ? undefined : seatTitle(seatOfPost(post) ?? NO_SEAT, organisations);
  return {
    ...facts,
    ...(seat === undefined ? {} : { post: seat.zh, postEn: seat.en }),
    ...(name === undefined ? {} : { person: name }),
  };
}
