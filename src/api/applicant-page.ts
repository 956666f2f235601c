// Owns the applicant's page: the view of his case written for a person who reads it on a telephone. It knows nothing that the view does not.
import type { PartyAct } from '../contract/applicant';
import type { Text } from '../kernel/text';
import { actTitle, isPartyAct, wordsOf } from './applicant-acts';
import type { ApplicantView } from './applicant-view';
import { HOTLINE } from './contacts';
import { html, NOTHING, pageContent, type Markup } from './html';
import type { Look } from './language';
import { errorSummary, fieldMarkup, type Field, type FieldErrors, type KeptFile, type Sent } from './page-fields';

const WORDS = {
  number: { zh: '办件编号', en: 'Case number' },
  mustTitle: { zh: '需要您办理', en: 'What you must do' },
  mustBy: { zh: '最后一天：', en: 'Last day: ' },
  term: { zh: '期限', en: 'Time limit' },
  late: {
    zh: '本办件已超过法定期限，我们仍须作出决定，并向您说明原因。您可以拨打下面的电话催办，也可以依法申请行政复议或者提起行政诉讼。',
    en: 'This case is past its statutory limit. It still has to be decided, and the delay explained. You may call us at the number below, ask for reconsideration or go to court.',
  },
  steps: { zh: '办理经过和后续步骤', en: 'What was done and what comes next' },
  done: { zh: '已完成', en: 'done' },
  isNow: { zh: '现在', en: 'now' },
  ahead: { zh: '待办', en: 'still to come' },
  papers: { zh: '文书', en: 'Documents' },
  noPapers: { zh: '暂时没有可以下载的文书。', en: 'There is nothing to download yet.' },
  sealed: { zh: '已加盖电子印章', en: 'with an electronic seal' },
  more: { zh: '您还可以', en: 'What else you can do' },
  rated: { zh: '您已评价本次服务。', en: 'You have rated the service.' },
  remedies: { zh: '有意见或者不服怎么办', en: 'Complaints and remedies' },
  print: { zh: '打印办理进度', en: 'Print this on one sheet' },
  leave: { zh: '退出查询', en: 'Leave' },
  back: { zh: '返回办件', en: 'Back to the case' },
  gone: {
    zh: '现在不能办理这一项。办件的状态可能已经变化，请返回查看。',
    en: 'This cannot be done now. The case may have changed; please go back and look.',
  },
  received: { zh: '收到日期', en: 'Received on' },
  state: { zh: '现在', en: 'Now' },
  deciding: { zh: '办理机关', en: 'Dealt with by' },
  telephone: { zh: '电话', en: 'Telephone' },
  asOf: { zh: '打印时间', en: 'Printed' },
} as const satisfies Record<string, Text>;

export const trackPath = (number: string, ...rest: readonly string[]): string =>
  ['/track', number, ...rest].map((part, at) => (at === 0 ? part : encodeURIComponent(part))).join('/');

/** The status page. `done`: an act that was just done and is confirmed on top. */
export function statusPage(look: Look, view: ApplicantView, done?: string) {
  const { say } = look;
  return pageContent(
    look,
    view.title,
    html`${
        done !== undefined && isPartyAct(done)
          ? html`<p class="done" role="status">${say(wordsOf(done).done)}</p>`
          : NOTHING
      }
      <h1>${say(view.title)}</h1>
      <p class="quiet number">${say(WORDS.number)} ${view.number}</p>
      <p class="now">${say(view.now)}</p>
      ${mustMarkup(look, view)}${limitMarkup(look, view)}
      <h2>${say(WORDS.steps)}</h2>
      ${stepsMarkup(look, view)}
      <h2>${say(WORDS.papers)}</h2>
      ${papersMarkup(look, view)}${moreMarkup(look, view)}
      <h2>${say(WORDS.remedies)}</h2>
      ${remediesMarkup(look, view)}
      <div class="fold">
        <a href="${trackPath(view.number, 'print')}">${say(WORDS.print)}</a>
        <form class="inline" method="post" action="${trackPath(view.number, 'end')}">
          <button class="plain" type="submit">${say(WORDS.leave)}</button>
        </form>
      </div>`,
  );
}

function awaited(view: ApplicantView): readonly { readonly act: PartyAct; readonly by: string | null }[] {
  return view.must.flatMap(({ act, by }) => (isPartyAct(act) && view.offered.includes(act) ? [{ act, by }] : []));
}

