/** What an act of a party asks first: does the flow wait for it, and for whom does the speaker speak? */
import type { CaseState } from '../case';
import type { Speaking } from '../command';
import type { AwaitBlock, AwaitedAct, Definition } from '../procedure/definition';
import { awaitAt, blocksOf } from '../procedure/find';
import { blockIdOf } from '../procedure/run-name';
import { mayOnCase } from '../rules/authority';
import { refuse, type Refusal } from '../rules/refusal';
import type { By, Walk } from '../walk';
import { personOf, stale, type ActKind, type CommandOf, type Question } from './kind';

/** The open waits of the flow, each under its run name. */
export function openAwaits(definition: Definition, state: CaseState): readonly AwaitBlock[] {
  const open = Object.keys(state.blocks).filter((run) => state.blocks[run]?.state === 'open');
  return blocksOf(definition.flow).flatMap((block) =>
    block.kind === 'await' ? open.filter((run) => blockIdOf(run) === block.id).map((run) => awaitAt(block, run)) : [],
  );
}

/** The open wait that this act answers, and as what. */
export function awaitedBy(
  definition: Definition,
  state: CaseState,
  on: AwaitedAct | 'lapse',
  said?: string,
): { readonly block: AwaitBlock; readonly outcome: string } | undefined {
  for (const block of openAwaits(definition, state))
    for (const [outcome, rule] of Object.entries(block.outcomes))
      if (rule.on === on && (rule.said === undefined || rule.said === said)) return { block, outcome };
  return undefined;
}

export const APPLICANT = 'applicant';
export function speaker(command: Speaking): string {
  return command.by ?? APPLICANT;
}

type Spoken = 'request-hearing' | 'waive-hearing' | 'state-views';

/** The applicant speaks for himself with his receipt code; for those told beside him the window enters what they hand in. */
export function maySpeak(
  { definition, state, command, actor }: Question<CommandOf<Spoken>>,
  article: string,
): Refusal | undefined {
  const may = mayOnCase(state, command.type, actor) ?? stale(state, command);
  if (may) return may;
  const awaited = openAwaits(definition, state).some((block) =>
    Object.values(block.outcomes).some((rule) => rule.on === command.type || rule.on === 'request-hearing'),
  );
  if (!awaited) return refuse('nothing-awaited', article);
  const by = speaker(command);
  const known = by === APPLICANT || partyNames(state).includes(by);
  if (!known || (actor.kind === 'party' && by !== APPLICANT)) return refuse('party-unknown', article);
  return undefined;
}

/** A waiver is given in writing and is not taken back, and nothing is waived twice. */
export function mayChoose(
  question: Question<CommandOf<'request-hearing' | 'waive-hearing'>>,
  article: string,
): Refusal | undefined {
  const waived = question.state.rights?.waived.includes(speaker(question.command));
  return maySpeak(question, article) ?? (waived ? refuse('already-waived', article) : undefined);
}

export function partyNames(state: CaseState): readonly string[] {
  return Array.from({ length: state.rights?.parties ?? 0 }, (_, n) => `party-${n + 1}`);
}

export function spokenBy(walk: Walk, actor: Parameters<ActKind<CommandOf<Spoken>>['decide']>[2]): By {
  return (walk.by = {
    actor: personOf(actor),
    principal: 'party',
    basis: actor.kind === 'party' ? 'party' : 'own',
  });
}
