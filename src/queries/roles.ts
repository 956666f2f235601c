// Owns which real organisations play the roles of a new case (收件、决定、审核、监督).
import type { Definition, Role } from '../kernel/procedure/definition';
import type { Day } from '../kernel/time/clock';
import type { OrganisationView, PowerItemView } from './catalogue';

/**
 * `holder` is the body that holds the item there that day; anything else names an organisation by id or by kind. Of several of a kind
 * the one nearest to the receiving organisation is taken: itself, then of its own town, then of those above.
 */
export function rolesOf(
  definition: Definition,
  receiving: string,
  item: PowerItemView | undefined,
  on: Day,
  all: readonly OrganisationView[],
  data: Readonly<Record<string, unknown>> = {},
): Partial<Record<Role, string>> {
  const { roles } = definition;
  const find = (wanted: string): string | undefined => organisationOf(wanted, receiving, all);
  const found: Partial<Record<Role, string | undefined>> = {
    receiving,
    // The catalogue says who holds the power; a procedure without an item names the body itself.
    deciding: item ? holderOf(item, receiving, placeOf(data, receiving, all), on) : find(roles.deciding),
    reviewing: roles.reviewing === undefined ? undefined : find(roles.reviewing),
    supervising: find(roles.supervising),
    preliminary: named(roles.preliminary, data, all),
    handing: named(roles.handing, data, all) ?? receiving,
  };
  return Object.fromEntries(Object.entries(found).filter(([, organisation]) => organisation !== undefined));
}

/** The organisation that a field of the application names. */
function named(
  rule: { readonly field: string } | undefined,
  data: Readonly<Record<string, unknown>>,
  all: readonly OrganisationView[],
): string | undefined {
  const wanted = rule && data[rule.field];
  return all.find(({ id }) => id === wanted)?.id;
}

/** The town it lies in: the one the application names, else that of the organisation where it is handed in. */
function placeOf(
  data: Readonly<Record<string, unknown>>,
  receiving: string,
  all: readonly OrganisationView[],
): string | undefined {
  const said = all.find(({ id, kind }) => kind === 'town' && id === data['town']);
  if (said) return said.id;
  const byId = new Map(all.map((organisation) => [organisation.id, organisation]));
  for (let at = byId.get(receiving); at; at = at.parent === null ? undefined : byId.get(at.parent))
    if (at.kind === 'town') return at.id;
  return undefined;
}

/**
 * The body holding an item on a day in a town: the receiving organisation itself if it does, else one whose territory (区域) the
 * town is in, else one that holds it in the whole city. What was handed down to a town is the town's.
 */
function holderOf(item: PowerItemView, receiving: string, town: string | undefined, on: Day): string | undefined {
  const there = item.holders.filter(
    ({ from, to, territory }) =>
      from <= on &&
      (to === undefined || to >= on) &&
      (territory === undefined || (town !== undefined && territory.includes(town))),
  );
  const holder =
    there.find(({ organisation }) => organisation === receiving) ??
    there.find(({ territory }) => territory !== undefined) ??
    there[0];
  return holder?.organisation;
}

function organisationOf(wanted: string, receiving: string, all: readonly OrganisationView[]): string | undefined {
  if (all.some((organisation) => organisation.id === wanted)) return wanted;
  const parentOf = new Map(all.map((organisation) => [organisation.id, organisation.parent]));
  const ofKind = all.filter((organisation) => organisation.kind === wanted);
  for (let at: string | null | undefined = receiving; at; at = parentOf.get(at)) {
    const near = ofKind.find((organisation) => organisation.id === at || organisation.parent === at);
    if (near) return near.id;
  }
  return ofKind[0]?.id;
}