function mustMarkup(look: Look, view: ApplicantView): Markup {
  const { say } = look;
  const acts = awaited(view);
  if (acts.length === 0) return NOTHING;
  const gaps = view.todo?.gaps ?? [];
  return html`<section class="must" aria-labelledby="must">
    <h2 id="must">${say(WORDS.mustTitle)}</h2>
    ${acts.map(
      ({ act, by }) =>
        html`${by === null ? NOTHING : html`<p>${say(WORDS.mustBy)}<span class="due">${day(look, by)}</span></p>`}
          ${
            act === 'supplement' && gaps.length > 0
              ? html`<ul>
                  ${gaps.map(({ title }) => html`<li>${say(title)}</li>`)}
                </ul>`
              : NOTHING
          }
          <p><a class="button" href="${trackPath(view.number, 'acts', act)}">${say(wordsOf(act).title)}</a></p>`,
    )}
  </section>`;
}

function limitMarkup(look: Look, view: ApplicantView): Markup {
  const { say } = look;
  const { stopped, due, overdue } = view;
  if (stopped)
    return html`<p class="notice">
      ${say({
        zh: `办理期限自${day(look, stopped.since)}起中止计算，原因：${stopped.ground.zh}（依据：${stopped.basis}）。中止的时间不计入办理期限。`,
        en: `The time limit stands still since ${day(look, stopped.since)} for ${stopped.ground.en} (Administrative Licensing Law, article 45). This time does not count.`,
      })}
    </p>`;
  if (overdue) return html`<p class="notice">${say(WORDS.late)}</p>`;
  if (due === null) return NOTHING;
  return html`<p>
    ${say({ zh: '本阶段依法最迟办结：', en: 'By law this stage ends by ' })}<span class="due">${day(look, due)}</span>
  </p>`;
}

function stepsMarkup(look: Look, { steps }: ApplicantView): Markup {
  const { say } = look;
  const states = { done: WORDS.done, now: WORDS.isNow, ahead: WORDS.ahead } as const;
  return html`<ol class="steps">
    ${steps.map(
      ({ title, on, state, unit }) =>
        html`<li class="is-${state}" ${state === 'now' ? html` aria-current="step"` : NOTHING}>
          <strong>${say(title)}</strong>
          <small
            >${[say(states[state]), ...(on === null ? [] : [day(look, on)]), ...(unit ? [say(unit)] : [])].join(' · ')}</small
          >
        </li>`,
    )}
  </ol>`;
}

function papersMarkup(look: Look, { documents, number }: ApplicantView): Markup {
  const { say } = look;
  if (documents.length === 0) return html`<p class="quiet">${say(WORDS.noPapers)}</p>`;
  return html`<ul class="papers">
    ${documents.map(
      (document) =>
        html`<li>
          <a href="${trackPath(number, 'documents', document.id)}" download>${say(document.title)}</a>
          <small>
            ${[
              ...(document.number === null ? [] : [document.number]),
              `PDF, ${Math.max(1, Math.round(document.size / 1024))} KB`,
              ...(document.sealed ? [say(WORDS.sealed)] : []),
            ].join(' · ')}
          </small>
        </li>`,
    )}
  </ul>`;
}

/** Every act that is offered and not awaited: its form is made from its request. */
function moreMarkup({ say }: Look, view: ApplicantView): Markup {
  const acts = view.offered.filter((act) => isPartyAct(act) && !view.must.some((must) => must.act === act));
  if (acts.length === 0 && !view.rated) return NOTHING;
  return html`<h2>${say(WORDS.more)}</h2>
    ${view.rated ? html`<p>${say(WORDS.rated)}</p>` : NOTHING}
    <ul class="acts">
      ${acts.map((act) => html`<li><a href="${trackPath(view.number, 'acts', act)}">${say(actTitle(act))}</a></li>`)}
    </ul>`;
}

/** 许 7, 复 20 and 24, 诉 46: whom to call, and how a decision is fought. */
function remediesMarkup({ say }: Look, { deciding, reconsideration }: ApplicantView): Markup {
  const own = deciding && deciding.phone !== HOTLINE ? deciding : undefined;
  const call = {
    zh: own
      ? `对办理情况有疑问，请拨打${own.name.zh}电话${own.phone}；对服务的投诉，请拨打${HOTLINE}。`
      : `对办理情况有疑问，或者对服务要投诉的，请拨打${HOTLINE}。`,
    en: own
      ? `For questions call ${own.name.en}, ${own.phone}; to complain about the service call ${HOTLINE}.`
      : `For questions, or to complain about the service, call ${HOTLINE}.`,
  };
  const government: Text = reconsideration ?? { zh: '本级人民政府', en: 'the government above it' };
  return html`<p>${say(call)}</p>
    <p>
      ${say({
        zh: `对不予受理、不予许可等决定不服的，可以自知道该决定之日起60日内向${government.zh}申请行政复议（《行政复议法》第二十条、第二十四条），也可以自知道或者应当知道之日起6个月内依法向人民法院提起行政诉讼（《行政诉讼法》第四十六条）。期限和受理机关以决定书所载为准。`,
        en: `Against a decision (for instance not to accept or to refuse) you may, within 60 days of learning of it, ask ${government.en} to reconsider it (Administrative Reconsideration Law, articles 20 and 24), or sue in the people’s court within 6 months (Administrative Litigation Law, article 46). What the decision itself says of this comes first.`,
      })}
    </p>`;
}

