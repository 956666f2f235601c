// Owns what an applicant is told: where it stands, what he must do and by when; never a name, an opinion or a post of the staff.
import { forecast } from '../kernel/forecast';
import { offeredOnCase } from '../kernel/kernel';
import { findBlock } from '../kernel/procedure/find';
import type { Text } from '../kernel/text';
import { dayOf } from '../kernel/time/civil';
import { dueDay, type Day } from '../kernel/time/clock';
import { itemName } from '../queries/cases';
import { documentsOf } from '../queries/documents';
import { actsOfTypes, type ActRow } from '../queries/ledger';
import { clockLight } from '../queries/lights';
import type { CaseOnFile } from '../queries/on-file';
import { PARTY } from './access';
import { partial } from './case-acts';
import type { Deps } from './deps';
import { documentView } from './documents';
import { dayWords } from './words';

const MAY = ['supplement', 'withdraw-application', 'rate'] as const;

/** What an applicant calls the acts of the ledger; others are not his. */
const COURSE: Readonly<Record<string, Text>> = {
  received: { zh: '收到申请', en: 'Application received' },
  'supplement-requested': { zh: '告知补正材料', en: 'Asked to supplement' },
  supplemented: { zh: '收到补正材料', en: 'Supplement received' },
  accepted: { zh: '受理', en: 'Accepted' },
  'acceptance-refused': { zh: '不予受理', en: 'Not accepted' },
  'clock-suspended': { zh: '期限中止', en: 'Limit suspended' },
  'clock-extended': { zh: '期限延长', en: 'Limit extended' },
  granted: { zh: '准予许可', en: 'Granted' },
  refused: { zh: '不予许可', en: 'Refused' },
  'application-withdrawn': { zh: '撤回申请', en: 'Withdrawn' },
  ended: { zh: '办结', en: 'Ended' },
};

export async function applicantView(deps: Deps, file: CaseOnFile) {
  const { state, definition, moment, calendar } = file;
  const [item, acts, documents] = await Promise.all([
    state.item ? itemName(deps.db, state.item.code, state.item.version) : undefined,
    actsOfTypes(deps.db, file.id, Object.keys(COURSE)),
    documentsOf(deps.db, file.id),
  ]);
  const offered: readonly string[] = offeredOnCase(definition, state, PARTY, moment, calendar);
  const outcome = state.outcome === undefined ? undefined : definition.outcomes[state.outcome];
  const statutory = Object.keys(state.clocks).filter(
    (id) => definition.clocks[id]?.kind === 'statutory' && state.clocks[id]?.endedOn === undefined,
  );
  const dues = statutory.flatMap((id) => clockLight(file, id).due ?? []).sort();
  return {
    number: file.number,
    title: item ?? definition.title,
    state: state.state,
    ...(state.outcome !== undefined && outcome ? { outcome: { id: state.outcome, title: outcome.title } } : {}),
    now: nowOf(file),
    todo: todoOf(file),
    due: state.state === 'ended' ? null : (dues[0] ?? null),
    overdue: statutory.some((id) => clockLight(file, id).light === 'overdue'),
    steps: [...acts.map(stepDone), ...stepsNow(file), ...stepsAhead(file)],
    documents: documents
      .filter((document) => document.toApplicant)
      .map((document) =>
        documentView(
          document,
          `/api/public/cases/${encodeURIComponent(file.number)}/documents/${encodeURIComponent(document.id)}`,
        ),
      ),
    may: MAY.filter((act) => offered.includes(act)),
  };
}

function waitOf({ state, definition }: CaseOnFile) {
  return Object.values(definition.waits).find((wait) => state.blocks[wait.id]?.state === 'open');
}

function nowOf(file: CaseOnFile): Text {
  const { state, definition } = file;
  if (state.state === 'ended') {
    const title = definition.outcomes[state.outcome ?? '']?.title;
    return {
      zh: `您的申请已办结${title ? `：${title.zh}` : ''}。`,
      en: `Your application has ended${title ? `: ${title.en}` : ''}.`,
    };
  }
  const todo = todoOf(file);
  if (todo) return todo.sentence;
  if (state.closing !== undefined)
    return {
      zh: '决定已经作出，正在制作并送达文书。',
      en: 'A decision has been made; its paper is being sealed and delivered.',
    };
  if (state.state === 'suspended')
    return {
      zh: '办理期限已依法中止，恢复后继续办理。',
      en: 'The limit is suspended by law; the work goes on when it is resumed.',
    };
  const step = openTitles(file)[0];
  return step
    ? { zh: `正在办理：${step.zh}。`, en: `Under way: ${step.en}.` }
    : { zh: '正在办理中。', en: 'Under way.' };
}

function openTitles({ state, definition }: CaseOnFile): Text[] {
  return Object.entries(state.blocks).flatMap(([id, run]) => {
    const block = run.state === 'open' ? findBlock(definition, id) : undefined;
    return block?.kind === 'task' || block?.kind === 'child' ? [block.title] : [];
  });
}

function todoOf(file: CaseOnFile) {
  const { state, definition, calendar } = file;
  const wait = waitOf(file);
  if (!wait || state.state === 'ended') return null;
  const [clock, rule] = [state.clocks[wait.clock], definition.clocks[wait.clock]];
  const due: Day | undefined = clock && rule ? dueDay(rule, clock, calendar) : undefined;
  const gaps = (state.gaps ?? []).map((field) => ({
    field,
    title: definition.materials.find((material) => material.field === field)?.title ?? { zh: field, en: field },
  }));
  const named = gaps.length === 0 ? '' : `：${gaps.map(({ title }) => title.zh).join('、')}`;
  const namedEn = gaps.length === 0 ? '' : `: ${gaps.map(({ title }) => title.en).join(', ')}`;
  const { properties = {}, ...rest } = partial(definition);
  const fields = Object.fromEntries(
    Object.entries(properties as Record<string, unknown>).filter(
      ([name]) => gaps.length === 0 || gaps.some(({ field }) => field === name),
    ),
  );
  return {
    sentence: {
      zh: `请您${due === undefined ? '' : `在${dayWords(due).zh}前`}补正材料${named}。`,
      en: `Please supply${due === undefined ? '' : `, by ${due},`} what is missing${namedEn}.`,
    },
    ...(due === undefined ? {} : { due }),
    gaps,
    schema: { ...rest, properties: fields },
  };
}

function stepDone(act: ActRow) {
  const deemed = act.type === 'accepted' && (act.payload as { deemed?: boolean } | null)?.deemed === true;
  const title = deemed
    ? { zh: '逾期未告知，视为受理', en: 'Counts as accepted: no answer in time' }
    : (COURSE[act.type] ?? { zh: act.type, en: act.type });
  return { title, on: dayOf(act.at.getTime()), state: 'done' as const };
}
function stepsNow(file: CaseOnFile) {
  if (file.state.state === 'ended') return [];
  const wait = waitOf(file);
  const titles = [...(wait ? [wait.title] : []), ...openTitles(file)];
  return titles.map((title) => ({ title, on: null, state: 'now' as const }));
}
function stepsAhead({ definition, state, calendar }: CaseOnFile) {
  return forecast(definition, state, calendar)
    .filter((step) => step.certainty === 'certain' && state.blocks[step.step]?.state !== 'open')
    .map((step) => ({ title: step.title, on: null, state: 'ahead' as const }));
}
