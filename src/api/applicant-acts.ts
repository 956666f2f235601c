// Owns the words of what an applicant may do, and which fields each act asks him for; the shapes are the contract's.
import { z } from 'zod';
import { partyActs, type PartyAct } from '../contract/applicant';
import type { JsonSchema } from '../kernel/procedure/definition';
import type { Text } from '../kernel/text';
import type { CaseOnFile } from '../queries/on-file';
import { fieldsOf, type Field } from './page-fields';
import { partial } from './case-acts';

interface ActWords {
  readonly title: Text;
  /** What it is for and what follows from it, before he does it. */
  readonly lead: Text;
  readonly button: Text;
  /** Told when it is done. */
  readonly done: Text;
  /** What he has to declare by a tick; an act that cannot be taken back asks for it. */
  readonly confirm?: Text;
}

const WORDS: { readonly [A in PartyAct]: ActWords } = {
  supplement: {
    title: { zh: '补正材料', en: 'Supply what is missing' },
    lead: {
      zh: '请一次补齐下列全部材料。提交后视为重新收到申请，窗口在五个工作日内告知您是否受理。某项材料无法上传的，请携带原件到受理窗口办理。',
      en: 'Please supply all of the following at once. It counts as a new receipt: within five working days you hear whether the application is accepted. If a paper cannot be uploaded, please bring it to the window.',
    },
    button: { zh: '提交补正材料', en: 'Hand in' },
    done: { zh: '补正材料已提交。', en: 'What you supplied has arrived.' },
  },
  'withdraw-application': {
    title: { zh: '撤回申请', en: 'Withdraw the application' },
    lead: {
      zh: '撤回后，本次申请终止办理，不能恢复；需要时可以重新申请。撤回不收取费用，也不影响您以后的申请。',
      en: 'The application is then closed for good; you may apply again. It costs nothing and does no harm to later applications.',
    },
    button: { zh: '确认撤回', en: 'Withdraw' },
    done: { zh: '申请已撤回。', en: 'The application has been withdrawn.' },
    confirm: { zh: '我确认撤回本次申请', en: 'I do want to withdraw this application' },
  },
  'request-hearing': {
    title: { zh: '申请听证', en: 'Ask for a hearing' },
    lead: {
      zh: '听证不收费。本机关在二十个工作日内组织听证，并提前七个工作日告知您时间和地点。',
      en: 'A hearing is free of charge. It is held within twenty working days, and you are told when and where seven working days ahead.',
    },
    button: { zh: '申请听证', en: 'Ask for a hearing' },
    done: { zh: '听证申请已收到。', en: 'Your request for a hearing has arrived.' },
  },
  'waive-hearing': {
    title: { zh: '放弃听证', en: 'Waive the hearing' },
    lead: {
      zh: '放弃后不再为您举行听证，不能反悔；您仍可以陈述意见。不作表示的，期满视为放弃。',
      en: 'No hearing is then held for you, and this cannot be taken back; you may still state your views. If you say nothing, your right ends with its term.',
    },
    button: { zh: '确认放弃听证', en: 'Waive the hearing' },
    done: { zh: '您已放弃听证。', en: 'You have waived the hearing.' },
    confirm: { zh: '我确认放弃听证', en: 'I do waive the hearing' },
  },
  'state-views': {
    title: { zh: '陈述、申辩', en: 'State your views' },
    lead: {
      zh: '您的意见将在作出决定前听取，并归入办件材料。',
      en: 'Your views are heard before the decision and kept with the file.',
    },
    button: { zh: '提交意见', en: 'Send your views' },
    done: { zh: '您的意见已收到。', en: 'Your views have arrived.' },
  },
  rate: {
    title: { zh: '评价本次服务', en: 'Rate the service' },
    lead: {
      zh: '每个办件可以评价一次。评价为“不满意”“非常不满意”的，由有关单位核实、整改并回复。',
      en: 'Each case can be rated once. A bad rating is looked into, put right and answered.',
    },
    button: { zh: '提交评价', en: 'Send the rating' },
    done: { zh: '感谢您的评价。', en: 'Thank you for your rating.' },
  },
  complain: {
    title: { zh: '投诉', en: 'Complain' },
    lead: {
      zh: '对办理人员的态度、作风和效率不满意的，可以在这里投诉，由其他人员核实并答复。投诉不影响您的申请。',
      en: 'If you are not content with how you are treated, say so here; somebody else looks into it and answers. It does no harm to your application.',
    },
    button: { zh: '提交投诉', en: 'Send the complaint' },
    done: { zh: '投诉已收到。', en: 'Your complaint has arrived.' },
  },
};

export function isPartyAct(act: string): act is PartyAct {
  return Object.hasOwn(WORDS, act);
}
export function wordsOf(act: PartyAct): ActWords {
  return WORDS[act];
}
export function actTitle(act: string): Text {
  return isPartyAct(act) ? WORDS[act].title : { zh: '申请人办理事项', en: 'an act of yours' };
}

/** The fields of an act's form: those of its request, and of a supplement those papers that are missing. */
export function actFields(act: PartyAct, { definition, state }: CaseOnFile): readonly Field[] {
  if (act !== 'supplement') {
    const { type: _, ...properties } = schemaOf(act).properties as Readonly<Record<string, JsonSchema>>;
    return fieldsOf({ ...schemaOf(act), properties });
  }
  const { gaps = [] } = state;
  const fields = partial(definition).properties as Readonly<Record<string, JsonSchema>>;
  const missing = Object.fromEntries(Object.entries(fields).filter(([name]) => gaps.includes(name)));
  // A form published before forms spoke English has only its list of papers in both languages.
  const titles = new Map(definition.materials.map(({ field, title }) => [field, title]));
  return fieldsOf({ properties: missing, required: gaps }).map((field) => ({
    ...field,
    title: titles.get(field.name) ?? field.title,
  }));
}

const schemas = new Map<PartyAct, JsonSchema>();
function schemaOf(act: PartyAct): JsonSchema {
  const known = schemas.get(act) ?? z.toJSONSchema(partyActs[act], { io: 'input' });
  schemas.set(act, known);
  return known;
}
