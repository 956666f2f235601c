import { z } from 'zod';
import { UNNAMED } from '../../src/contract/example-of';
import { openApiDocument } from '../../src/contract/openapi';
import type { RouteRule } from '../../src/contract/route';
import { ROUTES } from '../../src/contract/routes';

interface Media {
  readonly example?: unknown;
  readonly examples?: Readonly<Record<string, { readonly summary: string; readonly value: unknown }>>;
}
interface Operation {
  readonly operationId: string;
  readonly tags: readonly string[];
  readonly summary: string;
  readonly description: string;
  readonly parameters?: readonly { name: string; in: string; description?: string; example?: unknown }[];
  readonly requestBody?: { readonly content: Readonly<Record<string, Media>> };
  readonly responses: Readonly<Record<string, { description: string; content?: Readonly<Record<string, Media>> }>>;
}
const document = JSON.parse(JSON.stringify(openApiDocument('0.0.0'))) as {
  readonly tags: readonly { name: string; description: string }[];
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
};
const operations = Object.values(document.paths).flatMap((path) => Object.values(path));
const routes = Object.entries<RouteRule>(ROUTES);
const operationOf = (name: string) => operations.find(({ operationId }) => operationId === name) as Operation;
/** Chinese, then English. */
const BOTH = /^[^/]*\p{Script=Han}[^/]*.* \/ .*[A-Za-z]/su;

describe.each(routes)('%s', (name, rule) => {
  const operation = operationOf(name);

  test('is described in Chinese first, then in English, with every parameter and every answer', () => {
    expect(operation.summary).toMatch(BOTH);
    for (const sentence of operation.description.split('\n\n')) expect(sentence).toMatch(BOTH);
    for (const { name: parameter, description = '', example } of operation.parameters ?? []) {
      expect([parameter, description]).toEqual([parameter, expect.stringMatching(BOTH)]);
      expect([parameter, example]).not.toEqual([parameter, expect.stringMatching(/^$/)]);
      expect(example).toBeDefined();
    }
    for (const { description } of Object.values(operation.responses)) expect(description).toMatch(BOTH);
    expect(document.tags.map((tag) => tag.name)).toEqual(expect.arrayContaining([...operation.tags]));
  });

  test('shows an answer that its own schema accepts, with no word left open', () => {
    const content = operation.responses[`${rule.status}`]?.content;
    const [media] = Object.values(content ?? {});
    if (rule.status === 204 || rule.status === 303) return expect(content).toBeUndefined();
    expect(media?.example).toBeDefined();
    if (!rule.reply) return undefined;
    expect(rule.reply.safeParse(media?.example).error?.issues ?? []).toEqual([]);
    return expect(JSON.stringify(media?.example)).not.toContain(`"${UNNAMED}"`);
  });

  test('shows a request of the right shape wherever it reads one', () => {
    const asks = rule.body !== undefined || rule.upload === true || rule.form === true;
    const shown = Object.values(operation.requestBody?.content ?? {});
    expect(shown.length > 0).toBe(asks);
    for (const { examples = {} } of shown) {
      expect(Object.keys(examples).length).toBeGreaterThan(0);
      for (const { summary, value } of Object.values(examples)) {
        expect(summary).toMatch(BOTH);
        if (rule.body) expect(rule.body.safeParse(value).error?.issues ?? []).toEqual([]);
      }
    }
    // Of a body that is one of several acts, each act is shown.
    if (rule.body instanceof z.ZodDiscriminatedUnion)
      expect(Object.keys(shown[0]?.examples ?? {}).sort()).toEqual(
        rule.body.options.map((option) => String((option as z.ZodObject).shape.type.value)).sort(),
      );
  });
});
