// Owns walking an item of the catalogue as strangers do, through HTTP and SQL alone: opened, driven by its lawful posts, refused elsewhere.
import { Client } from 'pg';
import { eventually, Visitor, type Reply } from './client';
import { startProduct } from './product';
import { sampleOf } from './sample';

interface Post {
  readonly kind: string;
  readonly organisation: string;
}
interface Account {
  readonly username: string;
  readonly posts: readonly Post[];
}
interface Seat extends Post {
  readonly post: string;
  readonly state: string;
}
interface CaseSeen {
  readonly state: string;
  readonly outcome?: string;
  readonly tasks: readonly {
    readonly id: string;
    readonly step: string;
    readonly state: string;
    readonly seats: readonly Seat[];
  }[];
}
interface TaskSeen {
  readonly offered: readonly string[];
  readonly form: { readonly schema: object; readonly data: object };
  readonly outcomes: readonly { readonly id: string; readonly schema?: object }[];
}
export interface Item {
  readonly code: string;
  readonly name: { readonly zh: string };
  readonly procedure: string;
}
interface Problem extends Record<string, unknown> {
  readonly code?: string;
}

const PARTY = {
  kind: 'person',
  name: '张先生',
  idType: 'resident-id',
  idNumber: '320281198001011239',
  phone: '13800138000',
} as const;
const CLERK = 'zhangwei';
/** Sees every case, and so knows which seats are open. */
const SUPERVISOR = 'zhujianhua';

export interface ItemsTown {
  items(): Promise<readonly Item[]>;
  /** Opens a case of the item at a window, with its papers. */
  open(
    item: Item,
    over?: { readonly by?: string; readonly powerItem?: string },
  ): Promise<Reply<Problem & { id: string }>>;
  /** Gives each open task to somebody whose post it is, first outcome first, until the case has ended; the steps taken. */
  drive(caseId: string): Promise<{ readonly outcome: string | undefined; readonly steps: readonly string[] }>;
  /** What those are told whose task it is not, at the first step: a clerk of another town, and a colleague of another post. */
  elsewhere(caseId: string): Promise<readonly string[]>;
  /** A copy of the item under another code: not valid yet, or held by nobody any more. */
  copied(item: Item, how: 'tomorrow' | 'held by nobody'): Promise<string>;
  /** Kinds of the sealed papers, once there is nothing left to do. */
  sealed(caseId: string): Promise<readonly string[]>;
  intact(caseId: string): Promise<boolean>;
}

