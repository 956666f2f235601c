// Owns what an applicant is told: where it stands, what he must do and by when; never a name, an opinion or a post of the staff.
import { groundTitle } from '../kernel/acts/clocks';
import { PROMISE_CLOCK } from '../kernel/acts/accept-with-gaps';
import { forecast } from '../kernel/forecast';
import { offeredOnCase } from '../kernel/kernel';
import type { AwaitBlock, WaitBlock } from '../kernel/procedure/definition';
import { clockRule, findBlock } from '../kernel/procedure/find';
import type { Text } from '../kernel/text';
import { dayOf } from '../kernel/time/civil';
import { dueDay, type Day } from '../kernel/time/clock';
import { organisations, type OrganisationView } from '../queries/catalogue';
import { itemName } from '../queries/cases';
import { documentsOf } from '../queries/documents';
import { courseOf, type CourseAct } from '../queries/ledger';
import { clockLight } from '../queries/lights';
import type { CaseOnFile } from '../queries/on-file';
import { PARTY } from './access';
import { actTitle } from './applicant-acts';
import { partial } from './case-acts';
import { phoneOf } from './contacts';
import type { Deps } from './deps';
import { documentView } from './documents';
import { dayWords } from './words';

const MAY = ['supplement', 'withdraw-application', 'rate'] as const;

interface Told {
  readonly title: Text;
  /** Whose doing it is: the body where it was handed in, or the one that decides. Never a person. */
  readonly by?: 'receiving' | 'deciding';
}
/** What an applicant calls the acts of the ledger, by their milestone, else their type; others are not his. */
const COURSE: Readonly<Record<string, Told>> = {
  received: { title: { zh: '收到申请', en: 'Application received' }, by: 'receiving' },
  'supplement-requested': {
    title: { zh: '一次性告知补正材料', en: 'Asked to supply what is missing' },
    by: 'receiving',
  },
  supplemented: { title: { zh: '收到补正材料', en: 'Supplement received' }, by: 'receiving' },
  accepted: { title: { zh: '受理', en: 'Accepted' }, by: 'receiving' },
  'accepted-with-gaps': { title: { zh: '容缺受理', en: 'Accepted on your promise' }, by: 'receiving' },
  'deemed-accepted': { title: { zh: '逾期未告知，视为受理', en: 'Counts as accepted: no answer in time' } },
  'acceptance-refused': { title: { zh: '不予受理', en: 'Not accepted' }, by: 'receiving' },
  'clock-suspended': { title: { zh: '期限中止', en: 'Limit suspended' }, by: 'deciding' },
  'clock-resumed': { title: { zh: '期限恢复计算', en: 'Limit runs again' }, by: 'deciding' },
  'clock-extended': { title: { zh: '期限延长', en: 'Limit extended' }, by: 'deciding' },
  'clocks-recounted': { title: { zh: '按新公布的放假安排重新计算期限', en: 'Limit counted anew by a new calendar' } },
  'interested-parties-told': { title: { zh: '告知利害关系人', en: 'Others concerned were told' }, by: 'deciding' },
  'rights-opened': { title: { zh: '告知听证权利', en: 'Told of the right to a hearing' }, by: 'deciding' },
  'hearing-requested': { title: { zh: '收到听证申请', en: 'Hearing asked for' } },
  'hearing-waived': { title: { zh: '放弃听证', en: 'Hearing waived' } },
  'hearing-opened': { title: { zh: '准备听证', en: 'Hearing prepared' }, by: 'deciding' },
  'hearing-held': { title: { zh: '举行听证', en: 'Hearing held' }, by: 'deciding' },
  'delay-explained': { title: { zh: '说明超时原因', en: 'Delay explained' }, by: 'deciding' },
  granted: { title: { zh: '准予许可', en: 'Granted' }, by: 'deciding' },
  refused: { title: { zh: '不予许可', en: 'Refused' }, by: 'deciding' },
  'certificate-issued': { title: { zh: '制作证件', en: 'Certificate issued' }, by: 'deciding' },
  'handed-out': { title: { zh: '证件送达', en: 'Certificate handed out' }, by: 'receiving' },
  withdrawn: { title: { zh: '撤回申请', en: 'Withdrawn' } },
  terminated: { title: { zh: '终止办理', en: 'Closed without a decision' }, by: 'deciding' },
  ended: { title: { zh: '办结', en: 'Ended' } },
};

