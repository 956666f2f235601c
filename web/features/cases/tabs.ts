// Owns the parts of a case's page, as they stand in its address.
export const TABS = [
  'picture',
  'timeline',
  'clocks',
  'documents',
  'ledger',
  'forecast',
  'family',
  'messages',
  'process',
] as const;
export type Tab = (typeof TABS)[number];

export function tabIn(search: Readonly<Record<string, unknown>>): { readonly tab?: Tab } {
  const tab = TABS.find((each) => each === search['tab']);
  return tab === undefined ? {} : { tab };
}
