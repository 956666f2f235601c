/** 临时建设审批 (P15): twenty working days from acceptance (城乡规划法 44; 许 42); the builder demolishes at the end of the term, at most two years. */
import { singleAgencyPermit } from './single-agency-permit';
import { field } from './parts/fields';

const BASIS = '城乡规划法第四十四条';

export const temporaryConstructionPermit = singleAgencyPermit({
  id: 'temporary-construction-permit',
  title: { zh: '临时建设审批', en: 'Temporary construction permit' },
  basis: BASIS,
  fields: {
    project: field(
      { zh: '临时建设名称', en: 'Name of the temporary works' },
      { type: 'string', minLength: 1, maxLength: 100, examples: ['徐霞客镇工地临时用房'] },
    ),
    site: field(
      { zh: '建设地点', en: 'Place of construction' },
      { type: 'string', minLength: 1, maxLength: 200, examples: ['徐霞客镇霞客大道北侧'] },
    ),
    demolishBy: field(
      { zh: '自行拆除承诺日期', en: 'Day by which it will be demolished, as promised' },
      { type: 'string', format: 'date' },
    ),
  },
  required: ['project', 'site', 'demolishBy'],
  materials: [
    {
      field: 'landRight',
      title: { zh: '使用土地的有关证明文件', en: 'Proof of the right to the land' },
      required: true,
      basis: BASIS,
    },
    { field: 'designPlan', title: { zh: '临时建设设计方案', en: 'Design plan' }, required: true, basis: BASIS },
    {
      field: 'demolitionPromise',
      title: { zh: '到期自行拆除承诺书', en: 'Promise to demolish at the end' },
      required: true,
      basis: BASIS,
    },
  ],
  limit: { amount: 20, unit: 'working-days' },
  limitArticle: '行政许可法第四十二条第一款',
  extension: { amount: 10, article: '行政许可法第四十二条第一款' },
  certificate: {
    title: { zh: '临时建设工程规划许可证', en: 'Temporary construction permit' },
    validity: { amount: 24, unit: 'months' },
    article: '城乡规划法第四十四条',
  },
});
