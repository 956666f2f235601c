/** 公共场所卫生许可 (P3): twenty working days (实施细则 22); on commitment in practice (assumption, from general knowledge); valid for four years (实施细则 25, from memory, an assumption). */
import { singleAgencyPermit } from './single-agency-permit';

const BASIS = '公共场所卫生管理条例实施细则第二十二条';

export const publicPlaceHygienePermit = singleAgencyPermit({
  id: 'public-place-hygiene-permit',
  title: { zh: '公共场所卫生许可', en: 'Hygiene permit for public places' },
  basis: BASIS,
  fields: {
    placeName: { type: 'string', title: '场所名称', minLength: 1, maxLength: 100, examples: ['徐霞客镇云舒宾馆'] },
    premises: { type: 'string', title: '经营场所', minLength: 1, maxLength: 200, examples: ['徐霞客镇霞客大道88号'] },
    placeKind: {
      type: 'string',
      title: '场所类别',
      enum: ['宾馆旅店', '美容美发', '公共浴室', '游泳场所', '商场超市'],
    },
  },
  required: ['placeName', 'premises', 'placeKind'],
  materials: [
    { field: 'identity', title: { zh: '申请人身份证明', en: 'Proof of identity' }, required: true, basis: BASIS },
    { field: 'floorPlan', title: { zh: '场所平面布局图', en: 'Floor plan' }, required: true, basis: BASIS },
    {
      field: 'hygieneReport',
      title: { zh: '卫生检测或者评价报告', en: 'Hygiene report' },
      required: true,
      basis: BASIS,
      byCommitment: true,
    },
    {
      field: 'hygieneRules',
      title: { zh: '卫生管理制度', en: 'Hygiene rules' },
      required: true,
      basis: BASIS,
      deferrable: true,
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
