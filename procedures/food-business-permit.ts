/** 食品经营许可 (P2): ten working days from acceptance, once extended by five (食品经营许可和备案管理办法; from memory, kept as configuration marked *assumption*). */
import type { CheckPoint } from '../src/kernel/procedure/definition';
import type { Text } from '../src/kernel/text';
import { singleAgencyPermit } from './single-agency-permit';
import { choice, field } from './parts/fields';

const BASIS = '食品安全法第三十五条；食品经营许可和备案管理办法（总局令第78号）';

/** What an officer looks at on the premises; no rule can tell it. */
const point = (id: string, title: Text, basis: string, phrase: Text): CheckPoint => ({ id, title, basis, phrase });

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
  checkPoints: [
    point(
      'surroundings',
      {
        zh: '场所与原料、加工相适应，环境整洁，与有毒有害场所保持规定距离',
        en: 'Premises fit the business, are clean, and keep their distance from what is toxic',
      },
      '食品安全法第三十三条第一款第一项',
      { zh: '经营场所环境不符合要求。', en: 'The surroundings of the premises are not as required.' },
    ),
    point(
      'equipment',
      {
        zh: '消毒、更衣、盥洗、通风、防腐、防尘、防蝇、防鼠、洗涤和废水、垃圾处理设施齐备',
        en: 'Facilities for washing, changing, airing, and against dust, flies and rats',
      },
      '食品安全法第三十三条第一款第二项',
      { zh: '设备、设施不齐备。', en: 'Facilities are missing.' },
    ),
    point(
      'staff-and-rules',
      {
        zh: '有食品安全管理人员和保证食品安全的规章制度',
        en: 'Somebody answers for food safety, and there are rules for it',
      },
      '食品安全法第三十三条第一款第三项',
      {
        zh: '未配备食品安全管理人员或者缺少规章制度。',
        en: 'Nobody answers for food safety, or there are no rules for it.',
      },
    ),
    point(
      'layout',
      { zh: '布局和流程合理，防止生熟交叉污染', en: 'The layout keeps raw and cooked food apart' },
      '食品安全法第三十三条第一款第四项',
      { zh: '布局、流程不合理，存在交叉污染。', en: 'The layout lets raw and cooked food meet.' },
    ),
    point(
      'health',
      { zh: '接触直接入口食品的人员取得健康证明', en: 'Whoever touches ready-to-eat food has a health certificate' },
      '食品安全法第四十五条',
      { zh: '从业人员未取得健康证明。', en: 'Staff have no health certificates.' },
    ),
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
