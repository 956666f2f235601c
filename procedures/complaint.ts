/** 投诉 (优化营商环境条例 49): a complaint about how a case is handled is answered by the supervisor; fifteen working days (assumption). */
import { replyOf } from './parts/reply';

export const complaint = replyOf({
  id: 'complaint',
  title: { zh: '投诉处理', en: 'Complaint' },
  article: '优化营商环境条例第四十九条',
  flow: 'complaining',
  limit: { days: 15, title: { zh: '投诉答复期限', en: 'Limit for the answer' } },
  paper: { kind: 'complaint-reply', title: { zh: '投诉处理答复书', en: 'Reply to a complaint' } },
  task: { zh: '核查投诉并答复', en: 'Look into the complaint and answer' },
  by: { post: 'supervisor', of: 'supervising' },
  apart: '处理与办理分离',
});
