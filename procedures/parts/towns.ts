/** The seventeen towns and streets (镇、街道), each with a service centre of its own. */
import type { Text } from '../../src/kernel/text';

const NAMES = {
  xuxiake: '徐霞客镇',
  huashi: '华士镇',
  zhouzhuang: '周庄镇',
  xinqiao: '新桥镇',
  changjing: '长泾镇',
  gushan: '顾山镇',
  zhutang: '祝塘镇',
  qingyang: '青阳镇',
  yuecheng: '月城镇',
  huangtu: '璜土镇',
  chengjiang: '澄江街道',
  chengdong: '城东街道',
  nanzha: '南闸街道',
  yunting: '云亭街道',
  shengang: '申港街道',
  ligang: '利港街道',
  xiagang: '夏港街道',
} as const;

/** The id of a town is its name in Pinyin. */
const inEnglish = (id: string): string => `${id.charAt(0).toUpperCase()}${id.slice(1)}`;

/** By the id of the body. */
export const TOWNS: Readonly<Record<string, Text>> = Object.fromEntries(
  Object.entries(NAMES).map(([id, zh]) => [
    id,
    { zh, en: `${inEnglish(id)} ${zh.endsWith('镇') ? 'Town' : 'Subdistrict'}` },
  ]),
);
export const SERVICE_CENTRES: Readonly<Record<string, Text>> = Object.fromEntries(
  Object.entries(NAMES).map(([id, zh]) => [
    `${id}-centre`,
    { zh: `${zh}政务服务中心`, en: `${inEnglish(id)} Service Centre` },
  ]),
);
