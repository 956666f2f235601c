// Owns the words that sentences about a case are made of.
import { seatOfPost } from '../kernel/effects';
import type { DecidingRule } from '../kernel/procedure/definition';
import { postTitle } from '../kernel/procedure/posts';
import type { Text } from '../kernel/text';
import type { Day } from '../kernel/time/clock';

const EVENTS: Readonly<Record<string, Text>> = {
  received: { zh: '收件通知', en: 'received' },
  accepted: { zh: '受理通知', en: 'accepted' },
  'accepted-with-gaps': { zh: '容缺受理通知', en: 'accepted with gaps' },
  'deemed-accepted': { zh: '视为受理通知', en: 'counts as accepted' },
  'non-accepted': { zh: '不予受理通知', en: 'not accepted' },
  'supplement-requested': { zh: '补正通知', en: 'papers to be supplied' },
  supplemented: { zh: '补正材料收到', en: 'supplement received' },
  'interested-parties-told': { zh: '利害关系人告知', en: 'interested parties told' },
  'rights-opened': { zh: '听证权利告知', en: 'right to a hearing' },
  'hearing-opened': { zh: '听证通知', en: 'hearing appointed' },
  suspended: { zh: '期限停止计算通知', en: 'limit stands still' },
  resumed: { zh: '期限恢复计算通知', en: 'limit runs again' },
  extended: { zh: '延期通知', en: 'limit extended' },
  'delay-explained': { zh: '超时说明', en: 'delay explained' },
  decided: { zh: '决定通知', en: 'decided' },
  answered: { zh: '答复通知', en: 'answered' },
  terminated: { zh: '终止办理通知', en: 'terminated' },
  'certificate-issued': { zh: '证照领取通知', en: 'ready for collection' },
  'certificate-expiring': { zh: '证照到期提醒', en: 'certificate expires soon' },
  'annulment-notice': { zh: '拟撤销告知', en: 'annulment intended' },
  'handed-out': { zh: '送达通知', en: 'handed out' },
  'task-opened': { zh: '新的待办', en: 'a new task' },
  reminder: { zh: '期限提醒', en: 'a limit is near' },
  overdue: { zh: '超期督办', en: 'a limit has passed' },
  escalation: { zh: '督办通知', en: 'supervision' },
  'effect-failed': { zh: '文书或者通知未完成', en: 'a paper or message failed' },
};

/** What a message is about; a milestone that goes to the town's other systems has no words of its own. */
export function eventTitle(event: string): Text {
  return Object.hasOwn(EVENTS, event)
    ? (EVENTS[event] ?? { zh: event, en: event })
    : { zh: '办件进展', en: 'progress of the case' };
}

/** Who is told: the applicant, the town's other systems, or a post of the house. */
export function addresseeTitle(to: string, organisationNames: ReadonlyMap<string, Text>): Text {
  if (to === 'applicant') return { zh: '申请人', en: 'the applicant' };
  const seat = seatOfPost(to);
  if (seat) return seatTitle(seat, organisationNames);
  return to === 'town' ? { zh: '其他业务系统', en: 'other systems of the town' } : { zh: '经办人', en: 'its owner' };
}

/** A post in its body. */
export function seatTitle(
  { post, organisation }: { readonly post: string; readonly organisation: string },
  organisationNames: ReadonlyMap<string, Text>,
): Text {
  const place = organisationNames.get(organisation) ?? { zh: organisation, en: organisation };
  const title = postTitle(post);
  return { zh: `${place.zh}${title.zh}`, en: `${title.en} of ${place.en}` };
}

/** `2026-03-02` as 3月2日, with its year when that is not the year of the day it is told `beside`; English keeps the day as it is. */
export function dayWords(day: Day, beside: Day = day): Text {
  const year = day.slice(0, 4) === beside.slice(0, 4) ? '' : `${day.slice(0, 4)}年`;
  return { zh: `${year}${Number(day.slice(5, 7))}月${Number(day.slice(8, 10))}日`, en: day };
}

/** What a deciding rule (会签、或签、票签、依次) is called, and what it takes to pass. */
export function decidingWords(rule: DecidingRule): { readonly title: Text; readonly rule: Text } {
  switch (rule.kind) {
    case 'all':
      return {
        title: { zh: '会签', en: 'All decide together' },
        rule:
          rule.disagreement === 'veto'
            ? { zh: '全部同意方通过，一人不同意即不通过。', en: 'It passes when all agree; one who disagrees ends it.' }
            : { zh: '全部同意方通过，听取全部意见后作出结果。', en: 'It passes when all agree; all are heard first.' },
      };
    case 'any':
      return {
        title: { zh: '或签', en: 'The first decides' },
        rule: { zh: '最先办理的一人的意见即为结果。', en: 'Whoever decides first decides for all.' },
      };
    case 'sequential':
      return {
        title: { zh: '依次办理', en: 'One after the other' },
        rule: {
          zh: '前一人同意后，后一人方可办理；一人不同意即不通过。',
          en: 'The next decides when the one before has agreed; the first who disagrees ends it.',
        },
      };
    case 'vote':
      return { title: { zh: '票签', en: 'A vote' }, rule: voteWords(rule) };
  }
}

function voteWords({ pass, quorum, tie, disagreement, abstention }: Extract<DecidingRule, { kind: 'vote' }>): Text {
  const [part, whole] = pass.of;
  const half = part * 2 === whole;
  const zh = [
    half ? '同意票超过半数通过' : `同意票达到${whole}分之${part}通过`,
    ...(half && tie === 'chair' ? ['票数相等时由主持人决定'] : []),
    ...(disagreement === 'veto' ? ['一人不同意即不通过'] : []),
    ...(quorum ? [`参加表决须达到${quorum.of[1]}分之${quorum.of[0]}`] : []),
    ...(abstention === 'left-out' ? ['弃权不计入总数'] : []),
  ];
  const en = [
    half ? 'It passes with more than half' : `It passes with ${part} of ${whole}`,
    ...(half && tie === 'chair' ? ['the chair breaks a tie'] : []),
    ...(disagreement === 'veto' ? ['one who disagrees ends it'] : []),
    ...(quorum ? [`${quorum.of[0]} of ${quorum.of[1]} have to take part`] : []),
    ...(abstention === 'left-out' ? ['abstentions are left out'] : []),
  ];
  return { zh: `${zh.join('；')}。`, en: `${en.join('; ')}.` };
}
