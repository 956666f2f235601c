import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { seededPeople } from '../../prisma/town/town';
import { PRODUCT_ROOT } from '../../src/root';

const read = (path: string): string => readFileSync(join(PRODUCT_ROOT, path), 'utf8');
const PAGES = ['README.md', 'docs/architecture.md', 'docs/operations.md', 'docs/glossary.md'];
const FOLDERS = 'activities|bench|docs|documents|prisma|procedures|scripts|src|test|web|workflows';

it.each(['README.md', 'docs/architecture.md'])('%s is read in one sitting', (path) => {
  expect(read(path).trimEnd().split('\n').length).toBeLessThanOrEqual(100);
});

it.each(PAGES)('every path that %s names is there', (path) => {
  const named = [...read(path).matchAll(new RegExp(`\`((?:${FOLDERS})/[^\`\\s*<>…]*)\``, 'g'))].map(
    (match) => match[1],
  );
  expect(named.length).toBeGreaterThan(0);
  expect(named.filter((name) => !existsSync(join(PRODUCT_ROOT, name ?? '')))).toEqual([]);
});

it.each(PAGES)('every command of npm that %s names is one', (path) => {
  const { scripts } = JSON.parse(read('package.json')) as { scripts: Record<string, string> };
  const named = [...read(path).matchAll(/(?:^|`)(?:[A-Z_]+=\S+ )*npm (?:run )?([\w:]+)/gm)].map(
    (match) => match[1] ?? '',
  );
  const own = ['install', 'ci'];
  expect(named.filter((name) => !Object.hasOwn(scripts, name) && !own.includes(name))).toEqual([]);
});

it('the accounts of the README hold the posts it gives them', () => {
  const rows = read('README.md').split('\n');
  const table = rows.slice(rows.indexOf('| Account | Post |') + 2);
  const listed = table.slice(0, table.indexOf('')).flatMap((row) => {
    const [, names = '', post = ''] = row.split('|');
    return [...names.matchAll(/`(\w+)`/g)].map((match) => ({ username: match[1] ?? '', post: post.toLowerCase() }));
  });
  expect(listed.length).toBeGreaterThan(10);
  const people = seededPeople();
  const wrong = listed.filter(({ username, post }) => {
    const posts = people.find((each) => each.person === username)?.posts ?? [];
    return !posts.some(({ kind }) => post.includes(kind.split('-').at(-1) ?? kind));
  });
  expect(wrong).toEqual([]);
});
