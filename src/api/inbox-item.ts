// Owns what a row of the inbox says of its task: enough to choose what to do next, and to decide a routine case without opening it.
import type { Principal } from '../auth/principal';
import type { FLAGS } from '../contract/task';
import { groundTitle } from '../kernel/acts/clocks';
import { gapsOf, neededPapers } from '../kernel/acts/facts';
import type { CaseState, Seat, Task } from '../kernel/case';
import { offeredOnTask, routineOf } from '../kernel/kernel';
import { clockRule, taskRule } from '../kernel/procedure/find';
import type { Text } from '../kernel/text';
import { isPaused } from '../kernel/time/clock';
import { namesOf, organisations } from '../queries/catalogue';
import { itemNames } from '../queries/cases';
import type { InboxRow } from '../queries/inbox';
import { taskLight, workingDaysLeft } from '../queries/lights';
import { casesFor, type CaseOnFile } from '../queries/on-file';
import { actorOf } from './access';
import type { Deps } from './deps';
import { wireTime } from './times';
import { seatTitle } from './words';

interface Names {
  readonly persons: ReadonlyMap<string, string>;
  readonly organisations: ReadonlyMap<string, Text>;
  readonly items: ReadonlyMap<string, Text>;
}

/** The rows as shown, each with its case settled to now. */
export async function inboxItems(deps: Deps, caller: Principal, rows: readonly InboxRow[]) {
  const files = await casesFor(
    deps.db,
    caller,
    rows.map((row) => row.case_id),
  );
  const all = [...files.values()];
  const holders = all.flatMap(({ state }) => state.tasks.flatMap(({ seats }) => seats.flatMap((s) => s.holder ?? [])));
  const [persons, bodies, items] = await Promise.all([
    namesOf(deps.db, holders),
    organisations(deps.db),
    itemNames(
      deps.db,
      all.flatMap(({ state }) => state.item ?? []),
    ),
  ]);
  const names = { persons, organisations: new Map(bodies.map(({ id, name }) => [id, name])), items };
  return rows.flatMap((row) => inboxItem(row, files.get(row.case_id), caller, names));
}

/** A seat that a rung has closed meanwhile is shown as the ledger will say. */
function inboxItem(row: InboxRow, file: CaseOnFile | undefined, caller: Principal, names: Names) {
  const task = file?.state.tasks.find((each) => each.id === row.task_id);
  const seat = task?.seats.find((each) => each.id === row.id);
  if (!file || !task || !seat) return [];
  const { definition, state } = file;
  const at = { ...file, actor: actorOf(caller) };
  const { light, due } = taskLight(file, task);
  const clock = clockIn(file, task.clock ?? task.about);
  const routine = routineOf(at, task);
  const required = neededPapers(definition, state);
  const name = seat.holder === undefined ? undefined : names.persons.get(seat.holder);
  return [
    {
      id: row.task_id,
      case: row.case_id,
      number: file.number,
      ...(file.partyName === null ? {} : { party: file.partyName }),
      ...(state.item
        ? {
            item: {
              code: state.item.code,
              name: names.items.get(`${state.item.code}@${state.item.version}`) ?? definition.title,
            },
          }
        : {}),
      procedure: { ...state.procedure },
      step: row.step,
      title: taskRule(definition, task).title,
      round: task.round,
      because: becauseOf(caller, state, seat, names),
      light,
      due,
      ...(clock ? { clock } : {}),
      daysLeft: workingDaysLeft(file, task.clock ?? task.about),
      materials: { received: required.length - gapsOf(definition, state).length, required: required.length },
      flags: flagsOf(state, task),
      ...(seat.holder === undefined ? {} : { holder: { id: seat.holder, name: name ?? '' } }),
      since: wireTime(row.since),
      seat: row.id,
      seq: task.seq,
      offered: [...offeredOnTask(at, task)],
      ...(routine ? { routine } : {}),
    },
  ];
}

