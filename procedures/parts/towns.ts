/** The seventeen towns and streets (镇、街道), each with a service centre of its own. */
export const TOWNS = [
  'xuxiake',
  'huashi',
  'zhouzhuang',
  'xinqiao',
  'changjing',
  'gushan',
  'zhutang',
  'qingyang',
  'yuecheng',
  'huangtu',
  'chengjiang',
  'chengdong',
  'nanzha',
  'yunting',
  'shengang',
  'ligang',
  'xiagang',
] as const;

export const SERVICE_CENTRES = TOWNS.map((town) => `${town}-centre`);
