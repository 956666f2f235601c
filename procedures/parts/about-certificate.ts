/**
 * What is peculiar to applications about a certificate that exists (延续、变更、注销): which one it is, an examination by one, and the
 * limit of 许 42. Received, answered and handed out they are like a permit.
 */
import type { Text } from '../../src/kernel/text';
import { APPLICATION_DEFAULTS, APPLICATION_FACTS, applicationSchema, materialsOf, type Form } from './application';
import { examined } from './check-points';
import { decisionClock, sharedClocks } from './clocks';
import { finalDecision, HOLDER_DECIDES, LADDER } from './deciding';
import { waits } from './ends';
import { ARTICLES } from './offer';
import { closing, decisionPapers, limitPapers, servicePaper, windowPapers } from './papers';
import { HANDED_OUT_AT_CHOICE, handOutTask, WINDOW } from './window';
import { field } from './fields';

/** A form field that names the certificate (证件编号). */
export const CERTIFICATE_FIELD = field(
  { zh: '许可证件编号', en: 'Number of the certificate' },
  { type: 'string', minLength: 1, maxLength: 100 },
);

/** The applicant may mend everything at the window but which certificate it is about: that is another application. */
export function aboutCertificate(form: Form) {
  return {
    workflow: 'procedure',
    roles: { ...HOLDER_DECIDES, ...HANDED_OUT_AT_CHOICE },
    opens: WINDOW,
    dataSchema: applicationSchema({
      ...form,
      fields: { certificate: CERTIFICATE_FIELD, ...form.fields },
      required: ['certificate', ...form.required],
    }),
    materials: materialsOf(form),
    facts: [...APPLICATION_FACTS],
    defaults: { ...APPLICATION_DEFAULTS },
    acceptClocks: ['decision'],
    extensions: { decision: { amount: 10, article: ARTICLES.extension } },
    handOut: handOutTask,
    reviews: [],
    ladder: LADDER,
    waits,
  } as const;
}

/** 许 42(1): twenty working days from acceptance; the head of the body may add ten. */
export const clocksAboutCertificate = {
  acceptance: sharedClocks.acceptance,
  supplement: sharedClocks.supplement,
  special: sharedClocks.special,
  delivery: sharedClocks.delivery,
  decision: decisionClock({ amount: 20, unit: 'working-days' }, ARTICLES.extension),
};

export const undecidedPapers = { ...windowPapers, ...limitPapers, ...servicePaper };
export function leftStandingPaper(article: string) {
  return {
    'left-standing-notice': closing(
      { zh: '行政许可继续有效告知书', en: 'Notice that the permit stands' },
      '存',
      article,
    ),
  };
}
export const refusalPaper = { 'refusal-decision': decisionPapers['refusal-decision'] };

/** 审查 by one examiner (许 34): whether the conditions are still met can be told from the file. */
export const examinationByOne = {
  kind: 'task',
  id: 'examination',
  title: { zh: '审查', en: 'Examination' },
  by: { post: 'examiner', of: 'deciding', notWho: ['window', 'decision'], article: '行政许可法第三十四条' },
  clock: 'decision',
  checkPoints: examined('行政许可法第三十八条'),
  form: {
    type: 'object',
    properties: {
      findings: field(
        { zh: '审查情况', en: 'Findings of the examination' },
        { type: 'string', minLength: 2, maxLength: 2000, examples: ['仍符合取得该许可的法定条件。'] },
      ),
    },
    required: ['findings'],
    additionalProperties: false,
  },
  outcomes: {
    'recommend-grant': { title: { zh: '建议准予', en: 'Recommend the grant' }, target: { to: 'next' } },
    'recommend-refusal': {
      title: { zh: '建议不予', en: 'Recommend the refusal' },
      opinionRequired: true,
      target: { to: 'next' },
    },
  },
} as const;

export const approverSeat = {
  post: 'approver',
  of: 'deciding',
  notWho: ['window', 'examination'],
  article: '行政许可法第三十七条；审批与审查分离',
} as const;

/** 决定 as on a permit, in the words of what is asked for. */
export function decisionAbout({
  grant,
  refuse,
  article,
}: {
  readonly grant: Text;
  readonly refuse: Text;
  readonly article: string;
}) {
  const decision = finalDecision({ reviewedFirst: false });
  const { outcomes } = decision;
  return {
    ...decision,
    by: approverSeat,
    outcomes: {
      ...outcomes,
      grant: { ...outcomes.grant, title: grant, article },
      refuse: { ...outcomes.refuse, title: refuse },
    },
  };
}
