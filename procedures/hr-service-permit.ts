/** 人力资源服务许可、劳务派遣经营许可 (P6): twenty working days from acceptance (就业促进法; 劳动合同法; the limit is general knowledge, an assumption). */
import { singleAgencyPermit } from './single-agency-permit';
import { choice, field } from './parts/fields';

const BASIS = '就业促进法第四十条；人力资源市场暂行条例第十八条';

export const hrServicePermit = singleAgencyPermit({
  id: 'hr-service-permit',
  title: { zh: '人力资源服务许可', en: 'Human resources service permit' },
  basis: BASIS,
  fields: {
    companyName: field(
      { zh: '单位名称', en: 'Name of the company' },
      { type: 'string', minLength: 1, maxLength: 100, examples: ['江阴市众合人力资源有限公司'] },
    ),
    premises: field(
      { zh: '经营场所', en: 'Business premises' },
      { type: 'string', minLength: 1, maxLength: 200, examples: ['徐霞客镇霞客大道88号'] },
    ),
    service: choice(
      { zh: '业务', en: 'Service' },
      { 人力资源服务: 'Human resources services', 劳务派遣: 'Labour dispatch' },
    ),
  },
  required: ['companyName', 'premises', 'service'],
  materials: [
    {
      field: 'businessLicence',
      title: { zh: '营业执照', en: 'Business licence' },
      required: true,
      basis: '就业促进法第四十条',
    },
    {
      field: 'premisesProof',
      title: { zh: '固定场所和开办资金证明', en: 'Proof of fixed premises and of funds' },
      required: true,
      basis: '就业促进法第四十条',
    },
    {
      field: 'staffCertificates',
      title: { zh: '专职工作人员资格证明', en: 'Certificates of full-time staff' },
      required: true,
      basis: '就业促进法第四十条',
      deferrable: true,
      byCommitment: true,
    },
  ],
  limit: { amount: 20, unit: 'working-days' },
  limitArticle: '行政许可法第四十二条第一款',
  extension: { amount: 10, article: '行政许可法第四十二条第一款' },
  promised: 12,
  commitment: true,
  certificate: {
    title: { zh: '人力资源服务（劳务派遣）许可证', en: 'Licence for human-resources services' },
    validity: null,
    article: '劳务派遣行政许可实施办法',
  },
});
