// How load is offered: at fixed instants whatever the answers take (open loop), or by so many clients that each wait for
// their answer (closed loop). Cases are kept open beside it, so the next decision on one comes well after the last.
import { setTimeout as pause } from 'node:timers/promises';

export class Cases {
  #ready = [];
  #load;
  /** Decisions acknowledged: `{ id, seq, sentAt, ms }`, wall clock in ms. */
  done = [];
  /** Answers that were no success, by status. */
  refused = {};
  openings = 0;
  starved = 0;

  constructor(load) {
    this.#load = load;
  }

  get waiting() {
    return this.#ready.length;
  }

  async open() {
    this.openings += 1;
    const answer = await this.#load.open();
    if (answer.status === 201) this.#ready.push({ id: answer.id, n: 0 });
    else this.#refuse(answer);
  }

  /** Opens cases and moves them on, each to another stage, so that a run begins in the middle of a day. */
  async prefill(count) {
    const missing = count - this.waiting;
    await inLanes(8, missing, async (i) => {
      await this.open();
      for (let n = 0; n < i % this.#load.decisions; n++) await this.decide();
    });
    this.forget();
  }

  forget() {
    this.done = [];
    this.refused = {};
    this.openings = 0;
    this.starved = 0;
  }

  /** `intended`: the instant (performance.now) at which the schedule wanted it; latency counts from there. */
  async decide(intended = performance.now()) {
    const item = this.#ready.shift();
    if (!item) {
      this.starved += 1;
      return;
    }
    const sentAt = Date.now();
    const answer = await this.#load.decide(item.id, item.n);
    const ms = performance.now() - intended;
    if (answer.status !== 200) {
      this.#refuse(answer);
      if (answer.status === 429) this.#ready.push(item);
      return;
    }
    this.done.push({ id: item.id, seq: answer.json.acts?.at(-1)?.seq ?? answer.json.seq, sentAt, ms });
    if (this.#load.endless || item.n + 1 < this.#load.decisions) this.#ready.push({ id: item.id, n: item.n + 1 });
  }

  #refuse({ status, text }) {
    this.refused[status] = (this.refused[status] ?? 0) + 1;
    if (status !== 429) this.lastFault = `${status} ${text?.slice(0, 300)}`;
  }
}

/** `perSecond` decisions for `seconds`, and an opening for every `decisions` of them (none for Infinity); returns once all are answered. */
export async function openLoop(cases, { perSecond, seconds, decisions }) {
  const start = performance.now();
  const under = new Set();
  const launch = (work) => {
    const done = work.finally(() => under.delete(done));
    under.add(done);
  };
  const total = Math.round(perSecond * seconds);
  for (let i = 0; i < total; i++) {
    const at = start + (i * 1000) / perSecond;
    const wait = at - performance.now();
    if (wait > 0) await pause(wait);
    // The later of plan and timer: a timer of this process that rings late is not the server's doing.
    launch(cases.decide(Math.max(at, performance.now() - 2)));
    if (Number.isFinite(decisions) && i % decisions === 0) launch(cases.open());
  }
  await Promise.all(under);
  return { seconds: (performance.now() - start) / 1000 };
}

/** `clients` at once until `count` decisions were asked for. */
export async function closedLoop(cases, { clients, count, decisions }) {
  const start = performance.now();
  await inLanes(clients, count, async (i) => {
    await Promise.all([cases.decide(), ...(i % decisions === 0 ? [cases.open()] : [])]);
  });
  return { seconds: (performance.now() - start) / 1000 };
}

async function inLanes(lanes, count, work) {
  let next = 0;
  await Promise.all(
    Array.from({ length: lanes }, async () => {
      while (next < count) await work(next++);
    }),
  );
}
