/** 烟花爆竹经营（零售）许可 (P5): the site is checked by two (经营许可实施办法 18); twenty working days (general knowledge, an assumption); valid for at most two years. */
import { singleAgencyPermit } from './single-agency-permit';
import { field } from './parts/fields';

const BASIS = '烟花爆竹经营许可实施办法第十八条';

export const fireworksRetailPermit = singleAgencyPermit({
  id: 'fireworks-retail-permit',
  title: { zh: '烟花爆竹零售许可', en: 'Fireworks retail permit' },
  basis: BASIS,
  fields: {
    shopName: field(
      { zh: '经营者名称', en: 'Name of the business' },
      { type: 'string', minLength: 1, maxLength: 100, examples: ['徐霞客镇老陈烟花零售点'] },
    ),
    premises: field(
      { zh: '经营场所', en: 'Business premises' },
      { type: 'string', minLength: 1, maxLength: 200, examples: ['徐霞客镇霞客大道88号'] },
    ),
    storageKg: field(
      { zh: '存放量（千克）', en: 'Quantity stored (kg)' },
      { type: 'number', minimum: 1, maximum: 300 },
    ),
  },
  required: ['shopName', 'premises', 'storageKg'],
  materials: [
    {
      field: 'identity',
      title: { zh: '零售经营者身份证明', en: 'Proof of identity of the retailer' },
      required: true,
      basis: '烟花爆竹经营许可实施办法第十七条',
    },
    {
      field: 'premisesPlan',
      title: { zh: '零售点及其周围安全条件说明', en: 'Description of the shop and the safety of its surroundings' },
      required: true,
      basis: '烟花爆竹经营许可实施办法第十七条',
    },
    {
      field: 'safetyTraining',
      title: { zh: '安全知识教育培训证明', en: 'Proof of safety training' },
      required: true,
      basis: '烟花爆竹经营许可实施办法第十六条',
    },
  ],
  limit: { amount: 20, unit: 'working-days' },
  limitArticle: '行政许可法第四十二条第一款',
  extension: { amount: 10, article: '行政许可法第四十二条第一款' },
  siteVisit: { days: 10, article: '烟花爆竹经营许可实施办法第十八条' },
  certificate: {
    title: { zh: '烟花爆竹经营（零售）许可证', en: 'Licence to retail fireworks' },
    validity: { amount: 24, unit: 'months' },
    article: '烟花爆竹经营许可实施办法第十九条',
  },
});
