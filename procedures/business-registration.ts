/** 市场主体设立登记 (P1): on the spot, else within three working days, once extended by three (市场主体登记管理条例 19). */
import { registration } from './registration';
import { choice, field } from './parts/fields';

const BASIS = '市场主体登记管理条例第十九条、第二十一条';

export const businessRegistration = registration({
  id: 'business-registration',
  title: { zh: '市场主体设立登记', en: 'Registration of market entities' },
  basis: BASIS,
  fields: {
    businessName: field(
      { zh: '名称', en: 'Name' },
      { type: 'string', minLength: 1, maxLength: 100, examples: ['江阴市徐霞客镇张记面馆'] },
    ),
    kind: choice(
      { zh: '主体类型', en: 'Kind of entity' },
      {
        个体工商户: 'Individual business',
        有限责任公司: 'Limited liability company',
        个人独资企业: 'Sole proprietorship enterprise',
      },
    ),
    premises: field(
      { zh: '经营场所', en: 'Business premises' },
      { type: 'string', minLength: 1, maxLength: 200, examples: ['徐霞客镇霞客大道88号'] },
    ),
    scope: field(
      { zh: '经营范围', en: 'Scope of business' },
      { type: 'string', minLength: 2, maxLength: 500, examples: ['餐饮服务'] },
    ),
  },
  required: ['businessName', 'kind', 'premises', 'scope'],
  materials: [
    {
      field: 'identity',
      title: { zh: '申请人身份证明', en: 'Proof of identity' },
      required: true,
      basis: '市场主体登记管理条例第十六条',
    },
    {
      field: 'premisesProof',
      title: { zh: '住所或者主要经营场所使用证明', en: 'Proof of the right to use the premises' },
      required: true,
      basis: '市场主体登记管理条例第十六条',
      deferrable: true,
    },
    {
      field: 'articlesOfAssociation',
      title: { zh: '公司章程或者合伙协议', en: 'Articles of association or partnership agreement' },
      required: false,
      basis: '市场主体登记管理条例第十六条',
    },
  ],
  limit: { amount: 3, unit: 'working-days' },
  limitArticle: '市场主体登记管理条例第十九条',
  startsAt: 'receipt',
  extension: { amount: 3, article: '市场主体登记管理条例第十九条' },
  paper: {
    kind: 'registration-decision',
    title: { zh: '准予登记通知书', en: 'Notice of registration' },
    article: '市场主体登记管理条例第二十一条',
  },
  certificate: {
    title: { zh: '营业执照', en: 'Business licence' },
    validity: null,
    article: '市场主体登记管理条例第二十一条',
  },
});
