// Owns what the API is given: everything that touches the world stands here, so that a test can hand in real parts or its own.
import type { Pool } from 'pg';
import type { QrPicture } from '../adapters/document/qr';
import type { PaperInput } from '../adapters/document/render-paper';
import type { MessageTexts } from '../adapters/notification/templates';
import type { Storage } from '../adapters/storage/storage';
import type { FailureLimit } from '../auth/failure-limit';
import type { Log } from '../ops/logging';
import type { Metrics } from '../ops/metrics';
import type { Watch } from '../ops/watch';
import type { Database } from '../queries/database';
import type { CaseRecord } from '../record/record';
import type { CaseFeed } from './feed';

export interface VerificationResult {
  readonly intact: boolean;
  readonly acts: number;
  readonly head: string;
  readonly firstBroken?: unknown;
  readonly missingFrom?: number;
}
export interface TemporalHealth {
  readonly reachable: boolean;
  readonly behindSeconds: number;
  readonly worker: boolean;
}
export interface Deps {
  /** For reads. */
  readonly db: Database;
  /** For the few rows the API writes itself: sessions, tokens, files, answers, marks of reading. */
  readonly pool: Pool;
  readonly record: CaseRecord;
  readonly storage: Storage;
  /** For previews and pages to print; the papers of a case are made by the worker. */
  readonly papers: {
    render(input: PaperInput): Promise<Uint8Array>;
    qrPicture(text: string): QrPicture;
  };
  /** The words of messages, for whoever changes them; the worker sends them. */
  readonly messages: MessageTexts;
  readonly feed: CaseFeed;
  readonly log: Log;
  readonly metrics: Metrics;
  readonly limits: {
    readonly signIn: FailureLimit<'username' | 'address'>;
    readonly receipt: FailureLimit<'number' | 'address'>;
  };
  /** Of the installation; receipt codes are derived from it. */
  readonly secret: string;
  readonly secureCookies: boolean;
  /** The public address, when it is not the one that requests name. */
  readonly publicUrl?: string;
  readonly version: string;
  /** A receiver for the town's other systems is configured. */
  readonly webhook: boolean;
  /** Real seconds for which a decision may be taken back; 0: it takes effect at once. */
  readonly undoSeconds: number;
  verify(caseId: string): Promise<VerificationResult>;
  temporal(): Promise<TemporalHealth>;
  readonly watch: Watch;
  /** The address of a run in Temporal’s own pages, where they are served. */
  readonly temporalPages?: (workflow: string, run: string) => string;
  /** The processes have more to do than they can soon. */
  behind(): Promise<boolean>;
}
