/**
 * 注销 (许 70): the register is put in order, on the holder's application at a window, or by an examiner of the body without one
 * (expired, died, ended, annulled, force majeure). No limit is set by 许 70; that of 许 42 is taken (assumption).
 */
import { procedure } from '../src/kernel/procedure/builder';
import {
  aboutCertificate,
  approverSeat,
  clocksAboutCertificate,
  examinationByOne,
  leftStandingPaper,
  undecidedPapers,
} from './parts/about-certificate';
import { published, SERVED } from './parts/afterwards';
import { APPLICATION_DEFAULTS, APPLICATION_FACTS } from './parts/application';
import { endsUndecided } from './parts/ends';
import { choice } from './parts/fields';
import { closing } from './parts/papers';
import { acceptanceTask, WINDOW } from './parts/window';

const BASIS = '行政许可法第七十条';
const FORM = {
  title: { zh: '行政许可注销', en: 'Deregistration of a permit' },
  fields: {
    ground: choice(
      { zh: '注销事由', en: 'Ground of the deregistration' },
      {
        'given-up': { zh: '被许可人申请注销', en: 'The holder gives it up' },
        expired: { zh: '有效期届满未延续', en: 'Expired and not renewed' },
        died: { zh: '自然人死亡或者丧失行为能力', en: 'The holder has died or lost legal capacity' },
        ended: { zh: '法人或者其他组织依法终止', en: 'The organisation that held it has ended' },
        annulled: { zh: '许可被撤销、撤回或者吊销', en: 'Annulled, withdrawn or revoked' },
        'force-majeure': { zh: '因不可抗力无法实施', en: 'Impossible by force majeure' },
      },
    ),
  },
  required: ['ground'],
  materials: [
    {
      field: 'proof',
      title: { zh: '注销事由证明材料', en: 'Papers that prove the ground' },
      required: false,
      basis: BASIS,
    },
  ],
};

export const deregistration = procedure({
  ...aboutCertificate(FORM),
  id: 'deregistration',
  title: FORM.title,
  basis: BASIS,
  opens: { ...WINDOW, exOfficio: { post: 'examiner', duty: 'examination' } },
  facts: [...APPLICATION_FACTS, 'ground'],
  defaults: { ...APPLICATION_DEFAULTS, exOfficio: false },
  clocks: {
    ...clocksAboutCertificate,
    decision: { ...clocksAboutCertificate.decision, title: { zh: '注销办理期限', en: 'Limit for the deregistration' } },
  },
  startClocks: [],
  papers: {
    ...undecidedPapers,
    'deregistration-decision': closing(
      { zh: '注销行政许可决定书', en: 'Decision to deregister the permit' },
      '注',
      BASIS,
    ),
    ...leftStandingPaper(BASIS),
  },
  outcomes: {
    deregistered: { title: { zh: '注销', en: 'Deregistered' }, paper: 'deregistration-decision', light: 'neutral' },
    'left-standing': {
      title: { zh: '不予注销', en: 'Left standing' },
      paper: 'left-standing-notice',
      light: 'neutral',
    },
    ...endsUndecided,
  },
  concerns: { certificate: 'deregistered' },
  follows: [...published('deregistered'), ...SERVED],
  flow: {
    kind: 'sequence',
    id: 'deregistering',
    blocks: [
      {
        kind: 'choice',
        id: 'occasion',
        title: { zh: '依申请还是依职权', en: 'On application or of its own accord' },
        branches: [
          {
            id: 'of-its-own-accord',
            when: 'exOfficio = true',
            because: { zh: '行政机关依职权办理', en: 'The body acts of its own accord' },
            block: {
              kind: 'task',
              id: 'verification',
              title: { zh: '核实', en: 'Verification' },
              by: { post: 'examiner', of: 'deciding', notWho: ['window', 'decision'], article: BASIS },
              duty: 'examination',
              clock: 'decision',
              starts: ['decision'],
              form: examinationByOne.form,
              outcomes: {
                propose: { title: { zh: '建议注销', en: 'Propose the deregistration' }, target: { to: 'next' } },
                unfounded: {
                  title: { zh: '事由不成立', en: 'The ground is not there' },
                  act: 'leave',
                  opinionRequired: true,
                  target: { to: 'end', outcome: 'left-standing' },
                },
              },
            },
          },
        ],
        otherwise: {
          kind: 'sequence',
          id: 'application',
          // Where nobody applies nobody waits for an answer: the window's limit starts with the window's step.
          blocks: [{ ...acceptanceTask(FORM), starts: ['acceptance'], ends: ['acceptance'] }, examinationByOne],
        },
      },
      {
        kind: 'task',
        id: 'decision',
        title: { zh: '决定', en: 'Decision' },
        by: approverSeat,
        clock: 'decision',
        outcomes: {
          deregister: {
            title: { zh: '注销', en: 'Deregister' },
            act: 'deregister',
            // The decision prints its reasons.
            opinionRequired: true,
            target: { to: 'end', outcome: 'deregistered' },
            article: BASIS,
          },
          leave: {
            title: { zh: '不予注销', en: 'Leave it standing' },
            act: 'leave',
            opinionRequired: true,
            target: { to: 'end', outcome: 'left-standing' },
          },
        },
      },
    ],
  },
});
