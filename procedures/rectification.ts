/** 差评整改 (国办发〔2019〕51号): a bad rating is looked into by the head of the body and answered; fifteen working days, one city's rule (assumption). */
import { replyOf } from './parts/reply';

export const rectification = replyOf({
  id: 'rectification',
  title: { zh: '差评整改', en: 'Rectification after a bad rating' },
  article: '国办发〔2019〕51号',
  flow: 'rectifying',
  limit: { days: 15, title: { zh: '整改反馈期限', en: 'Limit for the answer' } },
  paper: { kind: 'rectification-reply', title: { zh: '差评整改反馈书', en: 'Reply to a bad rating' } },
  task: { zh: '核实整改并反馈', en: 'Look into it, put it right, answer' },
  by: { post: 'agency-head', of: 'deciding' },
  apart: '核实与办理分离',
});
