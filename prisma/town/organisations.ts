/** The bodies of the county-level city that the seed knows: the city, its departments, two towns with their centre and team. */

export interface SeededOrganisation {
  readonly id: string;
  readonly kind:
    'city' | 'approval-bureau' | 'justice-bureau' | 'department' | 'town' | 'service-centre' | 'enforcement-bureau';
  readonly zh: string;
  readonly en: string;
  readonly parent: string | null;
}

export const organisations: readonly SeededOrganisation[] = [
  { id: 'jiangyin', kind: 'city', zh: '江阴市人民政府', en: 'Jiangyin City Government', parent: null },
  {
    id: 'approval-bureau',
    kind: 'approval-bureau',
    zh: '江阴市行政审批局',
    en: 'Jiangyin Approval Bureau',
    parent: 'jiangyin',
  },
  {
    id: 'justice-bureau',
    kind: 'justice-bureau',
    zh: '江阴市司法局',
    en: 'Jiangyin Justice Bureau',
    parent: 'jiangyin',
  },
  {
    id: 'market-bureau',
    kind: 'department',
    zh: '江阴市市场监督管理局',
    en: 'Jiangyin Market Regulation Bureau',
    parent: 'jiangyin',
  },
  {
    id: 'planning-bureau',
    kind: 'department',
    zh: '江阴市自然资源和规划局',
    en: 'Jiangyin Natural Resources and Planning Bureau',
    parent: 'jiangyin',
  },
  {
    id: 'housing-bureau',
    kind: 'department',
    zh: '江阴市住房和城乡建设局',
    en: 'Jiangyin Housing and Construction Bureau',
    parent: 'jiangyin',
  },
  {
    id: 'urban-bureau',
    kind: 'department',
    zh: '江阴市城市管理局',
    en: 'Jiangyin Urban Management Bureau',
    parent: 'jiangyin',
  },
  { id: 'xuxiake', kind: 'town', zh: '徐霞客镇人民政府', en: 'Xuxiake Town Government', parent: 'jiangyin' },
  {
    id: 'xuxiake-centre',
    kind: 'service-centre',
    zh: '徐霞客镇政务服务中心',
    en: 'Xuxiake Service Centre',
    parent: 'xuxiake',
  },
  {
    id: 'xuxiake-enforcement',
    kind: 'enforcement-bureau',
    zh: '徐霞客镇综合行政执法局',
    en: 'Xuxiake Comprehensive Enforcement Bureau',
    parent: 'xuxiake',
  },
  { id: 'huashi', kind: 'town', zh: '华士镇人民政府', en: 'Huashi Town Government', parent: 'jiangyin' },
  {
    id: 'huashi-centre',
    kind: 'service-centre',
    zh: '华士镇政务服务中心',
    en: 'Huashi Service Centre',
    parent: 'huashi',
  },
  {
    id: 'huashi-enforcement',
    kind: 'enforcement-bureau',
    zh: '华士镇综合行政执法局',
    en: 'Huashi Comprehensive Enforcement Bureau',
    parent: 'huashi',
  },
];
