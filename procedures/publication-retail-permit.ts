/** 出版物零售许可 (P4): twenty working days from acceptance (出版物市场管理规定 10); the term of the licence, six years, is from memory and an assumption. */
import { singleAgencyPermit } from './single-agency-permit';
import { field } from './parts/fields';

const BASIS = '出版物市场管理规定第十条';

export const publicationRetailPermit = singleAgencyPermit({
  id: 'publication-retail-permit',
  title: { zh: '出版物零售许可', en: 'Publication retail permit' },
  basis: BASIS,
  fields: {
    shopName: field(
      { zh: '单位名称', en: 'Name of the company' },
      { type: 'string', minLength: 1, maxLength: 100, examples: ['徐霞客镇晓风书屋'] },
    ),
    premises: field(
      { zh: '经营场所', en: 'Business premises' },
      { type: 'string', minLength: 1, maxLength: 200, examples: ['徐霞客镇霞客大道88号'] },
    ),
  },
  required: ['shopName', 'premises'],
  materials: [
    { field: 'identity', title: { zh: '申请人身份证明', en: 'Proof of identity' }, required: true, basis: BASIS },
    { field: 'businessLicence', title: { zh: '营业执照', en: 'Business licence' }, required: true, basis: BASIS },
    {
      field: 'premisesProof',
      title: { zh: '经营场所使用证明', en: 'Proof of the right to use the premises' },
      required: true,
      basis: BASIS,
      deferrable: true,
      byCommitment: true,
    },
  ],
  limit: { amount: 20, unit: 'working-days' },
  limitArticle: '出版物市场管理规定第十条',
  extension: { amount: 10, article: '行政许可法第四十二条第一款' },
  promised: 10,
  onTheSpot: true,
  commitment: true,
  certificate: {
    title: { zh: '出版物经营许可证', en: 'Licence to trade in publications' },
    validity: { amount: 72, unit: 'months' },
    article: '出版物市场管理规定第十条',
  },
});