function becauseOf(caller: Principal, state: CaseState, seat: Seat, { organisations, persons }: Names) {
  const who = seatTitle(seat, organisations);
  const own = seat.holder === caller.person;
  if (seat.state === 'open' && seat.lentTo?.at(-1) === caller.person) {
    const by = seat.lentTo.at(-2) ?? seat.holder ?? '';
    const name = persons.get(by) ?? by;
    return { code: 'asked' as const, zh: `${name}请您提供意见。`, en: `${name} asks for your opinion.` };
  }
  const agency = agencyOf(caller, seat);
  if (agency && seat.state === 'open') {
    const { name } = agency;
    return own
      ? { code: 'agent' as const, zh: `代${name}签收（${who.zh}）。`, en: `You claimed it for ${name} (${who.en}).` }
      : { code: 'agent' as const, zh: `代${name}办理（${who.zh}）。`, en: `You act for ${name} (${who.en}).` };
  }
  if (own && seat.state === 'decided')
    return { code: 'decided' as const, zh: `您以${who.zh}身份办理过。`, en: `You decided it as ${who.en}.` };
  if (own) return { code: 'claimed' as const, zh: `您以${who.zh}身份签收。`, en: `You claimed it as ${who.en}.` };
  const offered = caller.posts.some((held) => held.kind === seat.post && held.organisation === seat.organisation);
  if (offered && seat.holder === undefined)
    return { code: 'post' as const, zh: `您是${who.zh}。`, en: `You are a ${who.en}.` };
  if (state.copies?.[caller.person]) {
    const read = state.copies[caller.person]?.read !== undefined;
    return read
      ? { code: 'copied' as const, zh: '抄送给您，已阅。', en: 'A copy was sent to you; read.' }
      : { code: 'copied' as const, zh: '抄送给您，未阅。', en: 'A copy was sent to you; not read yet.' };
  }
  return {
    code: 'waiting' as const,
    zh: `您办理过本办件，现由${who.zh}办理。`,
    en: `You have worked on the case; it now waits for the ${who.en}.`,
  };
}

/** For whom this row is his: what he took for somebody, what that one has, or what waits for a post that is not his own. */
function agencyOf({ person, posts, agentFor = [] }: Principal, { holder, agent, post, organisation }: Seat) {
  if (holder === person) return agent && agentFor.find(({ absent }) => absent.person === agent.for);
  if (holder !== undefined) return agentFor.find(({ absent }) => absent.person === holder);
  const holds = (held: readonly { readonly kind: string; readonly organisation: string }[]): boolean =>
    held.some((each) => each.kind === post && each.organisation === organisation);
  return holds(posts) ? undefined : agentFor.find(({ absent }) => holds(absent.posts));
}

function clockIn({ definition, state, calendar }: CaseOnFile, id: string | undefined) {
  const [rule, clock] = id === undefined ? [] : [clockRule(definition, id), state.clocks[id]];
  if (id === undefined || !rule || !clock) return undefined;
  const stop = clock.suspensions.find(({ to }) => to === undefined);
  const paused = isPaused(rule, clock, calendar);
  return {
    id,
    state: clock.endedOn !== undefined ? ('ended' as const) : paused ? ('paused' as const) : ('running' as const),
    article: paused && stop ? stop.article : rule.article,
    ...(paused && stop ? { ground: groundTitle(stop.ground) } : {}),
  };
}

/** What one should know of the case before opening it. */
function flagsOf({ milestones, promised, linked, linkedTo, hearing }: CaseState, task: Task): (typeof FLAGS)[number][] {
  const passed = (code: string): boolean => milestones.some((milestone) => milestone.code === code);
  const flags: Readonly<Record<(typeof FLAGS)[number], boolean>> = {
    supervision: task.kind === 'supervision',
    commitment: passed('accepted-on-commitment'),
    'with-gaps': (promised ?? []).length > 0,
    supplemented: passed('supplemented'),
    complaint: linkedTo?.event === 'complained' || (linked ?? []).some(({ procedure }) => procedure === 'complaint'),
    hearing: hearing !== undefined || passed('hearing-opened'),
  };
  return (Object.keys(flags) as (typeof FLAGS)[number][]).filter((flag) => flags[flag]);
}
