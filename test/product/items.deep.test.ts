// Every item of the catalogue on the running product: from the window to its sealed end by its lawful posts, and refused elsewhere.
import { itemsOnAProduct, refusedElsewhere, walked, type Item, type ItemsTown } from '../support/items';

let running: Awaited<ReturnType<typeof itemsOnAProduct>>;
let town: ItemsTown;
let items: readonly Item[];
beforeAll(async () => {
  running = await itemsOnAProduct();
  ({ town, items } = running);
}, 300_000);
afterAll(() => running?.stop(), 60_000);

test('the catalogue has sixteen items that somebody can apply for', () => {
  expect(items).toHaveLength(16);
});
test.each(Array.from({ length: 16 }, (_, n) => n + 1))(
  'item %d reaches its sealed end',
  (n) => walked(town, items[n - 1] as Item),
  300_000,
);
test.each(Array.from({ length: 16 }, (_, n) => n + 1))('item %d is refused elsewhere, with the reason', (n) =>
  refusedElsewhere(town, items[n - 1] as Item),
);
