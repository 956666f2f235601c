/** Owns the promise of a seal: what is sealed shows who sealed it, and no byte of it can change unnoticed. */
import type { Text } from '../../kernel/text';
import type { Instant } from '../../kernel/time/clock';

/** By the id of the organisation that holds it. */
export type SealId = 'approval-bureau' | 'justice-bureau' | 'planning-bureau' | 'emergency-bureau';

export interface SealFace {
  /** Organisation around the star. */
  readonly body: string;
  /** Name of the seal under the star. */
  readonly name: string;
  readonly title: Text;
}

export const SEALS: Readonly<Record<SealId, SealFace>> = {
  'approval-bureau': {
    body: '江阴市行政审批局',
    name: '行政审批专用章',
    title: { zh: '江阴市行政审批局 行政审批专用章', en: 'Approval seal of the Jiangyin approval bureau' },
  },
  'justice-bureau': {
    body: '江阴市司法局',
    name: '法制审核专用章',
    title: { zh: '江阴市司法局 法制审核专用章', en: 'Legal review seal of the Jiangyin justice bureau' },
  },
  'planning-bureau': {
    body: '江阴市自然资源和规划局',
    name: '行政许可专用章',
    title: {
      zh: '江阴市自然资源和规划局 行政许可专用章',
      en: 'Permit seal of the Jiangyin natural resources and planning bureau',
    },
  },
  'emergency-bureau': {
    body: '江阴市应急管理局',
    name: '行政许可专用章',
    title: { zh: '江阴市应急管理局 行政许可专用章', en: 'Permit seal of the Jiangyin emergency management bureau' },
  },
};

export interface SealRequest {
  /** A paper of `renderPaper`, not sealed yet. */
  readonly pdf: Uint8Array;
  readonly seal: SealId;
  /** Why it is sealed; shown by readers of the PDF. */
  readonly reason: string;
  /** Law time of the sealing, milliseconds; equal requests give equal bytes. */
  readonly at: Instant;
}

export interface SealFinding {
  /** Sealed by one of this installation's seals, the whole file covered, nothing changed. */
  readonly valid: boolean;
  /** Title of the seal that signed, e.g. `江阴市行政审批局 行政审批专用章`; only of a valid one. */
  readonly signer?: string;
  /** Law time that the seal states; only of a valid one. */
  readonly sealedAt?: Instant;
  /** Nothing was added after the seal. */
  readonly coversWhole: boolean;
  /** Why it is not valid. */
  readonly reason?: string;
}

export interface SealCertificate {
  readonly signer: string;
  /** The seal's certificate, PEM. */
  readonly certificate: string;
  /** The root that issued it, PEM: what an outside reader must trust to trust the seal. */
  readonly issuer: string;
}

export interface SealProvider {
  /** The sealed file. Throws `AlreadySealed`, `PdfUnreadable`, or what the provider's key store says. */
  apply(request: SealRequest): Promise<Uint8Array>;
  /** Judges any bytes; never throws for what they hold. */
  verify(pdf: Uint8Array): Promise<SealFinding>;
  certificate(seal: SealId): Promise<SealCertificate>;
  /** Whether a body has a seal of its own here. */
  holds(organisation: string | undefined): organisation is SealId;
}

export class AlreadySealed extends Error {
  constructor() {
    super('This paper is sealed already; a second seal would not cover what the first one does.');
    this.name = 'AlreadySealed';
  }
}
