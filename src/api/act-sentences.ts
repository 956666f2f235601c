/**
 * Owns the sentences of what an act between people comes to, beside the acts it records: who gets it and what he may do with it, that the
 * limit runs on, what is kept apart from it afterwards, who decides. Told where the act would be taken; a refusal says the rest.
 */
import type { CaseCommand } from '../kernel/acts';
import type { Seat, Task } from '../kernel/case';
import type { PersonActor } from '../kernel/command';
import { recusalJudge } from '../kernel/effects';
import type { TaskBlock } from '../kernel/procedure/definition';
import { blocksOf, dutyOf, taskRule } from '../kernel/procedure/find';
import type { Text } from '../kernel/text';
import { taskLight } from '../queries/lights';
import type { CaseOnFile } from '../queries/on-file';
import { dayWords, seatTitle } from './words';

interface About {
  readonly file: CaseOnFile;
  readonly task: Task;
  readonly actor: PersonActor;
  /** Of people, and of bodies. */
  readonly names: ReadonlyMap<string, string>;
  readonly bodies: ReadonlyMap<string, Text>;
}

export function actSentences(command: CaseCommand, about: About): readonly Text[] {
  switch (command.type) {
    case 'transfer':
      return transferred(about, called(about, command.to.person), seatOf(about, command.seat));
    case 'delegate':
      return delegated(about, called(about, command.to.person));
    case 'recuse':
      return recused(about, seatOf(about, command.seat));
    default:
      return [];
  }
}

/** Everybody the sentences of this act name. */
export function peopleNamed(command: CaseCommand, { seats }: Task): readonly string[] {
  const to = command.type === 'transfer' || command.type === 'delegate' ? [command.to.person] : [];
  return [...to, ...seats.flatMap(({ lentTo = [] }) => lentTo)];
}

function transferred(about: About, to: string, seat: Seat | undefined): readonly Text[] {
  const { title } = taskRule(about.file.definition, about.task);
  const asked = seat?.lentTo ?? [];
  return [
    {
      zh: `“${title.zh}”由${to}办理，收到消息；您不再办理，也不能收回。`,
      en: `“${title.en}” is for ${to} to decide, who is told; it is yours no more, and you cannot take it back.`,
    },
    ...(asked.length === 0
      ? []
      : [
          {
            zh: `已向${asked.map((id) => called(about, id)).join('、')}征求的意见交给${to}。`,
            en: `The opinion asked of ${asked.map((id) => called(about, id)).join(', ')} goes to ${to}.`,
          },
        ]),
    limitRunsOn(about),
  ];
}

function delegated(about: About, to: string): readonly Text[] {
  const { definition } = about.file;
  const duty = dutyOf(definition, about.task);
  const apart = blocksOf(definition.flow).filter(
    (block): block is TaskBlock => block.kind === 'task' && block.by.notWho?.includes(duty) === true,
  );
  const titles = [...new Map(apart.map(({ title }) => [title.zh, title])).values()];
  return [
    {
      zh: `${to}收到您的问题，只能提交意见，不能办理；意见交回给您，由您决定。`,
      en: `${to} gets your question and may give an opinion, and no more; it comes back to you, and you decide.`,
    },
    {
      zh: '意见交回或者您收回之前，您不能办理本环节。',
      en: 'Until it is there, or you recall it, you cannot decide this step.',
    },
    limitRunsOn(about),
    ...(titles.length === 0
      ? []
      : [
          {
            zh: `提交意见后，${to}不得再办理本办件的：${titles.map(({ zh }) => zh).join('、')}。`,
            en: `Having given it, ${to} may not do in this case: ${titles.map(({ en }) => en).join(', ')}.`,
          },
        ]),
  ];
}

function recused(about: About, seat: Seat | undefined): readonly Text[] {
  const [post, organisation] = recusalJudge(about.file.state, seat ?? { post: '', organisation: '' });
  const judge = seatTitle({ post, organisation: organisation ?? '' }, about.bodies);
  const { title } = taskRule(about.file.definition, about.task);
  return [
    {
      zh: `是否回避由${judge.zh}决定；决定前您的席位暂停办理。`,
      en: `The ${judge.en} decides; until then your seat stands still.`,
    },
    {
      zh: `决定回避的，由同岗位的其他人员办理“${title.zh}”，您不得再承担本办件的此项职责；不予回避的，由您继续办理。`,
      en: `Recused, another of the post does “${title.en}”, and you may never take this duty on again in this case; not recused, you go on.`,
    },
    limitRunsOn(about),
  ];
}

function limitRunsOn({ file, task }: About): Text {
  const { due } = taskLight(file, task);
  if (due === null) return { zh: '期限照常计算。', en: 'The limit runs on.' };
  const day = dayWords(due);
  return { zh: `期限不重新计算，仍为 ${day.zh}。`, en: `The limit does not begin anew; it is still ${day.en}.` };
}

function seatOf({ task, actor }: About, id: string | undefined): Seat | undefined {
  return task.seats.find((seat) => (id === undefined ? seat.holder === actor.person : seat.id === id));
}
function called({ names }: About, person: string): string {
  return names.get(person) ?? person;
}
