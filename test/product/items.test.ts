// A permit, a registration and an item of two levels on the running product, each to its sealed end; all the others: items.deep.test.ts.
import { itemsOnAProduct, refusedElsewhere, walked, type Item, type ItemsTown } from '../support/items';

const THREE = ['food-business-permit', 'business-registration', 'rural-planning-permit'] as const;
let running: Awaited<ReturnType<typeof itemsOnAProduct>>;
let town: ItemsTown;
let items: readonly Item[];
beforeAll(async () => {
  running = await itemsOnAProduct();
  ({ town, items } = running);
}, 300_000);
afterAll(() => running?.stop(), 60_000);
const itemOf = (procedure: string): Item => items.find((item) => item.procedure === procedure) as Item;

test.each(THREE)(
  '%s goes from the window to its sealed end by its lawful posts',
  (procedure) => walked(town, itemOf(procedure)),
  300_000,
);
test.each(THREE)('%s is refused to a wrong post, before it is valid, and where nobody holds it', (procedure) =>
  refusedElsewhere(town, itemOf(procedure)),
);
