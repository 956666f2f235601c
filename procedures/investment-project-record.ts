/** 企业投资项目备案 (P7 as a record): the project is told before it starts and recorded; three working days are the body’s own limit (assumption, the regulation names none). */
import { registration } from './registration';
import { field } from './parts/fields';

const BASIS = '企业投资项目核准和备案管理条例第十三条';

export const investmentProjectRecord = registration({
  id: 'investment-project-record',
  title: { zh: '企业投资项目备案', en: 'Filing of enterprise investment projects' },
  basis: BASIS,
  fields: {
    project: field(
      { zh: '项目名称', en: 'Name of the project' },
      { type: 'string', minLength: 1, maxLength: 100, examples: ['江阴市智能包装技改项目'] },
    ),
    site: field(
      { zh: '建设地点', en: 'Place of construction' },
      { type: 'string', minLength: 1, maxLength: 200, examples: ['徐霞客镇工业园区'] },
    ),
    investment: field(
      { zh: '总投资（万元）', en: 'Total investment (10,000 yuan)' },
      { type: 'number', minimum: 1, maximum: 100000000 },
    ),
  },
  required: ['project', 'site', 'investment'],
  materials: [
    {
      field: 'projectStatement',
      title: { zh: '项目备案信息表', en: 'Statement of the project' },
      required: true,
      basis: BASIS,
    },
  ],
  limit: { amount: 3, unit: 'working-days' },
  limitArticle: BASIS,
  startsAt: 'receipt',
  paper: { kind: 'filing-receipt', title: { zh: '备案回执', en: 'Receipt of the record' }, article: BASIS },
});
