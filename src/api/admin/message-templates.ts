// Owns the words of messages as administrators change them: shown, tried on made-up data, put in place, and taken back.
import type { MessageTemplate } from '../../adapters/notification/message-file';
import {
  addWording,
  wordingHistory,
  wordingOf,
  wordings,
  type StoredWordings,
  type WordingVersion,
} from '../../record/wordings';
import type { Sql } from '../../record/sql';
import type { Call, Handlers } from '../call';
import type { Deps } from '../deps';
import { problem } from '../problem';
import { wireTime } from '../times';
import { administered } from './administered';

type Names =
  'messageTemplates' | 'messageTemplate' | 'changeMessageTemplate' | 'previewMessage' | 'restoreMessageTemplate';

export function messageTemplates(deps: Deps): Handlers<Names> {
  const { messages } = deps;
  const shippedOf = (event: string) => {
    const shipped = messages.shipped(event);
    if (!shipped) throw problem('not-found');
    return shipped;
  };
  const view = (event: string, stands: WordingVersion | undefined) => {
    const { title, template } = shippedOf(event);
    const own = stands?.wording ?? undefined;
    return {
      event,
      title,
      version: stands?.version ?? 0,
      own: own !== undefined,
      wording: copied(own ?? template),
      fields: [...messages.fieldsOf(event)],
    };
  };
  const whole = async (sql: Sql, event: string) => ({
    ...view(event, await wordingOf(sql, event)),
    shipped: copied(shippedOf(event).template),
    history: (await wordingHistory(sql, event)).map(({ changedAt, wording, ...rest }) => ({
      ...rest,
      changedAt: wireTime(changedAt),
      wording: wording && copied(wording),
    })),
  });
  const judge = (event: string, wording: MessageTemplate): void => {
    const faults = messages.faultsOf(event, wording);
    if (faults.length > 0)
      throw problem('wording-invalid', {
        errors: faults.map(({ path, reason }) => ({ path, message: reason })),
      });
  };
  /** Puts words in place as the next version; null: those that came with the product. */
  const put = async (
    call: Call<'changeMessageTemplate'> | Call<'restoreMessageTemplate'>,
    act: string,
    wording: StoredWordings | null,
    expected?: number,
  ) => {
    const event = call.params.event ?? '';
    shippedOf(event);
    const { body } = await administered(deps, call, async (tx) => {
      const before = view(event, await wordingOf(tx, event));
      if (expected !== undefined && expected !== before.version)
        throw problem('wording-changed', { facts: { version: before.version } });
      if (JSON.stringify(wording) === JSON.stringify(before.own ? before.wording : null))
        throw problem('nothing-to-change');
      const { reason } = call.body;
      const version = before.version + 1;
      await addWording(tx, event, { version, wording }, { person: call.caller.person, reason });
      const after = await whole(tx, event);
      return {
        body: after,
        changes: [
          {
            act,
            subject: { kind: 'message', id: event },
            reason,
            before: { version: before.version, wording: before.wording },
            after: { version, wording: after.wording },
          },
        ],
      };
    });
    return { body };
  };

  return {
    async messageTemplates() {
      const own = await wordings(deps.pool);
      return { body: { items: messages.events.map((event) => view(event, own.get(event))) } };
    },
    messageTemplate: async ({ params }) => ({ body: await whole(deps.pool, params.event ?? '') }),
    async changeMessageTemplate(call) {
      const event = call.params.event ?? '';
      shippedOf(event);
      judge(event, call.body.wording);
      return put(call, 'message-changed', copied(call.body.wording), call.body.expectedVersion);
    },
    previewMessage({ params, body }) {
      const event = params.event ?? '';
      shippedOf(event);
      judge(event, body.wording);
      const { zh, en } = messages.tried(event, body.wording);
      return { body: { zh: { ...zh }, en: { ...en } } };
    },
    restoreMessageTemplate: (call) => put(call, 'message-restored', null),
  };
}

/** In one order of members, so that equal words are equal texts. */
function copied({ zh, en }: MessageTemplate | StoredWordings) {
  const one = ({ subject, letter, sms }: StoredWordings['zh']) => ({ subject, letter: [...letter], sms: [...sms] });
  return { zh: one(zh), en: one(en) };
}
