// Every item of the catalogue on the running product: from the window to its sealed end by its lawful posts, and refused elsewhere.
import { Client } from 'pg';
import { itemsTown, refusedElsewhere, walked, type Item, type ItemsTown } from '../support/items';
import { startProduct, type Product } from '../support/product';

let product: Product;
let sql: Client;
let town: ItemsTown;
let items: readonly Item[];
beforeAll(async () => {
  product = await startProduct();
  sql = new Client({ connectionString: String(product.run()['databaseSuperUrl']) });
  await sql.connect();
  town = await itemsTown(product.url, sql);
  items = await town.items();
}, 300_000);
afterAll(async () => {
  await sql?.end();
  await product?.stop();
}, 60_000);

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
