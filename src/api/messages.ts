// Owns in-app messages: what they say, and that they were read.
import type { Text } from '../kernel/text';
import { isAddressed, messagesFor, type MessageRow } from '../queries/messages';
import type { Handlers } from './call';
import type { Deps } from './deps';
import { answeredOnce } from './idempotency';
import { problem } from './problem';
import { wireTime } from './times';

const TEXTS: Readonly<Record<string, (number: string) => Text>> = {
  'task-opened': (n) => ({ zh: `办件${n}有新的任务待办。`, en: `Case ${n} has a new task for you.` }),
  reminder: (n) => ({ zh: `办件${n}的期限临近，请及时办理。`, en: `A limit of case ${n} is near.` }),
  overdue: (n) => ({ zh: `办件${n}已超过期限，已进入督办。`, en: `Case ${n} has passed its limit and is supervised.` }),
  'deemed-accepted': (n) => ({
    zh: `办件${n}逾期未告知，自收到申请之日起即为受理。`,
    en: `Case ${n} counts as accepted: no answer was given in time.`,
  }),
  urged: (n) => ({ zh: `办件${n}被催办，请尽快办理。`, en: `You are urged to go on with case ${n}.` }),
  assigned: (n) => ({ zh: `办件${n}的任务已改派给您。`, en: `A task of case ${n} has been given to you.` }),
  relieved: (n) => ({
    zh: `您在办件${n}中的任务已改派他人。`,
    en: `Your task of case ${n} has been given to somebody else.`,
  }),
  'taken-back': (n) => ({
    zh: `办件${n}的前一环节已撤回重办，您签收的任务随之关闭，重办后再行分派。`,
    en: `The step before yours in case ${n} was taken back; your task is closed and comes again when it is done anew.`,
  }),
  transferred: (n) => ({ zh: `办件${n}的任务已转办给您。`, en: `A task of case ${n} was handed on to you.` }),
  'opinion-asked': (n) => ({ zh: `办件${n}请您提供意见。`, en: `Your opinion is asked for in case ${n}.` }),
  'opinion-recalled': (n) => ({
    zh: `办件${n}不再需要您提供意见。`,
    en: `Your opinion is not needed in case ${n} any more.`,
  }),
  'opinion-given': (n) => ({
    zh: `您在办件${n}中征求的意见已提交。`,
    en: `The opinion you asked for in case ${n} is there.`,
  }),
  'recusal-asked': (n) => ({
    zh: `办件${n}有回避申请，请决定。`,
    en: `A recusal is asked for in case ${n}; please decide.`,
  }),
  recused: (n) => ({
    zh: `已决定您在办件${n}中回避，相关任务已收回。`,
    en: `You are recused in case ${n}; the task has been taken from you.`,
  }),
  'not-recused': (n) => ({
    zh: `已决定您在办件${n}中不需回避，请继续办理。`,
    en: `You are not recused in case ${n}; please go on.`,
  }),
  'agency-ended': (n) => ({
    zh: `办件${n}中代理办理的任务已退回。`,
    en: `A task of case ${n} that was taken by an agent has gone back.`,
  }),
  copied: (n) => ({ zh: `办件${n}已抄送给您。`, en: `A copy of case ${n} was sent to you.` }),
  mentioned: (n) => ({ zh: `有人在办件${n}的沟通中提到您。`, en: `You are mentioned in a comment on case ${n}.` }),
  'decision-undone': (n) => ({
    zh: `您在办件${n}中的办理结果未能生效：情况已经变化，请重新办理。`,
    en: `Your decision in case ${n} could not take effect: things have changed meanwhile; decide it again.`,
  }),
  'effect-failed': (n) => ({
    zh: `办件${n}的文书或者通知没有完成，请处理。`,
    en: `A paper or message of case ${n} failed and needs you.`,
  }),
};

export function messages(deps: Deps): Handlers<'messages' | 'readMessage'> {
  return {
    async messages({ caller, query }) {
      const { items, next } = await messagesFor(deps.db, caller, { ...query, unread: query.unread === 'true' });
      return { body: { items: items.map(messageView), next } };
    },
    async readMessage({ caller, params, key, scope, fingerprint }) {
      const id = params.message ?? '';
      if (!(await isAddressed(deps.db, caller, id))) throw problem('not-found');
      await answeredOnce(deps.pool, { actor: caller.person, scope, key, fingerprint }, async (tx) => {
        await tx.query('INSERT INTO message_reads (message_id, person_id) VALUES ($1, $2) ON CONFLICT DO NOTHING', [
          id,
          caller.person,
        ]);
        return { status: 204 };
      });
      return 'empty' as const;
    },
  };
}

function messageView({ id, case_id, template, facts, at, read, number }: MessageRow) {
  const text = (
    TEXTS[template] ?? ((n: string) => ({ zh: `办件${n}有新的消息。`, en: `There is news of case ${n}.` }))
  )(number ?? case_id);
  return { id, case: case_id, template, text, facts, at: wireTime(at), read };
}