export async function applicantView(deps: Deps, file: CaseOnFile) {
  const { state, definition } = file;
  const [item, acts, documents, bodies] = await Promise.all([
    state.item ? itemName(deps.db, state.item.code, state.item.version) : undefined,
    courseOf(deps.db, file.id, Object.keys(COURSE)),
    documentsOf(deps.db, file.id),
    organisations(deps.db),
  ]);
  const offered: readonly string[] = offeredOnCase({ ...file, actor: PARTY });
  const outcome = state.outcome === undefined ? undefined : definition.outcomes[state.outcome];
  const statutory = Object.keys(state.clocks).filter(
    (id) => clockRule(definition, id)?.kind === 'statutory' && state.clocks[id]?.endedOn === undefined,
  );
  const dues = statutory.flatMap((id) => clockLight(file, id).due ?? []).sort();
  const deciding = bodies.find(({ id }) => id === state.organisations.deciding);
  return {
    number: file.number,
    title: item ?? definition.title,
    state: state.state,
    ...(state.outcome !== undefined && outcome ? { outcome: { id: state.outcome, title: outcome.title } } : {}),
    now: nowOf(file, offered),
    todo: todoOf(file),
    must: mustOf(file),
    offered: [...offered],
    receivedOn: state.receivedOn,
    due: state.state === 'ended' ? null : (dues[0] ?? null),
    overdue: statutory.some((id) => clockLight(file, id).light === 'overdue'),
    stopped: stoppedOf(file),
    steps: [...acts.map((act) => stepDone(file, act, bodies)), ...stepsNow(file, bodies), ...stepsAhead(file, bodies)],
    documents: documents
      .filter((document) => document.toApplicant)
      .map((document) =>
        documentView(
          document,
          `/api/public/cases/${encodeURIComponent(file.number)}/documents/${encodeURIComponent(document.id)}`,
        ),
      ),
    deciding: deciding ? { name: deciding.name, phone: phoneOf(deciding.id) } : null,
    reconsideration: governmentOver(bodies, deciding)?.name ?? null,
    rated: state.rated ?? false,
    may: MAY.filter((act) => offered.includes(act)),
  };
}
export type ApplicantView = Awaited<ReturnType<typeof applicantView>>;

/** 复 24: for an act of a department or of a town it is the government of the county level. */
function governmentOver(
  bodies: readonly OrganisationView[],
  body: OrganisationView | undefined,
): OrganisationView | undefined {
  let at = body;
  for (let up = 0; at && at.kind !== 'city' && up < 10; up += 1) at = bodies.find(({ id }) => id === at?.parent);
  return at?.kind === 'city' ? at : undefined;
}

function openWaits({ state, definition }: CaseOnFile): readonly WaitBlock[] {
  if (state.state === 'ended') return [];
  return Object.values(definition.waits).filter((wait) => state.blocks[wait.id]?.state === 'open');
}
function lastDayOf({ state, definition, calendar }: CaseOnFile, id: string): Day | undefined {
  const [clock, rule] = [state.clocks[id], clockRule(definition, id)];
  return clock && rule ? dueDay(rule, clock, calendar) : undefined;
}

/** 容缺: papers promised at acceptance are owed from that day on, while the examination goes on beside them. */
function promisedIn({ state }: CaseOnFile): readonly string[] {
  return state.state === 'ended' || state.closing !== undefined ? [] : (state.promised ?? []);
}

/** Every act that the case waits for from the applicant, each with the last day for it. */
function mustOf(file: CaseOnFile) {
  const waited = openWaits(file).map((wait) => ({ act: wait.until, by: lastDayOf(file, wait.clock) ?? null }));
  if (waited.length > 0 || promisedIn(file).length === 0) return waited;
  return [{ act: 'supplement' as const, by: lastDayOf(file, PROMISE_CLOCK) ?? null }];
}

function stoppedOf({ state, definition }: CaseOnFile) {
  const [stop] = Object.values(state.clocks).flatMap((clock) =>
    clock.endedOn === undefined && clockRule(definition, clock.id)?.kind === 'statutory'
      ? clock.suspensions.filter((suspension) => suspension.to === undefined)
      : [],
  );
  if (!stop) return null;
  return { since: stop.from, ground: groundTitle(stop.ground), basis: stop.article };
}
function nowOf(file: CaseOnFile, offered: readonly string[]): Text {
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
  const [block] = awaitingBlocks(file);
  if (block) return awaitingOf(file, block, offered);
  const step = openTasks(file)[0];
  return step
    ? { zh: `正在办理：${step.title.zh}。`, en: `Under way: ${step.title.en}.` }
    : { zh: '正在办理中。', en: 'Under way.' };
}

