/** 建筑工程施工许可证 (P11): seven days counted from receipt of the application (建筑法 8; the unit is not stated and read as working days, 许 82); the law knows no extension. */
import { singleAgencyPermit } from './single-agency-permit';
import { field } from './parts/fields';

const BASIS = '建筑法第七条、第八条';

export const constructionPermit = singleAgencyPermit({
  id: 'construction-permit',
  title: { zh: '建筑工程施工许可证核发', en: 'Construction permit' },
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
    contractPrice: field(
      { zh: '合同价格（万元）', en: 'Contract price (10,000 yuan)' },
      { type: 'number', minimum: 30, maximum: 100000000, examples: [1200] },
    ),
  },
  required: ['project', 'site', 'contractPrice'],
  materials: [
    {
      field: 'landApproval',
      title: { zh: '用地批准手续', en: 'Approval of the use of the land' },
      required: true,
      basis: '建筑法第八条',
    },
    {
      field: 'planningPermit',
      title: { zh: '建设工程规划许可证', en: 'Construction planning permit' },
      required: true,
      basis: '建筑法第八条',
    },
    {
      field: 'contractorProof',
      title: { zh: '已经确定建筑施工企业的证明', en: 'Proof that a contractor is chosen' },
      required: true,
      basis: '建筑法第八条',
    },
    {
      field: 'safetyMeasures',
      title: { zh: '保证工程质量和安全的具体措施', en: 'Measures for quality and safety' },
      required: true,
      basis: '建筑法第八条',
    },
  ],
  limit: { amount: 7, unit: 'working-days' },
  limitArticle: '建筑法第八条第二款',
  startsAt: 'receipt',
  certificate: {
    title: { zh: '建筑工程施工许可证', en: 'Construction permit' },
    validity: null,
    article: '建筑法第七条',
  },
});
