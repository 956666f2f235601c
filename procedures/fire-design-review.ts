/** 特殊建设工程消防设计审查 (P12): fifteen working days, an expert review of at most twenty more (建设工程消防设计审查验收管理暂行规定 22). */
import { singleAgencyPermit } from './single-agency-permit';
import { field } from './parts/fields';

const BASIS = '建设工程消防设计审查验收管理暂行规定第二十二条';

export const fireDesignReview = singleAgencyPermit({
  id: 'fire-design-review',
  title: { zh: '建设工程消防设计审查', en: 'Fire design review of construction projects' },
  basis: BASIS,
  fields: {
    project: field(
      { zh: '工程名称', en: 'Name of the works' },
      { type: 'string', minLength: 1, maxLength: 100, examples: ['徐霞客镇文体中心'] },
    ),
    site: field(
      { zh: '工程地点', en: 'Place of the works' },
      { type: 'string', minLength: 1, maxLength: 200, examples: ['徐霞客镇新城路1号'] },
    ),
  },
  required: ['project', 'site'],
  materials: [
    {
      field: 'applicationForm',
      title: { zh: '消防设计审查申请表', en: 'Application form' },
      required: true,
      basis: '建设工程消防设计审查验收管理暂行规定第十六条',
    },
    {
      field: 'fireDesign',
      title: { zh: '消防设计文件', en: 'Fire design documents' },
      required: true,
      basis: '建设工程消防设计审查验收管理暂行规定第十六条',
    },
    {
      field: 'planningPermit',
      title: { zh: '建设工程规划许可文件', en: 'Construction planning permit' },
      required: false,
      basis: '建设工程消防设计审查验收管理暂行规定第十六条',
    },
  ],
  limit: { amount: 15, unit: 'working-days' },
  limitArticle: BASIS,
  caps: { 'expert-review': { days: 20, article: BASIS } },
});