/** 许 47: a right is no duty, but it is lost with its last day, so both are told at once; after a waiver only others still have it. */
function awaitingOf(file: CaseOnFile, { clock, title }: AwaitBlock, offered: readonly string[]): Text {
  const due = lastDayOf(file, clock);
  if (!offered.includes('request-hearing'))
    return {
      zh: `${title.zh}${due === undefined ? '' : `，最迟至${dayWords(due).zh}`}。`,
      en: `${title.en}${due === undefined ? '' : `, until ${due} at the latest`}.`,
    };
  return {
    zh: `您有权${due === undefined ? '' : `在${dayWords(due).zh}（含当日）前`}申请听证，也可以陈述、申辩；逾期未申请的，视为放弃听证，继续办理。`,
    en: `You may ask for a hearing${due === undefined ? '' : ` by ${due}`}, or state your views; without a request by then the work goes on without a hearing.`,
  };
}
function awaitingBlocks({ state, definition }: CaseOnFile): readonly AwaitBlock[] {
  return Object.entries(state.blocks).flatMap(([id, run]) => {
    const block = run.state === 'open' ? findBlock(definition, id) : undefined;
    return block?.kind === 'await' ? [block] : [];
  });
}

function openTasks({ state, definition }: CaseOnFile): { readonly title: Text; readonly organisation?: string }[] {
  return Object.entries(state.blocks).flatMap(([id, run]) => {
    const block = run.state === 'open' ? findBlock(definition, id) : undefined;
    if (block?.kind !== 'task' && block?.kind !== 'child') return [];
    const organisation = state.organisations[block.kind === 'task' ? block.by.of : block.of];
    return [{ title: block.title, ...(organisation === undefined ? {} : { organisation }) }];
  });
}

function todoOf(file: CaseOnFile) {
  const [wait] = openWaits(file);
  if (!wait) return promisedIn(file).length > 0 ? supplementAwaited(file, lastDayOf(file, PROMISE_CLOCK)) : null;
  const due = lastDayOf(file, wait.clock);
  if (wait.until !== 'supplement') return { ...actAwaited(wait.until, due), gaps: [], schema: { type: 'object' } };
  return supplementAwaited(file, due);
}

function supplementAwaited({ state, definition }: CaseOnFile, due: Day | undefined) {
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

function actAwaited(act: string, due: Day | undefined) {
  const title = actTitle(act);
  return {
    sentence: {
      zh: `请您${due === undefined ? '' : `在${dayWords(due).zh}前`}办理：${title.zh}。`,
      en: `This is awaited of you${due === undefined ? '' : `, by ${due}`}: ${title.en}.`,
    },
    ...(due === undefined ? {} : { due }),
  };
}

function unitOf(bodies: readonly OrganisationView[], id: string | undefined): Text | null {
  return bodies.find((body) => body.id === id)?.name ?? null;
}
function stepDone({ state }: CaseOnFile, act: CourseAct, bodies: readonly OrganisationView[]) {
  const told = COURSE[act.milestone ?? ''] ?? COURSE[act.type];
  // Some acts have a day of their own in law: silence accepts from the day of receipt, whenever that is written down.
  const { on } = (act.payload ?? {}) as { readonly on?: unknown };
  return {
    title: told?.title ?? { zh: '办理', en: 'Dealt with' },
    on: typeof on === 'string' ? on : dayOf(act.at.getTime()),
    state: 'done' as const,
    unit: told?.by === undefined ? null : unitOf(bodies, state.organisations[told.by]),
  };
}
function stepsNow(file: CaseOnFile, bodies: readonly OrganisationView[]) {
  if (file.state.state === 'ended') return [];
  const waits = openWaits(file).map(({ title }) => ({ title, unit: null }));
  const tasks = openTasks(file).map(({ title, organisation }) => ({ title, unit: unitOf(bodies, organisation) }));
  return [...waits, ...tasks].map((step) => ({ ...step, on: null, state: 'now' as const }));
}
function stepsAhead({ definition, state, calendar }: CaseOnFile, bodies: readonly OrganisationView[]) {
  return forecast(definition, state, calendar)
    .filter((step) => step.certainty === 'certain' && state.blocks[step.step]?.state !== 'open')
    .map((step) => ({
      title: step.title,
      on: null,
      state: 'ahead' as const,
      unit: unitOf(bodies, step.who?.split('@').at(-1)),
    }));
}