export interface ActForm {
  readonly act: PartyAct;
  readonly fields: readonly Field[];
  /** Once for this form: the second of two clicks gets the answer of the first. */
  readonly key: string;
  readonly sent?: Sent;
  readonly kept?: Readonly<Record<string, KeptFile>>;
  readonly errors?: FieldErrors;
  readonly whole?: Text;
}
export const CONFIRM = '_confirm';

/** The form of one act: what it means, what it asks for, and what was wrong with what was sent. */
export function actPage(look: Look, number: string, form: ActForm, status?: number) {
  const { say } = look;
  const { act, fields, key, sent = {}, kept = {}, errors = {}, whole } = form;
  const words = wordsOf(act);
  const files = fields.some(({ kind }) => kind === 'file');
  const confirm: readonly Field[] = words.confirm
    ? [{ name: CONFIRM, kind: 'tick', title: words.confirm, required: true }]
    : [];
  return pageContent(
    look,
    words.title,
    html`${errorSummary(look, errors, whole)}
      <p><a href="${trackPath(number)}">${say(WORDS.back)}</a></p>
      <h1>${say(words.title)}</h1>
      <p class="quiet number">${say(WORDS.number)} ${number}</p>
      <p>${say(words.lead)}</p>
      <form
        method="post"
        action="${trackPath(number, 'acts', act)}"
        ${files ? html` enctype="multipart/form-data"` : NOTHING}
      >
        <input type="hidden" name="_key" value="${key}" />
        ${[...fields, ...confirm].map((field) => fieldMarkup(look, field, sent, errors[field.name], kept[field.name]))}
        <button type="submit">${say(words.button)}</button>
      </form>`,
    status,
  );
}

/** The act is not open to him now, or was never one of his. */
export function notOfferedPage(look: Look, number: string, title: Text, why: Text = WORDS.gone) {
  return pageContent(
    look,
    title,
    html`<h1>${look.say(title)}</h1>
      <p class="notice">${look.say(why)}</p>
      <p><a href="${trackPath(number)}">${look.say(WORDS.back)}</a></p>`,
    409,
  );
}

/** Where it stands on one sheet of paper. `at`: law time, as it is printed. */
export function printPage(look: Look, view: ApplicantView, at: string) {
  const { say } = look;
  const rows: readonly (readonly [Text, string])[] = [
    [WORDS.number, view.number],
    [WORDS.received, day(look, view.receivedOn)],
    [WORDS.state, say(view.now)],
    ...(view.due === null ? [] : [[WORDS.term, day(look, view.due)] as const]),
    ...(view.deciding
      ? [[WORDS.deciding, say(view.deciding.name)] as const, [WORDS.telephone, view.deciding.phone] as const]
      : []),
    [WORDS.asOf, at],
  ];
  return pageContent(
    look,
    view.title,
    html`<p class="off-paper"><a href="${trackPath(view.number)}">${say(WORDS.back)}</a></p>
      <h1>${say(view.title)}</h1>
      <table>
        ${rows.map(
          ([name, value]) =>
            html`<tr>
              <th scope="row">${say(name)}</th>
              <td>${value}</td>
            </tr>`,
        )}
      </table>
      <h2>${say(WORDS.steps)}</h2>
      ${stepsMarkup(look, view)}
      <h2>${say(WORDS.papers)}</h2>
      ${
        view.documents.length === 0
          ? html`<p class="quiet">${say(WORDS.noPapers)}</p>`
          : html`<ul>
              ${view.documents.map(
                ({ title, number }) => html`<li>${say(title)}${number === null ? '' : ` ${number}`}</li>`,
              )}
            </ul>`
      }`,
  );
}

/** A day as people write it: 2026年12月7日, 7 December 2026. */
function day({ language }: Look, value: string): string {
  const [year, month, date] = value.split('-').map(Number);
  if (language === 'zh') return `${year}年${month}月${date}日`;
  return `${date} ${MONTHS[(month ?? 1) - 1]} ${year}`;
}
const MONTHS = 'January February March April May June July August September October November December'.split(' ');
