/** 企业投资项目核准 (P7): twenty working days from acceptance (企业投资项目核准和备案管理条例 10, from general knowledge); expert review of the report does not count (许 45). */
import { singleAgencyPermit } from './single-agency-permit';
import { field } from './parts/fields';

const BASIS = '企业投资项目核准和备案管理条例第三条';

export const investmentProjectApproval = singleAgencyPermit({
  id: 'investment-project-approval',
  title: { zh: '企业投资项目核准', en: 'Approval of enterprise investment projects' },
  basis: BASIS,
  fields: {
    project: field(
      { zh: '项目名称', en: 'Name of the project' },
      { type: 'string', minLength: 1, maxLength: 100, examples: ['江阴市高端装备扩建项目'] },
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
      field: 'projectReport',
      title: { zh: '项目申请书', en: 'Project application report' },
      required: true,
      basis: '企业投资项目核准和备案管理条例第六条',
    },
    {
      field: 'siteOpinion',
      title: { zh: '用地预审与选址意见书', en: 'Opinion on site and land use' },
      required: true,
      basis: '企业投资项目核准和备案管理条例第六条',
      deferrable: true,
    },
  ],
  limit: { amount: 20, unit: 'working-days' },
  limitArticle: '行政许可法第四十二条第一款',
  extension: { amount: 10, article: '行政许可法第四十二条第一款' },
  certificate: {
    title: { zh: '项目核准批复', en: 'Project approval' },
    validity: { amount: 24, unit: 'months' },
    article: '企业投资项目核准和备案管理条例第十二条',
  },
});
