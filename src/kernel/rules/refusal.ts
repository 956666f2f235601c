/** Why an act is refused: a value with a stable code, the legal basis and the facts. One table in `src/api/refusals.ts` turns it into HTTP. */
import type { FormError } from '../command';
import type { Json, Text } from '../text';

/** Who you are forbids it → 403; the state forbids it → 409; the content breaks a rule → 422; unknown to you → 404. */
export type RefusalKind = 'forbidden' | 'conflict' | 'content' | 'unknown';

interface Sentence extends Text {
  readonly kind: RefusalKind;
  /** What leads to the names of what it is about, where there are any. */
  readonly naming?: Text;
}

/** Every code the kernel can refuse with, its kind, and the sentence a clerk understands. */
export const REFUSALS = {
  'case-ended': {
    kind: 'conflict',
    zh: '该办件已办结，不能再办理此操作。',
    en: 'The case has ended; this can no longer be done.',
    naming: { zh: '办结结果：', en: 'It ended with: ' },
  },
  'case-stale': {
    kind: 'conflict',
    zh: '办件状态已变化，请刷新后再操作。',
    en: 'The case has changed since you opened it; reload and try again.',
  },
  'task-unknown': { kind: 'unknown', zh: '没有这个任务。', en: 'There is no such task.' },
  'task-stale': {
    kind: 'conflict',
    zh: '任务已变化，请刷新后再操作。',
    en: 'The task has changed since you opened it; reload and try again.',
  },
  'return-nowhere': {
    kind: 'conflict',
    zh: '不能退回到那里：只能退回到本件实际办过、且本环节允许退回的环节。',
    en: 'It cannot be sent back there: only to what this case has passed and this step allows.',
    naming: { zh: '可以退回到：', en: 'It can be sent back to: ' },
  },
  'return-into-sibling': {
    kind: 'conflict',
    zh: '不能退回到同时进行的另一分支；可以向该分支的承办人征求意见或者请求协办。',
    en: 'It cannot be sent back into another branch that goes along; ask whoever works there for an opinion or for help.',
  },
  'return-mode': {
    kind: 'conflict',
    zh: '本环节不允许以这种方式退回。',
    en: 'This step does not let a case come back in that way.',
  },
  'return-aside': {
    kind: 'forbidden',
    zh: '受邀发表意见的人员不能退回办件，由邀请其的办理人决定。',
    en: 'Whoever was asked for an opinion cannot send the case back; that is for those whose task it is.',
  },
  'return-reason': { kind: 'content', zh: '退回须说明理由。', en: 'A return needs a reason.' },
  'return-closes-children': {
    kind: 'conflict',
    zh: '退回会关闭正在进行的子流程，请确认后再退回。',
    en: 'Sending it back closes child processes that are under way; confirm that first.',
    naming: { zh: '将关闭：', en: 'It would close: ' },
  },
  'already-decided': {
    kind: 'conflict',
    zh: '该任务已经办理，不能重复办理。',
    en: 'This task has already been decided.',
  },
  'not-your-post': {
    kind: 'forbidden',
    zh: '您的岗位不能办理此任务。',
    en: 'This task does not belong to a post you hold.',
    naming: { zh: '需要的岗位：', en: 'It takes the post of: ' },
  },
  'four-eyes': {
    kind: 'forbidden',
    zh: '您已办理过本办件的其他环节，按规定不得再办理此环节。',
    en: 'You have done another duty in this case that may not be joined with this one.',
    naming: { zh: '您已办理：', en: 'You have done: ' },
  },
  'already-seated': {
    kind: 'forbidden',
    zh: '本环节须由不同人员分别办理，您已占一席。',
    en: 'Each seat of this step needs a different person, and you already hold one.',
  },
  'qualification-missing': {
    kind: 'forbidden',
    zh: '您没有办理此环节所需的有效资格。',
    en: 'You do not hold the qualification this step requires today.',
    naming: { zh: '需要：', en: 'It takes: ' },
  },
  'not-routine': {
    kind: 'conflict',
    zh: '该任务不能在列表中批量办理，请打开后逐件办理。',
    en: 'This task cannot be decided in a list; open it and decide it by itself.',
  },
  'seat-taken': { kind: 'conflict', zh: '该任务已由他人签收。', en: 'Somebody else has claimed this task.' },
  'not-claimed': { kind: 'conflict', zh: '您没有签收该任务。', en: 'You have not claimed this task.' },
  'seat-unknown': { kind: 'unknown', zh: '该任务没有这个待办席位。', en: 'This task has no such open seat.' },
  'already-holder': { kind: 'conflict', zh: '该席位已由此人办理。', en: 'This person holds the seat already.' },
  'not-eligible': {
    kind: 'content',
    zh: '所选人员不能办理此环节。',
    en: 'The person chosen may not take this seat.',
  },
  'not-your-decision': {
    kind: 'forbidden',
    zh: '只有作出该办理结果的人员可以撤回。',
    en: 'Only the person who made this decision may take it back.',
  },
  'decision-stands': {
    kind: 'conflict',
    zh: '该办理结果已经生效，不能撤回；确有错误的，请下一环节的办理人员退回，已作出的行政决定依法另行变更或者撤销。',
    en: 'This decision has taken effect and cannot be taken back. If it is wrong, ask whoever has the next step to send the case back; a decision that was issued is changed or annulled by a procedure of its own.',
  },
  'not-your-turn': {
    kind: 'conflict',
    zh: '尚未轮到您办理，请等待前面的人员办理完毕。',
    en: 'It is not your turn yet: somebody before you has not decided.',
  },
  'opinion-only': {
    kind: 'forbidden',
    zh: '您是被征求意见的人员，只能提交意见，不能作出办理结果。',
    en: 'You were asked for an opinion; you can submit one, and decide nothing here.',
  },
  'vote-only': {
    kind: 'forbidden',
    zh: '加签人员只能表示同意、不同意或者弃权，退回等处理由邀请人作出。',
    en: 'Somebody who was added says whether he agrees; anything else is for whoever added him to do.',
  },
  'no-opinion-asked': {
    kind: 'forbidden',
    zh: '本环节没有向您征求意见，或者您已经提交。',
    en: 'Nobody has asked you for an opinion here, or you have given it.',
  },
  'later-decided': {
    kind: 'conflict',
    zh: '在您之后的人员已经办理，不能撤回；请与现办理人员联系，由其退回。',
    en: 'Somebody has decided after you, so your decision stands. Ask whoever has the task now to send it back.',
  },
  'step-taken-back': {
    kind: 'conflict',
    zh: '前一环节的办理人已撤回，本任务随之关闭；其重新办理后，任务会再次分派，您已填写的内容保留。',
    en: 'The step before was taken back, and this task was closed with it. It comes again when that step is done anew; what you have typed is kept.',
  },
  'agent-administers': {
    kind: 'forbidden',
    zh: '系统管理员不得代理他人办理。',
    en: 'An administrator of the system decides in nobody’s name.',
  },
  'others-suffice': {
    kind: 'conflict',
    zh: '不计您的意见，其他人员的意见仍足以得出该结果，不能撤回。',
    en: 'Without your word the others still come to the same end, so the decision stands.',
  },
  'task-over-no-signers': {
    kind: 'conflict',
    zh: '该环节已经办结，不能加签；需要补充审核的，由现环节办理人员加签。',
    en: 'This step is done and nobody can be added to it. Whoever has the case now can add a review before the next decision.',
  },
  'withdraw-first': {
    kind: 'conflict',
    zh: '您已经表决，不能加签；确需加签的，请先撤回表决。',
    en: 'You have decided already. Take your vote back first if somebody has to be added.',
  },
  'add-sign-not-here': {
    kind: 'conflict',
    zh: '本环节不允许这种加签。',
    en: 'This way of adding somebody is not allowed at this step.',
  },
  'add-sign-too-deep': {
    kind: 'conflict',
    zh: '加签层级已达上限，请由邀请您的人员加签。',
    en: 'People were added by people who were added as often as this step allows. Ask whoever added you to do it.',
  },
  'already-in-task': {
    kind: 'conflict',
    zh: '所选人员已在本环节，不能再次加签。',
    en: 'A person chosen has a seat in this task already.',
  },
  'nobody-named': { kind: 'content', zh: '请至少选择一人。', en: 'Name at least one person.' },
  'weight-missing': {
    kind: 'content',
    zh: '本环节按票数表决，加入表决的人员须写明票数（1至1000的整数）。',
    en: 'Votes are weighed here: say how much the vote of whoever joins counts, a whole number from 1 to 1000.',
  },
  'result-certain': {
    kind: 'conflict',
    zh: '表决结果已经确定，不能再增加表决人员。',
    en: 'The result is certain already; nobody can join the vote any more.',
  },
  'not-added': {
    kind: 'conflict',
    zh: '该席位不是加签产生的，不能减签。',
    en: 'This seat was not added to the task and cannot be removed.',
  },
  'signer-has-decided': {
    kind: 'conflict',
    zh: '该加签人员已经办理，不能减签。',
    en: 'This person has decided already and cannot be removed.',
  },
  'not-the-inviter': {
    kind: 'forbidden',
    zh: '只有加签人或者系统管理员可以减签。',
    en: 'Only whoever added this person, or an administrator, may remove him.',
  },
  'last-seat': {
    kind: 'conflict',
    zh: '这是本环节最后一个必须办理的席位，不能减签。',
    en: 'This is the last seat that has to decide here; it cannot be removed.',
  },
  'nobody-to-urge': { kind: 'conflict', zh: '没有可以催办的对象。', en: 'There is nobody to be urged.' },
  'urged-recently': {
    kind: 'conflict',
    zh: '四小时内已经催办过，请稍后再催。',
    en: 'This was urged within the last four hours; wait before urging again.',
  },
  'no-data-error': {
    kind: 'conflict',
    zh: '办件没有无法判断的条件，不需要退回补录。',
    en: 'No condition of this case has failed; there is nothing to send back for.',
  },
  'transfer-limit': {
    kind: 'conflict',
    zh: '该环节不能再转办。',
    en: 'A seat of this step may not be handed on any more.',
  },
  'transfer-back': {
    kind: 'conflict',
    zh: '此人曾经办理该席位，转回须经确认。',
    en: 'This person held the seat before; handing it back has to be confirmed.',
  },
  'delegation-limit': {
    kind: 'conflict',
    zh: '该环节不能再委派他人提供意见。',
    en: 'No further opinion may be asked for at this step.',
  },
  'delegation-cycle': {
    kind: 'conflict',
    zh: '此人已在委派链中，不能再向其委派。',
    en: 'This person is among those who ask for the opinion or are asked already.',
  },
  'not-delegated': {
    kind: 'conflict',
    zh: '没有可以收回的委派。',
    en: 'You have asked nobody here whose opinion is still awaited.',
  },
  'lent-out': {
    kind: 'conflict',
    zh: '已委派他人提供意见，请等待意见或者先收回委派。',
    en: 'An opinion has been asked for; wait for it or recall the request first.',
  },
  'nobody-seated': {
    kind: 'conflict',
    zh: '该席位尚无人办理，不能申请回避。',
    en: 'Nobody has this seat yet who could be recused.',
  },
  'recusal-open': {
    kind: 'conflict',
    zh: '回避申请尚未决定，该席位暂停办理。',
    en: 'A request for recusal has not been decided; nothing may be done at this seat until then.',
  },
  'recusal-refused': {
    kind: 'conflict',
    zh: '对此人的回避申请已经决定不予回避，不能再次申请。',
    en: 'That this person be recused has been asked and refused already.',
  },
  'recusal-not-asked': {
    kind: 'conflict',
    zh: '没有待决定的回避申请。',
    en: 'There is no request for recusal to decide.',
  },
  recused: {
    kind: 'forbidden',
    zh: '此人在本办件中已经回避，不得再承担此项职责。',
    en: 'This person was recused in this case and may not take this duty on again.',
  },
  'agency-over': {
    kind: 'forbidden',
    zh: '您代理该席位的期间已经结束，不能再代为办理。',
    en: 'The rule by which you took this seat for somebody is over; you may not act for him any more.',
  },
  'agent-may-not': {
    kind: 'forbidden',
    zh: '代理人只能代为办理或者退回，不能转办。',
    en: 'An agent may decide or give the seat back; he may not hand it on.',
  },
  'not-agent': {
    kind: 'forbidden',
    zh: '您今天不是此人在此事项上的代理人。',
    en: 'You are not this person’s agent for this today.',
  },
  'not-copied': { kind: 'conflict', zh: '本办件没有抄送给您。', en: 'No copy of this case was sent to you.' },
  'no-part': {
    kind: 'forbidden',
    zh: '您与本办件无关，不能进行此操作。',
    en: 'You have no part in this case.',
  },
  'comment-empty': { kind: 'content', zh: '请填写沟通内容。', en: 'The comment is empty.' },
  'outcome-unknown': {
    kind: 'content',
    zh: '该任务没有这个办理结果。',
    en: 'This task has no such outcome.',
    naming: { zh: '可以选择：', en: 'Possible are: ' },
  },
  'opinion-missing': { kind: 'content', zh: '请填写意见。', en: 'An opinion is required.' },
  'form-invalid': { kind: 'content', zh: '表单内容不符合要求。', en: 'The form does not meet its rules.' },
  'materials-missing': {
    kind: 'conflict',
    zh: '申请材料不齐全，应当一次性告知补正，不能受理。',
    en: 'Papers are missing; send the one list of gaps instead of accepting.',
    naming: { zh: '尚缺：', en: 'Missing: ' },
  },
  'nothing-missing': {
    kind: 'conflict',
    zh: '申请材料齐全，应当受理，不能要求补正。',
    en: 'Nothing is missing; the file has to be accepted.',
  },
  'gaps-already-listed': {
    kind: 'conflict',
    zh: '补正内容只能一次性告知，不能再次要求补正。',
    en: 'The list of gaps may be sent only once.',
  },
  'already-accepted': {
    kind: 'conflict',
    zh: '该申请已受理，不能再作受理环节的决定。',
    en: 'The application counts as accepted already.',
  },
  'review-missing': {
    kind: 'conflict',
    zh: '未经法制审核或者审核未通过，不得作出决定。',
    en: 'No decision without the legal review it needs.',
    naming: { zh: '须经审核的情形：', en: 'It is needed for: ' },
  },
  'not-awaited': { kind: 'conflict', zh: '目前不需要补正材料。', en: 'No supplement is awaited.' },
  'supplement-empty': { kind: 'content', zh: '没有提交任何补正内容。', en: 'The supplement contains nothing.' },
  'being-sealed': {
    kind: 'conflict',
    zh: '文书正在制作用印，请稍后再试。',
    en: 'A paper is being sealed; try again in a moment.',
  },
  'not-withdrawable': {
    kind: 'conflict',
    zh: '决定已经作出，不能撤回申请。',
    en: 'A decision has been made; the application can no longer be withdrawn.',
  },
  'clock-unknown': {
    kind: 'content',
    zh: '没有这个期限。',
    en: 'There is no such clock.',
    naming: { zh: '本办件的期限：', en: 'The case has these: ' },
  },
  'clock-not-running': { kind: 'conflict', zh: '该期限没有在计算中。', en: 'The clock is not running.' },
  'clock-not-suspended': { kind: 'conflict', zh: '该期限没有中止。', en: 'The clock is not suspended.' },
  'ground-unlawful': {
    kind: 'content',
    zh: '该事由依法不能扣除期限。',
    en: 'The law does not let this ground stop the clock.',
  },
  'extension-used': { kind: 'conflict', zh: '期限只能延长一次。', en: 'The limit may be extended only once.' },
  'extension-unlawful': {
    kind: 'conflict',
    zh: '该期限依法不能延长。',
    en: 'The law does not let this limit be extended.',
  },
  'limit-passed': {
    kind: 'conflict',
    zh: '期限已经届满，不能再延长。',
    en: 'The limit has passed and can no longer be extended.',
  },
  'not-rateable': {
    kind: 'conflict',
    zh: '办件尚未办结，暂不能评价。',
    en: 'The case has not ended, so it cannot be rated yet.',
  },
  'already-rated': { kind: 'conflict', zh: '该办件已评价过。', en: 'The case has been rated already.' },
  'effect-unknown': { kind: 'unknown', zh: '没有这个事项。', en: 'There is no such effect.' },
  'effect-not-wanted': {
    kind: 'conflict',
    zh: '该事项已处理或已取消。',
    en: 'The effect is done, cancelled or claimed by another run.',
  },
  'effect-not-failed': {
    kind: 'conflict',
    zh: '该事项没有失败，无需重试。',
    en: 'The effect has not failed, so there is nothing to retry.',
  },
  'child-unknown': { kind: 'unknown', zh: '没有这个子流程。', en: 'There is no such child process.' },
  'not-the-process': { kind: 'forbidden', zh: '此操作只能由系统执行。', en: 'Only the process itself may do this.' },
  'not-the-party': { kind: 'forbidden', zh: '此操作只能由申请人办理。', en: 'Only the applicant may do this.' },
  'no-gap-to-promise': {
    kind: 'conflict',
    zh: '申请材料齐全，应当直接受理，无需容缺。',
    en: 'Nothing is missing; accept the file as it is.',
  },
  'promise-too-long': {
    kind: 'content',
    zh: '承诺补齐的时间超过了容缺受理允许的期限。',
    en: 'The promised term is longer than an acceptance with gaps allows.',
  },
  'promise-open': {
    kind: 'conflict',
    zh: '容缺材料尚未补齐，不能作出决定。',
    en: 'Promised papers are still missing; no decision can be made yet.',
    naming: { zh: '尚缺：', en: 'Missing: ' },
  },
  'field-bound': {
    kind: 'content',
    zh: '办理单位、领取窗口和所涉证照在收件时已经确定，不能更改；确需更改的，请撤回后重新申请。',
    en: 'Which bodies take part and which certificate it is about was settled when the file was received; to change that, withdraw and apply again.',
    naming: { zh: '不能更改：', en: 'Settled are: ' },
  },
  'not-promised': {
    kind: 'content',
    zh: '受理后只能补交承诺的容缺材料。',
    en: 'After acceptance only the promised papers may be handed in.',
    naming: { zh: '可以补交：', en: 'Promised are: ' },
  },
  'list-not-spent': {
    kind: 'conflict',
    zh: '一次性告知尚未用过，无需另行批准。',
    en: 'The one list has not been used yet; no permission is needed.',
  },
  'not-terminable': {
    kind: 'conflict',
    zh: '该办件现在不能终止办理。',
    en: 'This case cannot be terminated now.',
  },
  'not-overdue': { kind: 'conflict', zh: '该期限没有超期，无需说明。', en: 'This limit has not been breached.' },
  'already-explained': {
    kind: 'conflict',
    zh: '该期限的超期已作说明。',
    en: 'The delay of this limit has been explained already.',
  },
  'nothing-awaited': {
    kind: 'conflict',
    zh: '目前不在可以提出此项申请的阶段。',
    en: 'Nothing of this kind is awaited now.',
  },
  'message-not-awaited': {
    kind: 'conflict',
    zh: '本办件的流程不等待这种消息。',
    en: 'The course of this case waits for no such message.',
  },
  'message-reason': {
    kind: 'content',
    zh: '代为登记外部消息，须写明消息来源和代为登记的理由。',
    en: 'Entering a message for its sender needs a reason: where it comes from, and why it is entered by hand.',
  },
  'messages-enough': {
    kind: 'conflict',
    zh: '本办件已收到较多尚未用到的消息，请在流程用到后再发送。',
    en: 'Many messages are kept for this case that it has not come to yet; send this one when it has.',
  },
  'complaints-enough': {
    kind: 'conflict',
    zh: '本办件的投诉已经较多，均在核实答复；还有情况的，请携带收件凭证到受理窗口，或者直接向执法监督机关反映。',
    en: 'Many complaints about this case have been taken already, and each is answered; please bring anything more to the window or to the supervisor.',
  },
  'party-unknown': {
    kind: 'content',
    zh: '没有告知过这位利害关系人。',
    en: 'Nobody of that name was told of the right to be heard.',
  },
  'already-waived': {
    kind: 'conflict',
    zh: '该当事人已书面放弃听证。',
    en: 'This party has waived the hearing already.',
  },
  'hearing-notice-short': {
    kind: 'content',
    zh: '听证日期与通知日期之间须有七个完整的工作日。',
    en: 'Seven full working days must lie between the notice and the hearing.',
  },
  'hearing-too-late': {
    kind: 'content',
    zh: '听证日期超过了法定的组织期限。',
    en: 'The hearing would be held after the limit the law sets.',
  },
  'hearing-too-early': {
    kind: 'conflict',
    zh: '未到通知的听证日期，不能举行听证。',
    en: 'The day told for the hearing has not come.',
  },
  'hearing-of-public-interest': {
    kind: 'conflict',
    zh: '涉及公共利益的听证不因申请人缺席或者撤回而终止，应当如期举行。',
    en: 'A hearing in the public interest is held whether or not anybody asked for it.',
  },
  'special-too-long': {
    kind: 'content',
    zh: '特别程序的时间超过了规定的上限。',
    en: 'The special procedure would take longer than the rule allows.',
  },
  'certificate-unknown': {
    kind: 'content',
    zh: '没有这个编号的许可证件。',
    en: 'There is no certificate of this number.',
  },
  'certificate-foreign': {
    kind: 'content',
    zh: '该许可证件不属于该申请人或者不由本机关管理。',
    en: 'The certificate belongs to another holder or another body.',
  },
  'certificate-ended': {
    kind: 'conflict',
    zh: '该许可证件已失效、被撤销或者注销。',
    en: 'The certificate has expired, or was annulled or deregistered.',
  },
  'certificate-changed': {
    kind: 'conflict',
    zh: '该许可证件的有效期已经变更，请按现有效期重新申请。',
    en: 'The certificate has been given another term since; apply again on the term it has now.',
  },
  'certificate-without-end': {
    kind: 'conflict',
    zh: '该许可证件长期有效，无需延续。',
    en: 'The certificate is valid without end; there is nothing to renew.',
  },
  'renewal-under-way': {
    kind: 'conflict',
    zh: '该许可证件的延续申请正在办理，不能重复申请。',
    en: 'A renewal of this certificate is being handled already.',
  },
  'ground-not-borne-out': {
    kind: 'conflict',
    zh: '证照登记与所称的注销事由不符。',
    en: 'The register of certificates does not bear out the ground that is named.',
  },
  'item-not-held': {
    kind: 'forbidden',
    zh: '该窗口今天不能接收这个事项。',
    en: 'This window may not receive this item today.',
  },
} as const satisfies Record<string, Sentence>;

