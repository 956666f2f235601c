// Owns which view opens first: the one a person has chosen, wherever he signs in.
import { asking, reading } from '../../lib/asking';
import { inboxView, type InboxView } from './inbox-view';

export async function firstView(): Promise<InboxView | undefined> {
  const views = await asking.ensureQueryData(reading('savedViews')).catch(() => undefined);
  const first = views?.items.find((view) => view.own && view.default && view.list === 'tasks');
  return first && inboxView(first.query);
}
