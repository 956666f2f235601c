// Owns serving published procedures, as data or as a picture of their steps.
import { blocksOf } from '../kernel/procedure/find';
import { procedures as newest, procedureVersion, type ProcedureView } from '../queries/catalogue';
import type { Handlers, Reply } from './call';
import type { Deps } from './deps';
import { html } from './html';
import { problem } from './problem';

export function procedures(deps: Deps): Handlers<'procedures' | 'procedure' | 'procedureVersion'> {
  return {
    async procedures() {
      const items = await newest(deps.db);
      return { body: { items: items.map(({ id, version, hash, title }) => ({ id, version, hash, title })) } };
    },
    async procedure({ params, query }) {
      const [found] = await newest(deps.db, params.id);
      return shown(found, query.as);
    },
    async procedureVersion({ params, query }) {
      const version = Number(params.version);
      const sound = Number.isSafeInteger(version) && version > 0 && version < 2 ** 31;
      return shown(sound ? await procedureVersion(deps.db, params.id ?? '', version) : undefined, query.as);
    },
  };
}

function shown(
  found: ProcedureView | undefined,
  as: 'json' | 'svg' | undefined,
): Reply<'procedure'> & Reply<'procedureVersion'> {
  if (!found) throw problem('not-found');
  if (as === 'svg') return { content: { mediaType: 'image/svg+xml', bytes: picture(found) } };
  return { body: { ...found, definition: { ...found.definition } } };
}

/** The steps from top to bottom: tasks as boxes, children doubled, choices as lozenges' names. */
function picture({ title, definition }: ProcedureView): string {
  const steps = blocksOf(definition.flow).flatMap((block) =>
    'title' in block ? [{ kind: block.kind, title: block.title.zh }] : [],
  );
  const boxes = steps.map(({ kind, title: name }, i) => {
    const y = 60 + i * 70;
    const shape =
      kind === 'choice' || kind === 'table'
        ? html`<path d="M210 ${y} l150 22 l-150 22 l-150 -22 z" fill="#fff7e6" stroke="#a66b00" />`
        : html`<rect
            x="90"
            y="${y}"
            width="240"
            height="44"
            rx="6"
            fill="${kind === 'child' ? '#eef3ff' : '#ffffff'}"
            stroke="#8a1c1c"
          />`;
    const line = i === 0 ? html`` : html`<path d="M210 ${y - 26} v24" stroke="#555" marker-end="url(#a)" />`;
    return html`${line}${shape}<text x="210" y="${y + 27}" text-anchor="middle">${name}</text>`;
  });
  const height = 80 + steps.length * 70;
  return html`<svg
    xmlns="http://www.w3.org/2000/svg"
    viewBox="0 0 420 ${height}"
    font-family="sans-serif"
    font-size="15"
  >
    <defs>
      <marker id="a" markerWidth="8" markerHeight="8" refX="6" refY="3" orient="auto">
        <path d="M0 0 L6 3 L0 6 z" fill="#555" />
      </marker>
    </defs>
    <text x="210" y="32" text-anchor="middle" font-size="18">${title.zh}</text>
    ${boxes}
  </svg>`.text;
}
