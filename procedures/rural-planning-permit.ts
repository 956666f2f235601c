/** 乡村建设规划许可证 (P10): received and first reviewed by the town within twenty working days, decided by the county body; the applicant hands in once (城乡规划法 41; 许 35, 43). */
import { TOWNS } from './parts/towns';
import { singleAgencyPermit } from './single-agency-permit';
import { choice, field } from './parts/fields';

const BASIS = '城乡规划法第四十一条；行政许可法第三十五条、第四十三条';

export const ruralPlanningPermit = singleAgencyPermit({
  id: 'rural-planning-permit',
  title: { zh: '乡村建设规划许可证核发', en: 'Rural planning permit' },
  basis: BASIS,
  fields: {
    project: field(
      { zh: '建设项目', en: 'Construction project' },
      { type: 'string', minLength: 1, maxLength: 100, examples: ['村民住宅翻建'] },
    ),
    site: field(
      { zh: '建设地点', en: 'Place of construction' },
      { type: 'string', minLength: 1, maxLength: 200, examples: ['徐霞客镇璜塘村'] },
    ),
    town: choice({ zh: '项目所在镇街', en: 'Town or subdistrict of the project' }, TOWNS),
  },
  required: ['project', 'site', 'town'],
  materials: [
    {
      field: 'identity',
      title: { zh: '申请人身份证明', en: 'Proof of identity' },
      required: true,
      basis: '城乡规划法第四十一条',
    },
    {
      field: 'villageOpinion',
      title: { zh: '村民委员会意见', en: 'Opinion of the village committee' },
      required: true,
      basis: '城乡规划法第四十一条',
    },
    {
      field: 'designPlan',
      title: { zh: '建设工程设计方案', en: 'Design plan' },
      required: true,
      basis: '城乡规划法第四十一条',
    },
  ],
  limit: { amount: 20, unit: 'working-days' },
  limitArticle: '行政许可法第四十二条第一款',
  extension: { amount: 10, article: '行政许可法第四十二条第一款' },
  preliminary: { field: 'town', limit: { amount: 20, unit: 'working-days' }, article: '行政许可法第四十三条' },
  certificate: {
    title: { zh: '乡村建设规划许可证', en: 'Rural planning permit' },
    validity: null,
    article: '城乡规划法第四十一条',
  },
});
