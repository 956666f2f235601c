/**
 * Run names (运行名): what a block is called in one item of an `each`. `opinion~2` is the block `opinion` for the second item, and
 * `opinion~2~1` the same one `each` further in. Outside of any `each` a run bears the id of its block.
 */
import type { Json } from '../text';

const MARK = '~';
/** The fact under which an item of a list is read inside an `each`. */
export const ITEM = 'item';

export function blockIdOf(run: string): string {
  const at = run.indexOf(MARK);
  return at < 0 ? run : run.slice(0, at);
}

/** Which item it belongs to: what stands behind the id, `''` outside of any `each`. */
export function itemOf(run: string): string {
  return run.slice(blockIdOf(run).length);
}

export function runName(id: string, item: string): string {
  return `${id}${item}`;
}

export function itemNo(item: string, n: number): string {
  return `${item}${MARK}${n}`;
}

/** The items an item lies in, itself among them, outermost first: `~2~1` lies in `~2`. */
export function itemsAround(item: string): readonly string[] {
  const numbers = item.split(MARK).slice(1);
  return numbers.map((_, n) => `${MARK}${numbers.slice(0, n + 1).join(MARK)}`);
}

/** The first `depth` levels of an item. */
export function itemAt(item: string, depth: number): string {
  return itemsAround(item)[depth - 1] ?? '';
}

/** Facts as they are read inside an item: what was said there stands before what was said outside of it. */
export function factsAt(facts: { readonly [name: string]: Json }, item: string): { readonly [name: string]: Json } {
  if (item === '') return facts;
  const inner = itemsAround(item).flatMap((around) =>
    Object.entries(facts)
      .filter(([name]) => itemOf(name) === around)
      .map(([name, value]) => [blockIdOf(name), value] as const),
  );
  return { ...facts, ...Object.fromEntries(inner) };
}

/** What is said in one item of a list is said of that item. */
export function saidAt(run: string, facts: { readonly [name: string]: Json }): { readonly [name: string]: Json } {
  return Object.fromEntries(Object.entries(facts).map(([name, value]) => [runName(name, itemOf(run)), value]));
}
