/** 建设工程规划许可证 (P9): twenty working days from acceptance (许 42), once extended by ten by the agency head. */
import { singleAgencyPermit } from './single-agency-permit';
import { field } from './parts/fields';

const BASIS = '城乡规划法第四十条';

export const constructionPlanningPermit = singleAgencyPermit({
  id: 'construction-planning-permit',
  title: { zh: '建设工程规划许可', en: 'Construction planning permit' },
  basis: BASIS,
  fields: {
    project: field(
      { zh: '项目名称', en: 'Name of the project' },
      { type: 'string', minLength: 1, maxLength: 100, examples: ['徐霞客镇标准厂房项目'] },
    ),
    site: field(
      { zh: '建设地点', en: 'Place of construction' },
      { type: 'string', minLength: 1, maxLength: 200, examples: ['徐霞客镇工业园区'] },
    ),
    floorArea: field(
      { zh: '建筑面积（平方米）', en: 'Floor area (m²)' },
      { type: 'number', minimum: 1, maximum: 10000000 },
    ),
  },
  required: ['project', 'site', 'floorArea'],
  materials: [
    {
      field: 'landRight',
      title: { zh: '使用土地的有关证明文件', en: 'Proof of the right to the land' },
      required: true,
      basis: BASIS,
    },
    { field: 'designPlan', title: { zh: '建设工程设计方案', en: 'Design plan' }, required: true, basis: BASIS },
    { field: 'detailedPlan', title: { zh: '修建性详细规划', en: 'Site detailed plan' }, required: false, basis: BASIS },
  ],
  limit: { amount: 20, unit: 'working-days' },
  limitArticle: '行政许可法第四十二条第一款',
  extension: { amount: 10, article: '行政许可法第四十二条第一款' },
  certificate: {
    title: { zh: '建设工程规划许可证', en: 'Construction planning permit' },
    validity: null,
    article: BASIS,
  },
});
