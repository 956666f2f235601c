/** 污水排入排水管网许可 (P14): twenty working days from acceptance (城镇排水与污水处理条例 21; 许 42); valid for five years (排水许可管理办法, from memory, an assumption). */
import { singleAgencyPermit } from './single-agency-permit';
import { field } from './parts/fields';

const BASIS = '城镇排水与污水处理条例第二十一条';

export const drainagePermit = singleAgencyPermit({
  id: 'drainage-permit',
  title: { zh: '污水排入排水管网许可', en: 'Drainage permit' },
  basis: BASIS,
  fields: {
    drainer: field(
      { zh: '排水户名称', en: 'Name of the discharger' },
      { type: 'string', minLength: 1, maxLength: 100, examples: ['徐霞客镇利民洗染厂'] },
    ),
    premises: field(
      { zh: '经营场所', en: 'Business premises' },
      { type: 'string', minLength: 1, maxLength: 200, examples: ['徐霞客镇霞客大道88号'] },
    ),
    dailyVolume: field(
      { zh: '日排水量（立方米）', en: 'Discharge per day (m³)' },
      { type: 'number', minimum: 0.1, maximum: 1000000 },
    ),
  },
  required: ['drainer', 'premises', 'dailyVolume'],
  materials: [
    {
      field: 'drainagePlan',
      title: { zh: '排水管网和预处理设施图纸', en: 'Drawings of the drains and of the treatment before them' },
      required: true,
      basis: '城镇排水与污水处理条例第二十二条',
    },
    {
      field: 'waterTestReport',
      title: { zh: '排水水质、水量检测报告', en: 'Report on quality and quantity of the water' },
      required: true,
      basis: '城镇排水与污水处理条例第二十二条',
      deferrable: true,
    },
  ],
  limit: { amount: 20, unit: 'working-days' },
  limitArticle: '行政许可法第四十二条第一款',
  extension: { amount: 10, article: '行政许可法第四十二条第一款' },
  promised: 10,
  certificate: {
    title: { zh: '城镇污水排入排水管网许可证', en: 'Drainage permit' },
    validity: { amount: 60, unit: 'months' },
    article: '城镇污水排入排水管网许可管理办法',
  },
});
