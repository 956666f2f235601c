// Owns which real organisations play the roles of a new case (收件、决定、审核、监督).
import type { Definition, Role } from '../kernel/procedure/definition';
import type { Day } from '../kernel/time/clock';
import type { OrganisationView, PowerItemView } from './catalogue';

/**
 * `holder` is the body that holds the item that day; anything else names an organisation by id or by kind. Of several of a kind
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
  const holder = holderOf(item, receiving, on);
  const find = (wanted: string): string | undefined =>
    wanted === 'holder' ? holder : organisationOf(wanted, receiving, all);
  const { roles } = definition;
  const found: Partial<Record<Role, string | undefined>> = {
    receiving,
    // The catalogue says who holds the power; a procedure without an item names the body itself.
    deciding: holder ?? find(roles.deciding),
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

/** The body holding an item on a day: the receiving organisation itself if it does, else the first. */
export function holderOf(item: PowerItemView | undefined, receiving: string, on: Day): string | undefined {
  const valid = (item?.holders ?? []).filter(
    (holder) => holder.from <= on && (holder.to === undefined || holder.to >= on),
  );
  return (valid.find((holder) => holder.organisation === receiving) ?? valid[0])?.organisation;
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