export type RefusalCode = keyof typeof REFUSALS;

export interface Refusal {
  readonly code: RefusalCode;
  /** The article that forbids it, where a statute does. */
  readonly basis?: string;
  readonly facts?: { readonly [name: string]: Json };
  /** What it is about, in words: the papers that are missing, the post it takes. `facts` says it for programs. */
  readonly named?: readonly Text[];
}

export function refuse(
  code: RefusalCode,
  basis?: string,
  facts?: Refusal['facts'],
  named: readonly Text[] = [],
): Refusal {
  return {
    code,
    ...(basis === undefined ? {} : { basis }),
    ...(facts === undefined ? {} : { facts }),
    ...(named.length === 0 ? {} : { named }),
  };
}

/** What is wrong with a form, beside each field. */
export function formInvalid(errors: readonly FormError[], basis?: string): Refusal {
  return refuse('form-invalid', basis, {
    errors: errors.map(({ path, message }) => ({ path, message: { ...message } })),
  });
}

/** What a clerk is told. */
export function sentenceOf({ code, named = [] }: Refusal): Text {
  const { zh, en, naming }: Sentence = REFUSALS[code];
  if (!naming || named.length === 0) return { zh, en };
  return {
    zh: `${zh}${naming.zh}${named.map((name) => name.zh).join('、')}。`,
    en: `${en} ${naming.en}${named.map((name) => name.en).join(', ')}.`,
  };
}
