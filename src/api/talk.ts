// Owns what people say to one another about a case (沟通) and send one another of it (抄送), as a screen shows it.
import type { SaidAct } from '../queries/ledger';
import type { ReplyBodyOf } from './call';
import { wireTime } from './times';

type Talk = Pick<ReplyBodyOf<'case'>, 'comments' | 'copies'>;

/** Everybody these acts speak of. */
export function peopleOfTalk(said: readonly SaidAct[]): readonly string[] {
  return said.flatMap((act) =>
    act.type === 'commented'
      ? [...(act.payload?.mentions ?? [])]
      : act.type === 'copied'
        ? [...(act.payload?.people ?? [])]
        : [],
  );
}

export function talkView(said: readonly SaidAct[], names: ReadonlyMap<string, string>): Talk {
  const named = (id: string | null) => ({ id: id ?? '', name: names.get(id ?? '') ?? '' });
  const comments: Talk['comments'] = [];
  const copies = new Map<string, Talk['copies'][number]>();
  for (const act of said) {
    if (act.payload === null) continue;
    const at = wireTime(act.at);
    if (act.type === 'commented') {
      const { text, mentions } = act.payload;
      comments.push({ seq: act.seq, at, by: named(act.actor), text, mentions: mentions.map(named) });
    }
    // Sent again, it is the same copy, and unread.
    if (act.type === 'copied')
      for (const person of act.payload.people)
        copies.set(person, { person: named(person), by: named(act.actor), at, reason: act.payload.reason });
    const mine = act.type === 'copy-read' ? copies.get(act.actor ?? '') : undefined;
    if (mine) copies.set(mine.person.id, { ...mine, read: at });
  }
  return { comments, copies: [...copies.values()] };
}
