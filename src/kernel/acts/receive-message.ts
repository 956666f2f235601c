/**
 * 收到消息: another system, or somebody for a sender that cannot send, says what the flow waits for. What comes before the wait is kept
 * and had when it is entered; each message is had once, whatever rounds there are.
 */
import type { CaseState, MessageKept } from '../case';
import type { Definition } from '../procedure/definition';
import { messageRule } from '../procedure/find';
import { answer, outcomeOf } from '../progress';
import { mayOnCase } from '../rules/authority';
import { formInvalid, refuse } from '../rules/refusal';
import { record } from '../walk';
import { openAwaits } from './awaited';
import { factsFrom } from './facts';
import { stale, type ActKind, type CommandOf } from './kind';

/** More that nobody has waited for yet is a flood: the state of a case stays small. */
const MOST_KEPT = 20;

export const receiveMessage: ActKind<CommandOf<'receive-message'>> = {
  afterEnd: false,
  check({ definition, state, command, actor }) {
    const may = mayOnCase(state, 'receive-message', actor);
    if (may) return may;
    // The sender may not have heard that it was taken: a repeat is answered alike, and is no second act.
    if (isRepeat(state, command)) return undefined;
    const seen = stale(state, command);
    if (seen) return seen;
    if (state.closing !== undefined || !messageRule(definition, command.message))
      return refuse('message-not-awaited', undefined, { message: command.message });
    if (actor.kind === 'person' && !command.reason?.trim()) return refuse('message-reason');
    if (command.formErrors.length > 0) return formInvalid(command.formErrors);
    const kept = (state.messages ?? []).filter(({ facts }) => facts !== undefined).length;
    return kept < MOST_KEPT || awaiting(definition, state, command.message)
      ? undefined
      : refuse('messages-enough', undefined, { kept });
  },
  decide(walk, command) {
    if (isRepeat(walk.state, command)) return;
    const { message: name, id, data, reason } = command;
    const facts = factsFrom(walk.definition, data);
    record(walk, 'message-received', { name, id, data, facts, ...(reason === undefined ? {} : { reason }) });
    const block = awaiting(walk.definition, walk.state, name);
    const message: MessageKept = { name, id, seq: walk.state.seq, facts };
    if (block) answer(walk, block, outcomeOf(block, name) ?? '', message);
  },
};

function isRepeat({ messages }: CaseState, { message, id }: CommandOf<'receive-message'>): boolean {
  return messages?.some((each) => each.name === message && each.id === id) === true;
}

/** The wait that hears it; of several, in the items of a list, the first that stands open. */
function awaiting(definition: Definition, state: CaseState, message: string) {
  return openAwaits(definition, state).find((block) => outcomeOf(block, message) !== undefined);
}
