/** 竣工验收备案 (P16, not a permit): the builder files within fifteen days of acceptance of the works (备案管理办法 4); five working days to check are the body’s own limit (assumption). */
import { registration } from './registration';
import { field } from './parts/fields';

const BASIS = '房屋建筑和市政基础设施工程竣工验收备案管理办法第四条';

export const completionRecord = registration({
  id: 'completion-record',
  title: { zh: '房屋建筑和市政基础设施工程竣工验收备案', en: 'Filing of completion of building and municipal works' },
  basis: BASIS,
  fields: {
    project: field(
      { zh: '工程名称', en: 'Name of the works' },
      { type: 'string', minLength: 1, maxLength: 100, examples: ['徐霞客镇标准厂房一期工程'] },
    ),
    site: field(
      { zh: '工程地点', en: 'Place of the works' },
      { type: 'string', minLength: 1, maxLength: 200, examples: ['徐霞客镇工业园区'] },
    ),
    acceptedOn: field(
      { zh: '竣工验收合格日期', en: 'Day the completed works passed acceptance' },
      { type: 'string', format: 'date' },
    ),
  },
  required: ['project', 'site', 'acceptedOn'],
  materials: [
    {
      field: 'completionReport',
      title: { zh: '工程竣工验收报告', en: 'Report of completion' },
      required: true,
      basis: '房屋建筑和市政基础设施工程竣工验收备案管理办法第五条',
    },
    {
      field: 'acceptanceDocuments',
      title: { zh: '规划、环保等部门出具的认可文件', en: 'Documents of the authorities for planning and ecology' },
      required: true,
      basis: '房屋建筑和市政基础设施工程竣工验收备案管理办法第五条',
    },
    {
      field: 'qualityGuarantee',
      title: { zh: '工程质量保修书', en: 'Guarantee of quality' },
      required: true,
      basis: '房屋建筑和市政基础设施工程竣工验收备案管理办法第五条',
    },
  ],
  limit: { amount: 5, unit: 'working-days' },
  limitArticle: BASIS,
  startsAt: 'receipt',
  paper: { kind: 'filing-receipt', title: { zh: '备案回执', en: 'Receipt of the record' }, article: BASIS },
});
