/** 竣工验收备案 (P16, not a permit): the builder files within fifteen days of acceptance of the works (备案管理办法 4); five working days to check are the body’s own limit (assumption). */
import { registration } from './registration';

const BASIS = '房屋建筑和市政基础设施工程竣工验收备案管理办法第四条';

export const completionRecord = registration({
  id: 'completion-record',
  title: { zh: '房屋建筑工程竣工验收备案', en: 'Record of completed works' },
  basis: BASIS,
  fields: {
    project: {
      type: 'string',
      title: '工程名称',
      minLength: 1,
      maxLength: 100,
      examples: ['徐霞客镇标准厂房一期工程'],
    },
    site: { type: 'string', title: '工程地点', minLength: 1, maxLength: 200, examples: ['徐霞客镇工业园区'] },
    acceptedOn: { type: 'string', title: '竣工验收合格日期', format: 'date' },
  },
  required: ['project', 'site', 'acceptedOn'],
  materials: [
    { field: 'form', title: { zh: '竣工验收备案表', en: 'Form' }, required: true, basis: BASIS },
    { field: 'report', title: { zh: '竣工验收报告', en: 'Report of acceptance' }, required: true, basis: BASIS },
    { field: 'fire', title: { zh: '消防验收文件', en: 'Fire acceptance' }, required: true, basis: BASIS },
  ],
  limit: { amount: 5, unit: 'working-days' },
  limitArticle: BASIS,
  paper: { kind: 'filing-receipt', title: { zh: '备案回执', en: 'Receipt of the record' }, article: BASIS },
});
