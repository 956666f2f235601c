// Owns the form in which histories are kept: the members of Temporal's own messages, bytes as base64, long integers as text.
import type { History } from '@temporalio/common/lib/proto-utils';
import { temporal } from '@temporalio/proto';

const { History: Message } = temporal.api.history.v1;

export function storedHistory(workflowId: string, history: History): string {
  const events = Message.toObject(Message.fromObject(history), { longs: String, bytes: String, enums: String });
  // Which process of which machine it was tells nothing, and would change with every recording.
  const unnamed = (name: string, value: unknown): unknown => (name === 'identity' ? 'worker' : value);
  return `${JSON.stringify({ workflowId, ...events }, unnamed, 1)}\n`;
}

export function readHistory(text: string): { workflowId: string; history: History } {
  const { workflowId, ...history } = JSON.parse(text) as { workflowId: string; [member: string]: unknown };
  return { workflowId, history: Message.fromObject(history) };
}
