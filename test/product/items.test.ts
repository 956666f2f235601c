// A permit, a registration and an item of two levels on the running product, each to its sealed end; all the others: items.deep.test.ts.
import { Client } from 'pg';
import { itemsTown, refusedElsewhere, walked, type Item, type ItemsTown } from '../support/items';
import { startProduct, type Product } from '../support/product';

const THREE = ['food-business-permit', 'business-registration', 'rural-planning-permit'] as const;
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
const itemOf = (procedure: string): Item => items.find((item) => item.procedure === procedure) as Item;

test.each(THREE)(
  '%s goes from the window to its sealed end by its lawful posts',
  (procedure) => walked(town, itemOf(procedure)),
  300_000,
);
test.each(THREE)('%s is refused to a wrong post, before it is valid, and where nobody holds it', (procedure) =>
  refusedElsewhere(town, itemOf(procedure)),
);