export async function itemsTown(base: string, sql: Client): Promise<ItemsTown> {
  const { items: accounts } = await Visitor.public(base).done<{ items: Account[] }>('GET', '/api/demo-accounts');
  const known = new Map<string, Promise<Visitor>>();
  const of = (username: string): Promise<Visitor> => {
    const visitor = known.get(username) ?? Visitor.signIn(base, username);
    known.set(username, visitor);
    return visitor;
  };
  const holders = ({ kind, organisation }: Post): readonly string[] =>
    accounts
      .filter(({ posts }) => posts.some((post) => post.kind === kind && post.organisation === organisation))
      .map(({ username }) => username);
  const seen = async (caseId: string): Promise<CaseSeen> =>
    (await of(SUPERVISOR)).done<CaseSeen & Record<string, unknown>>('GET', `/api/cases/${caseId}`);
  const papers = new Map<string, string>();
  const paperOf = async (username: string): Promise<string> => {
    const paper = papers.get(username) ?? (await (await of(username)).upload('材料.pdf'));
    papers.set(username, paper);
    return paper;
  };

  async function decided(username: string, task: string): Promise<string | undefined> {
    const who = await of(username);
    const view = await who.call<TaskSeen & Record<string, unknown>>('GET', `/api/tasks/${task}`);
    const [outcome] = view.json?.outcomes ?? [];
    if (view.status !== 200 || !view.json.offered.includes('decide') || !outcome) return undefined;
    const paper = await paperOf(username);
    const data = {
      ...(sampleOf(view.json.form.schema as Record<string, unknown>, paper) as object),
      ...view.json.form.data,
      ...(outcome.schema ? (sampleOf(outcome.schema as Record<string, unknown>, paper) as object) : {}),
    };
    await who.done('POST', `/api/tasks/${task}/acts`, {
      type: 'decide',
      outcome: outcome.id,
      opinion: '材料齐全，符合法定条件，同意。',
      data,
    });
    return outcome.id;
  }

  return {
    async items() {
      const { items } = await (
        await of(CLERK)
      ).done<{ items: (Omit<Item, 'procedure'> & { procedure: string | null })[] }>(
        'GET',
        '/api/power-items?limit=200',
      );
      return items.filter((item): item is Item => item.procedure !== null);
    },
    async open(item, { by = CLERK, powerItem = item.code } = {}) {
      const who = await of(by);
      const { definition } = await who.done<{ definition: { dataSchema: Record<string, unknown> } }>(
        'GET',
        `/api/procedures/${item.procedure}`,
      );
      const data = sampleOf(definition.dataSchema, await paperOf(by));
      return who.call('POST', '/api/cases', { procedure: item.procedure, powerItem, party: PARTY, data });
    },
    async drive(caseId) {
      const steps: string[] = [];
      const outcome = await eventually(240, `${caseId} ends; so far ${steps.join(', ')}`, async () => {
        const view = await seen(caseId);
        if (view.state === 'ended') return { is: view.outcome };
        for (const task of view.tasks.filter(({ state }) => state === 'open'))
          for (const seat of task.seats.filter(({ state }) => state === 'open'))
            for (const username of holders({ kind: seat.post, organisation: seat.organisation })) {
              const done = await decided(username, task.id);
              if (done === undefined) continue;
              steps.push(`${task.step} ${done} (${seat.post})`);
              return undefined;
            }
        return undefined;
      });
      return { outcome: outcome.is, steps };
    },
    async elsewhere(caseId) {
      const [task] = (await seen(caseId)).tasks;
      const act = { type: 'decide', outcome: 'accept', opinion: '同意。' };
      return Promise.all(
        ['chenjing', 'wangfang', SUPERVISOR].map(async (username) => {
          const { status, json } = await (
            await of(username)
          ).call<Problem>('POST', `/api/tasks/${task?.id ?? ''}/acts`, act);
          return `${status} ${json.code ?? ''}`;
        }),
      );
    },
    async copied(item, how) {
      const code = `${item.code}-${how === 'tomorrow' ? 'T' : 'N'}`;
      const tomorrow = new Date(Date.now() + 32 * 3_600_000).toISOString().slice(0, 10);
      await sql.query(
        `insert into power_items (code, version, kind, name_zh, name_en, initials, basis, procedure, limits, materials, on_the_spot, commitment,
           validity_months, holders, valid_from)
         select $2, 1, kind, name_zh, name_en, initials, basis, procedure, limits, materials, on_the_spot, commitment, validity_months,
           case when $3 then holders else '[]'::jsonb end, case when $3 then $4 else valid_from end
         from power_items where code = $1 order by version desc limit 1`,
        [item.code, code, how === 'tomorrow', tomorrow],
      );
      return code;
    },
    async sealed(caseId) {
      await eventually(120, `${caseId} has nothing left to do`, async () => {
        const { rows } = await sql.query(
          `select 1 from effects where case_id = $1 and kind = 'issue-paper' and state in ('wanted', 'claimed')`,
          [caseId],
        );
        return rows.length === 0 ? true : undefined;
      });
      const { items } = await (
        await of(CLERK)
      ).done<{ items: { kind: string; sealed: boolean }[] }>('GET', `/api/cases/${caseId}/documents`);
      return items.filter((document) => document.sealed).map(({ kind }) => kind);
    },
    async intact(caseId) {
      return (await (await of(CLERK)).done<{ intact: boolean }>('GET', `/api/cases/${caseId}/verification`)).intact;
    },
  };
}

/** A product of its own with its catalogue read, for the length of a file. */
export async function itemsOnAProduct() {
  const product = await startProduct();
  const sql = new Client({ connectionString: String(product.run()['databaseSuperUrl']) });
  await sql.connect();
  const town = await itemsTown(product.url, sql);
  return {
    town,
    items: await town.items(),
    async stop(): Promise<void> {
      await sql.end();
      await product.stop();
    },
  };
}

/** An item from the window to its sealed end, and at every door that is not its own. */
export async function walked(town: ItemsTown, item: Item): Promise<void> {
  const opened = await town.open(item);
  expect([item.name.zh, opened.status, opened.json.code]).toEqual([item.name.zh, 201, undefined]);
  const { id } = opened.json;
  // A clerk of another town does not even learn that there is such a case; who sees it is told that it is not his.
  expect([item.name.zh, await town.elsewhere(id)]).toEqual([
    item.name.zh,
    ['404 not-found', expect.stringMatching(/^(403 not-your-post|404 not-found)$/), '403 not-your-post'],
  ]);
  const { outcome, steps } = await town.drive(id);
  expect([item.name.zh, outcome, steps.length]).toEqual([item.name.zh, 'granted', expect.any(Number)]);
  expect([item.name.zh, await town.sealed(id)]).toEqual([item.name.zh, expect.arrayContaining([expect.any(String)])]);
  expect(await town.intact(id)).toBe(true);
}
export async function refusedElsewhere(town: ItemsTown, item: Item): Promise<void> {
  const told = async (asking: Promise<Reply<Problem>>): Promise<string> => {
    const { status, json } = await asking;
    return `${status} ${json.code ?? ''}`;
  };
  expect([
    item.name.zh,
    await told(town.open(item, { by: 'wangfang' })),
    await told(town.open(item, { powerItem: await town.copied(item, 'tomorrow') })),
    await told(town.open(item, { powerItem: await town.copied(item, 'held by nobody') })),
  ]).toEqual([item.name.zh, '403 not-your-post', '422 power-item-unknown', '403 item-not-held']);
}
