/** 公共场所卫生许可 (P3): twenty working days (实施细则 22); on commitment in practice (assumption, from general knowledge); valid for four years (实施细则 25, from memory, an assumption). */
import { singleAgencyPermit } from './single-agency-permit';
import { choice, field } from './parts/fields';

const BASIS = '公共场所卫生管理条例实施细则第二十二条';

export const publicPlaceHygienePermit = singleAgencyPermit({
  id: 'public-place-hygiene-permit',
  title: { zh: '公共场所卫生许可', en: 'Public place hygiene permit' },
  basis: BASIS,
  fields: {
    placeName: field(
      { zh: '场所名称', en: 'Name of the place' },
      { type: 'string', minLength: 1, maxLength: 100, examples: ['徐霞客镇云舒宾馆'] },
    ),
    premises: field(
      { zh: '经营场所', en: 'Business premises' },
      { type: 'string', minLength: 1, maxLength: 200, examples: ['徐霞客镇霞客大道88号'] },
    ),
    placeKind: choice(
      { zh: '场所类别', en: 'Kind of place' },
      {
        宾馆旅店: 'Hotel or inn',
        美容美发: 'Beauty or hair salon',
        公共浴室: 'Public bath',
        游泳场所: 'Swimming pool',
        商场超市: 'Department store or supermarket',
      },
    ),
  },
  required: ['placeName', 'premises', 'placeKind'],
  materials: [
    {
      field: 'identity',
      title: { zh: '法定代表人或者负责人身份证明', en: 'Proof of identity of the person in charge' },
      required: true,
      basis: '公共场所卫生管理条例实施细则第二十三条',
    },
    {
      field: 'premisesPlan',
      title: {
        zh: '公共场所地址方位示意图、平面图和卫生设施平面布局图',
        en: 'Site plan, floor plan and layout of hygiene facilities',
      },
      required: true,
      basis: '公共场所卫生管理条例实施细则第二十三条',
    },
    {
      field: 'hygieneTestReport',
      title: { zh: '公共场所卫生检测或者评价报告', en: 'Report of a hygiene test or assessment' },
      required: true,
      basis: '公共场所卫生管理条例实施细则第二十三条',
      deferrable: true,
      byCommitment: true,
    },
    {
      field: 'hygieneRules',
      title: { zh: '公共场所卫生管理制度', en: 'Hygiene rules of the premises' },
      required: true,
      basis: '公共场所卫生管理条例实施细则第二十三条',
      deferrable: true,
      byCommitment: true,
    },
  ],
  limit: { amount: 20, unit: 'working-days' },
  limitArticle: '行政许可法第四十二条第一款',
  extension: { amount: 10, article: '行政许可法第四十二条第一款' },
  promised: 10,
  commitment: true,
  certificate: {
    title: { zh: '公共场所卫生许可证', en: 'Hygiene permit' },
    validity: { amount: 48, unit: 'months' },
    article: '公共场所卫生管理条例实施细则第二十五条',
  },
});
