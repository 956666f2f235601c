/** 建设用地规划许可证 (P8): twenty working days from acceptance (城乡规划法 37–38; 许 42). */
import { singleAgencyPermit } from './single-agency-permit';
import { field } from './parts/fields';

const BASIS = '城乡规划法第三十七条、第三十八条';

export const landUsePlanningPermit = singleAgencyPermit({
  id: 'land-use-planning-permit',
  title: { zh: '建设用地规划许可证核发', en: 'Land use planning permit' },
  basis: BASIS,
  fields: {
    project: field(
      { zh: '项目名称', en: 'Name of the project' },
      { type: 'string', minLength: 1, maxLength: 100, examples: ['徐霞客镇标准厂房项目'] },
    ),
    site: field(
      { zh: '用地位置', en: 'Location of the land' },
      { type: 'string', minLength: 1, maxLength: 200, examples: ['徐霞客镇工业园区'] },
    ),
    landArea: field(
      { zh: '用地面积（平方米）', en: 'Area of the land (m²)' },
      { type: 'number', minimum: 1, maximum: 100000000 },
    ),
  },
  required: ['project', 'site', 'landArea'],
  materials: [
    {
      field: 'projectApproval',
      title: { zh: '建设项目批准、核准、备案文件', en: 'Approval, consent or filing of the project' },
      required: true,
      basis: '城乡规划法第三十七条',
    },
    {
      field: 'landContract',
      title: { zh: '国有土地使用权出让合同或者划拨决定书', en: 'Land grant contract or allocation decision' },
      required: true,
      basis: '城乡规划法第三十八条',
    },
  ],
  limit: { amount: 20, unit: 'working-days' },
  limitArticle: '行政许可法第四十二条第一款',
  extension: { amount: 10, article: '行政许可法第四十二条第一款' },
  certificate: {
    title: { zh: '建设用地规划许可证', en: 'Land-use planning permit' },
    validity: null,
    article: '城乡规划法第三十七条',
  },
});
