// Owns deciding a task: what is chosen and typed, the one act that sends it, and what the answer means for the lists.
import { useState } from 'react';
import type { Definition } from '../../../src/kernel/procedure/definition';
import { again, useAct } from '../../lib/asking';
import type { Refused } from '../../lib/call';
import type { Kept } from '../../lib/merge';
import { useIsUploading } from '../../lib/uploads';
import { draftedOpinion, failedOf, type CheckPoint, type Checks } from './check-points';
import { asksFor, kindOf, type Outcome, type TaskView } from './outcomes';
import { settle } from './settled';
import type { TaskDraft } from './task-draft';

interface Fault {
  readonly path: string;
  readonly message: string;
}
export interface Deciding {
  readonly task: TaskView;
  readonly definition: Definition | undefined;
  readonly outcome: Outcome | undefined;
  readonly choose: (outcome: string | undefined) => void;
  readonly opinion: string;
  /** Whether the opinion is the one the check points suggest. */
  readonly isDrafted: boolean;
  readonly write: (opinion: string) => void;
  /** What the outcome asks for beside the form of the step. */
  readonly more: Kept;
  readonly writeMore: (more: Kept) => void;
  readonly confirm: () => void;
  readonly refused: Refused | null;
  /** What the server found wrong, by the form it stands in. */
  readonly faults: { readonly form: readonly Fault[]; readonly more: readonly Fault[]; readonly opinion?: string };
  readonly isBusy: boolean;
  readonly isDone: boolean;
  /** What would be sent. */
  readonly said:
    { readonly outcome: string; readonly opinion?: string; readonly data?: Record<string, never> } | undefined;
}
/** Somebody else was first: there is nothing left to decide here. */
const DONE_BY_OTHERS = ['already-decided', 'seat-taken', 'case-ended', 'already-accepted'];
export const isDoneByOthers = (refused: Refused | null): boolean =>
  refused?.status === 409 && DONE_BY_OTHERS.includes(refused.problem.code);

export function useDeciding({
  task,
  definition,
  draft,
  first,
  decided,
}: {
  readonly task: TaskView;
  readonly definition: Definition | undefined;
  readonly draft: TaskDraft;
  /** The outcome whose bar is open from the beginning. */
  readonly first?: string | undefined;
  readonly decided: (outcome: Outcome) => void;
}): Deciding {
  const [refused, setRefused] = useState<Refused | null>(null);
  // An open bar alone is nothing typed: it is kept with the words, not instead of them.
  const [chosen, setChosen] = useState<string | null | undefined>(first);
  const act = useAct('actOnTask');
  const isUploading = useIsUploading();
  const { checkPoints: points } = task;
  const { opinion: typed, data, checks = {} } = draft.value;
  const id = chosen === undefined ? draft.value.outcome : chosen;
  const outcome = task.outcomes.find((each) => each.id === id);
  const favourable = outcome !== undefined && kindOf(outcome, task, definition) === 'approve';
  const opinion = typed ?? (outcome ? draftedOpinion(points, checks, favourable) : '');
  const more = draft.value.more ?? suggestedFor(outcome?.schema, points, checks);
  const whole = {
    ...(asksFor(task.form.schema) ? (data ?? task.form.data) : {}),
    ...(asksFor(outcome?.schema) ? more : {}),
  } as Record<string, never>;
  const said = outcome && {
    outcome: outcome.id,
    ...(opinion.trim() === '' ? {} : { opinion }),
    ...(Object.keys(whole).length === 0 ? {} : { data: whole }),
  };

  async function send(chosen: Outcome, said: NonNullable<Deciding['said']>): Promise<void> {
    setRefused(null);
    const body = { type: 'decide' as const, expectedSeq: task.seq, ...said };
    try {
      const { seq } = await draft.usedBy(() => act.mutateAsync({ params: { id: task.id }, body }));
      settle(task.id, Math.max(seq, task.seq));
      decided(chosen);
      void again('tasks', 'taskCounts', 'case', 'task', 'explanation', 'forecast');
    } catch (fault) {
      setRefused(fault as Refused);
      if ((fault as Refused).status === 409) void again('task', 'tasks', 'taskCounts');
    }
  }
  return {
    task,
    definition,
    outcome,
    choose: (wanted) => {
      setRefused(null);
      setChosen(wanted ?? null);
    },
    opinion,
    isDrafted: typed === undefined,
    write: (words) => draft.change({ opinion: words, ...(outcome ? { outcome: outcome.id } : {}) }),
    more,
    writeMore: (filled) => draft.change({ more: filled, ...(outcome ? { outcome: outcome.id } : {}) }),
    confirm: () => {
      if (outcome && said && !act.isPending && !isUploading) void send(outcome, said);
    },
    refused,
    faults: faultsOf(refused, task),
    isBusy: act.isPending || isUploading,
    isDone: act.isSuccess,
    said,
  };
}

function faultsOf(refused: Refused | null, task: TaskView): Deciding['faults'] {
  const all = refused?.problem.errors ?? [];
  const names = Object.keys(task.form.schema['properties'] ?? {});
  const inForm = ({ path }: Fault): boolean => names.includes(path.split('/')[2] ?? '');
  const opinion =
    all.find(({ path }) => path === '/opinion')?.message ??
    (refused?.problem.code === 'opinion-missing' ? refused.problem.detail : undefined);
  return {
    form: all.filter(inForm),
    more: all.filter((fault) => !inForm(fault) && fault.path.startsWith('/data')),
    ...(opinion === undefined ? {} : { opinion }),
  };
}

/** Papers that failed go into whatever list of papers the outcome asks for: the one list of gaps (一次性告知). */
function suggestedFor(schema: Outcome['schema'], points: readonly CheckPoint[], checks: Checks): Kept {
  const failed = failedOf(points, checks).map(({ id, paper }) => paper ?? id);
  const properties = (schema?.['properties'] ?? {}) as Readonly<Record<string, { items?: { enum?: unknown } }>>;
  return Object.fromEntries(
    Object.entries(properties).flatMap(([name, { items }]) => {
      const offered = Array.isArray(items?.enum) ? failed.filter((id) => (items.enum as unknown[]).includes(id)) : [];
      return offered.length === 0 ? [] : [[name, offered]];
    }),
  );
}
