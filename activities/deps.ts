/** Owns what activities are handed: ports of the record and of the outside, known here by type. */
import type { PaperInput } from '../src/adapters/document/render-paper';
import type { MessageTemplate } from '../src/adapters/notification/message-file';
import type { Channel } from '../src/adapters/notification/channel';
import type { MessageEvent, MessageFacts, RenderedMessage } from '../src/adapters/notification/templates';
import type { SealProvider } from '../src/adapters/seal/seal';
import type { ServicePort } from '../src/adapters/service/service';
import type { Storage } from '../src/adapters/storage/storage';
import type { JsonSchema } from '../src/kernel/procedure/definition';
import type { Instant } from '../src/kernel/time/clock';
import type { Definitions } from '../src/record/definitions';
import type { CaseRecord } from '../src/record/record';
import type { Sql } from '../src/record/sql';

export interface ActivityDeps {
  readonly record: CaseRecord;
  readonly sql: Sql;
  readonly definitions: Definitions;
  readonly storage: Storage;
  readonly seals: SealProvider;
  readonly papers: {
    render(input: PaperInput): Promise<Uint8Array>;
    /** Verification code of an effect's paper, the same on every try, not to be guessed. */
    verifyCodeOf(effect: string): string;
  };
  readonly messages: {
    isMessageEvent(code: string): code is MessageEvent;
    /** In Chinese, unless another language is named. */
    render(event: MessageEvent, facts: MessageFacts, language?: 'zh' | 'en', own?: MessageTemplate): RenderedMessage;
    /** The earliest law instant from the given one on at which a message may leave. */
    mayLeaveAt(instant: Instant): Instant;
    /** By the effect's `how`: email, sms, webhook. A channel that is not configured is absent. */
    readonly channels: Readonly<Partial<Record<string, Channel>>>;
  };
  readonly services: ServicePort & {
    /** Whether what a service answers is what the procedure says it answers. */
    fits(schema: JsonSchema, data: unknown): boolean;
  };
  /** Without a slash at its end. */
  readonly publicUrl: string;
  /** Told of what went wrong inside, since only a code crosses to Temporal. */
  readonly onFault?: (activity: string, code: string, fault: unknown) => void;
  /** Real seconds from the commit of an act until its workflow had followed it. */
  readonly onFollowed?: (seconds: number) => void;
}
