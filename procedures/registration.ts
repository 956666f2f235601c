/**
 * 登记与备案 (许 56; 登记条例 19): a formal check, on the spot where that is possible, else within a few days. Received like a permit; no
 * examination of substance, so nobody is visited and nobody else is heard.
 */
import { procedure, type Draft } from '../src/kernel/procedure/builder';
import type { Text } from '../src/kernel/text';
import { afterwards } from './parts/afterwards';
import { APPLICATION_DEFAULTS, APPLICATION_FACTS, applicationSchema, materialsOf } from './parts/application';
import { decisionClock, promiseClock, sharedClocks } from './parts/clocks';
import { HOLDER_DECIDES, LADDER, registering } from './parts/deciding';
import { endsUndecided, waits } from './parts/ends';
import type { PermitOffer } from './parts/offer';
import {
  certificatePaper,
  certificateRule,
  closing,
  decisionPapers,
  gapsPapers,
  limitPapers,
  servicePaper,
  windowPapers,
} from './parts/papers';
import { acceptanceTask, HANDED_OUT_AT_CHOICE, handOutTask, WINDOW } from './parts/window';

export interface RegistrationOffer extends Pick<
  PermitOffer,
  'id' | 'title' | 'basis' | 'fields' | 'required' | 'materials' | 'limit' | 'limitArticle' | 'startsAt' | 'extension'
> {
  /** The paper that ends it: 登记通知书, or 备案回执. */
  readonly paper: {
    readonly kind: 'registration-decision' | 'filing-receipt';
    readonly title: Text;
    readonly article: string;
  };
  /** 证照, as for a permit. */
  readonly certificate?: PermitOffer['certificate'];
}

const CERTIFICATE_SERIES = '登证';

export function registration(offer: RegistrationOffer): Draft {
  const { acceptance, supplement, delivery } = sharedClocks;
  const { 'refusal-decision': refusal } = decisionPapers;
  const { certificate, paper } = offer;
  const deferrable = offer.materials.some((material) => material.deferrable);
  return procedure({
    id: offer.id,
    title: offer.title,
    basis: offer.basis,
    workflow: 'approval',
    roles: { ...HOLDER_DECIDES, ...HANDED_OUT_AT_CHOICE },
    opens: WINDOW,
    dataSchema: applicationSchema(offer),
    materials: materialsOf(offer),
    facts: [...APPLICATION_FACTS],
    defaults: { ...APPLICATION_DEFAULTS },
    clocks: {
      acceptance,
      supplement,
      delivery,
      ...(deferrable ? promiseClock : {}),
      decision: decisionClock(offer.limit, offer.limitArticle),
    },
    startClocks: ['acceptance', ...(offer.startsAt === 'receipt' ? ['decision' as const] : [])],
    acceptClocks: offer.startsAt === 'receipt' ? [] : ['decision'],
    extensions: offer.extension ? { decision: offer.extension } : {},
    papers: {
      ...windowPapers,
      ...(deferrable ? gapsPapers : {}),
      'extension-notice': limitPapers['extension-notice'],
      'delay-explanation': limitPapers['delay-explanation'],
      'registration-decision':
        paper.kind === 'registration-decision' ? closing(paper.title, '登', paper.article) : undefined,
      'filing-receipt': paper.kind === 'filing-receipt' ? closing(paper.title, '备', paper.article) : undefined,
      ...(certificate ? certificatePaper(certificate, CERTIFICATE_SERIES) : {}),
      'refusal-decision': refusal,
      ...servicePaper,
    },
    outcomes: {
      granted: {
        title:
          paper.kind === 'filing-receipt' ? { zh: '已备案', en: 'Recorded' } : { zh: '准予登记', en: 'Registered' },
        paper: paper.kind,
        ...(certificate ? { also: ['permit-certificate'] } : {}),
        light: 'good',
      },
      refused: { title: { zh: '不予登记', en: 'Refused' }, paper: 'refusal-decision', light: 'bad' },
      ...endsUndecided,
    },
    ...(certificate ? { certificate: certificateRule(certificate, CERTIFICATE_SERIES) } : {}),
    follows: afterwards(certificate ? { certificate } : {}),
    handOut: handOutTask,
    reviews: [],
    ladder: LADDER,
    waits,
    flow: { kind: 'sequence', id: 'registration-course', blocks: [acceptanceTask(offer), registering] },
  });
}
