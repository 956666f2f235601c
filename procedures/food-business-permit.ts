/** 食品经营许可 (P2): ten working days from acceptance, once extended by five (食品经营许可和备案管理办法; from memory, kept as configuration marked *assumption*). */
import { singleAgencyPermit } from './single-agency-permit';
import { choice, field } from './parts/fields';

const BASIS = '食品安全法第三十五条；食品经营许可和备案管理办法（总局令第78号）';

export const foodBusinessPermit = singleAgencyPermit({
  id: 'food-business-permit',
  title: { zh: '食品经营许可', en: 'Food business permit' },
  basis: BASIS,
  fields: {
    shopName: field(
      { zh: '经营者名称', en: 'Name of the business' },
      { type: 'string', minLength: 1, maxLength: 100, examples: ['徐霞客镇张记面馆'] },
    ),
    premises: field(
      { zh: '经营场所', en: 'Business premises' },
      { type: 'string', minLength: 1, maxLength: 200, examples: ['徐霞客镇霞客大道88号'] },
    ),
    business: choice(
      { zh: '经营项目', en: 'Kind of business' },
      { 餐饮服务: 'Catering', 食品销售: 'Sale of food', 单位食堂: 'Canteen' },
    ),
    area: field(
      { zh: '经营面积（平方米）', en: 'Area of the premises (m²)' },
      { type: 'number', minimum: 1, maximum: 100000 },
    ),
  },
  required: ['shopName', 'premises', 'business'],
  materials: [
    { field: 'identity', title: { zh: '申请人身份证明', en: 'Proof of identity' }, required: true, basis: BASIS },
    {
      field: 'premisesProof',
      title: { zh: '营业场所使用证明', en: 'Proof of the right to use the premises' },
      required: true,
      basis: BASIS,
    },
    { field: 'floorPlan', title: { zh: '经营场所布局图', en: 'Floor plan' }, required: true, basis: BASIS },
    {
      field: 'healthCertificates',
      title: { zh: '从业人员健康证明', en: 'Health certificates of staff' },
      required: false,
      basis: '食品安全法第四十五条',
    },
  ],
  limit: { amount: 10, unit: 'working-days' },
  limitArticle: '食品经营许可和备案管理办法（总局令第78号）',
  extension: { amount: 5, article: '食品经营许可和备案管理办法（总局令第78号）' },
  delivery: { days: 5, article: '食品经营许可和备案管理办法（总局令第78号）' },
  certificate: {
    title: { zh: '食品经营许可证', en: 'Food business permit' },
    validity: { amount: 60, unit: 'months' },
    article: '食品经营许可和备案管理办法（总局令第78号）',
  },
});
