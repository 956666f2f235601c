// Owns `oneseal admin …` over HTTP: keeping the town's bodies, people, posts, calendars, procedures and words, like the pages do.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Command } from 'commander';
import { ask, jsonOption, questionOf, show } from './client';

const REASON = ['--reason <text>', '理由，记入管理日志 / why, kept in the administration log'] as const;
const ON = ['--on <day>', '最后一天 / the last day, e.g. 2026-12-31'] as const;
const WITH = ['--with <json>', '各字段，JSON 或者 @文件 / the members, as JSON or @file', jsonOption] as const;
const IMPORTED = ['people.csv', 'posts.csv', 'qualifications.csv'];

interface Asked {
  readonly [option: string]: unknown;
}
const part = (id: string): string => encodeURIComponent(id);
const to = (path: string): string => `/api/admin/${path}`;

export function registerAdministration(admin: Command): void {
  const group = (name: string, description: string): Command => admin.command(name).description(description);
  const list = (of: Command, path: string, description: string, ...filters: readonly string[]): void => {
    const command = of.command('list').description(description);
    for (const filter of [...filters, '--limit <n>', '--after <cursor>']) command.option(filter);
    command.action(async (options: Asked) => show(await ask('GET', `${to(path)}${questionOf(options)}`)));
  };
  const look = (
    of: Command,
    name: string,
    argument: string,
    path: (id: string) => string,
    description: string,
  ): void => {
    of.command(`${name} <${argument}>`)
      .description(description)
      .action(async (id: string) => show(await ask('GET', to(path(part(id))))));
  };
  /** Something done to one thing, with a reason. */
  const act = (
    of: Command,
    name: string,
    argument: string,
    path: (id: string) => string,
    description: string,
  ): Command =>
    of
      .command(`${name} <${argument}>`)
      .description(description)
      .requiredOption(...REASON)
      .action(async (id: string, options: Asked) => show(await ask('POST', to(path(part(id))), options)));
  /** Something new, or other members of what is there. */
  const send = (of: Command, name: string, path: (id: string) => string, description: string): Command =>
    of
      .command(name)
      .description(description)
      .requiredOption(...WITH)
      .requiredOption(...REASON)
      .action(async (...given: unknown[]) => {
        const [id, options] = typeof given[0] === 'string' ? [given[0], given[1]] : ['', given[0]];
        const { with: members, reason } = options as { readonly with: object; readonly reason: string };
        show(await ask('POST', to(path(part(id))), { ...members, reason }));
      });

  const organisation = group('organisation', '单位 / bodies');
  list(organisation, 'organisations', '单位 / all bodies');
  send(organisation, 'add', () => 'organisations', '新设单位 / add a body');
  send(
    organisation,
    'change <id>',
    (id) => `organisations/${id}`,
    '更名、调整上级或者有效期 / rename, move or end a body',
  );

  const post = group('post', '岗位 / posts');
  list(post, 'posts', '岗位 / posts', '--organisation <id>', '--person <id>', '--standing <which>');
  send(post, 'give', () => 'posts', '任职 / give somebody a post');
  act(post, 'end', 'id', (id) => `posts/${id}/end`, '免职 / end a post').requiredOption(...ON);

  const topic = group('topic', '分管领导 / who is in charge of a topic');
  list(topic, 'topic-leads', '分管领导 / who is in charge', '--organisation <id>', '--standing <which>');
  send(topic, 'give', () => 'topic-leads', '指定分管领导 / put somebody in charge');
  act(topic, 'end', 'id', (id) => `topic-leads/${id}/end`, '不再分管 / end it').requiredOption(...ON);

  const person = group('person', '人员 / people');
  list(person, 'people', '人员 / people', '--q <text>', '--organisation <id>', '--state <state>');
  look(person, 'show', 'id', (id) => `people/${id}`, '人员详情 / one person');
  look(person, 'holds', 'id', (id) => `people/${id}/holdings`, '名下未办事项 / what he still holds');
  person
    .command('add')
    .description('新建人员，首次密码只显示一次 / add somebody; the first password is shown once')
    .requiredOption('--username <username>')
    .requiredOption('--name <name>')
    .option('--email <address>')
    .requiredOption(...REASON)
    .action(async (options: Asked) => show(await ask('POST', to('people'), options)));
  person
    .command('import <folder>')
    .description(`导入 ${IMPORTED.join('、')}，先预览 / import these files of a folder; a preview without --apply`)
    .option('--apply', '写入，全部成功或者全部不写 / write it, all of it or nothing')
    .action(async (folder: string, { apply = false }: { readonly apply?: boolean }) => {
      const there = IMPORTED.filter((name) => existsSync(join(folder, name)));
      if (there.length === 0)
        throw new Error(`${folder} 中没有 ${IMPORTED.join('、')}。/ There is none of these files in ${folder}.`);
      const files = Object.fromEntries(there.map((name) => [name, readFileSync(join(folder, name), 'utf8')]));
      const answer = (await ask('POST', to('people/imports'), { files, apply })) as {
        readonly faults: readonly unknown[];
      };
      show(answer);
      if (answer.faults.length > 0) process.exitCode = 1;
    });
  act(person, 'lock', 'id', (id) => `people/${id}/lock`, '锁定 / lock out at once');
  act(person, 'unlock', 'id', (id) => `people/${id}/unlock`, '解除锁定或者离岗 / let in again');
  act(
    person,
    'password',
    'id',
    (id) => `people/${id}/password`,
    '重置密码，只显示一次 / a new first password, shown once',
  );
  act(person, 'revoke', 'id', (id) => `people/${id}/revocation`, '结束登录、吊销令牌 / end all sessions and tokens');
  act(person, 'leaves', 'id', (id) => `people/${id}/departure`, '离岗 / all his posts end').requiredOption(...ON);

  const qualification = group('qualification', '资格和证件 / qualifications');
  list(qualification, 'qualifications', '资格 / qualifications', '--person <id>', '--kind <kind>', '--within <days>');
  send(qualification, 'add', () => 'qualifications', '登记资格 / enter a qualification');
  act(qualification, 'end', 'id', (id) => `qualifications/${id}/end`, '终止资格 / end one').requiredOption(...ON);

  const calendar = group('calendar', '工作日历 / calendars');
  list(calendar, 'calendars', '已发布的年份 / what was published');
  send(calendar, 'propose', () => 'calendars', '提出一年的放假安排 / propose the notice of a year');
  admin
    .command('propose-procedure <file>')
    .description('提出流程的新版本（JSON 文件） / propose a version of a procedure, from a file of JSON')
    .requiredOption(...REASON)
    .action(async (file: string, { reason }: { readonly reason: string }) =>
      show(await ask('POST', to('procedures'), { definition: jsonOption(`@${file}`), reason })),
    );

  const proposal = group('proposal', '提案，由另一人发布 / what one proposes and another publishes');
  list(proposal, 'proposals', '提案 / proposals', '--kind <kind>', '--state <state>');
  look(proposal, 'show', 'id', (id) => `proposals/${id}`, '一项提案 / one proposal');
  look(proposal, 'moves', 'id', (id) => `proposals/${id}/moves`, '哪些期限会变动 / which limits would move');
  act(proposal, 'publish', 'id', (id) => `proposals/${id}/publication`, '发布 / publish');
  act(proposal, 'reject', 'id', (id) => `proposals/${id}/rejection`, '退回或者撤回 / reject or take back');

  const message = group('message', '消息文本 / the words of messages');
  message
    .command('list')
    .description('全部消息 / all messages')
    .action(async () => show(await ask('GET', to('message-templates'))));
  look(message, 'show', 'event', (event) => `message-templates/${event}`, '一种消息 / one message');
  message
    .command('try <event>')
    .description('用虚构数据预览 / with made-up data')
    .requiredOption(...WITH)
    .action(async (event: string, options: { readonly with: object }) =>
      show(await ask('POST', to(`message-templates/${part(event)}/previews`), { wording: options.with })),
    );
  message
    .command('change <event>')
    .description('改写 / put other words')
    .requiredOption(...WITH)
    .requiredOption(...REASON)
    .action(async (event: string, { with: wording, reason }: { readonly with: object; readonly reason: string }) =>
      show(await ask('POST', to(`message-templates/${part(event)}`), { wording, reason })),
    );
  act(
    message,
    'restore',
    'event',
    (event) => `message-templates/${event}/default`,
    '恢复原文 / back to the shipped words',
  );

  const days = ['--person <id>', '--from <day>', '--to <day>'];
  list(
    group('access', '查阅日志 / who read personal data'),
    'access-log',
    '查阅日志 / the log',
    ...days,
    '--case <id>',
  );
  list(group('log', '管理日志 / what administrators changed'), 'log', '管理日志 / the log', ...days, '--subject <id>');
}
