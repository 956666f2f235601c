/** The demo's 26 people, each with one post since 2020 and, for the reviewers, the qualification the law asks for (罚 58). */
import type { PostKind } from '../../src/kernel/procedure/definition';

export interface SeededPerson {
  /** In pinyin; also the person's id. */
  readonly username: string;
  readonly name: string;
  readonly email: string;
  readonly post: PostKind;
  readonly organisation: string;
  /** Number of the legal professional qualification (法律职业资格证书). */
  readonly legalCertificate?: string;
}

/** First day on which every seeded post and qualification is valid. */
export const IN_POST_SINCE = '2020-01-01';

/** How a post is called in both languages. */
export const POST_TITLES: Readonly<Record<PostKind, { readonly zh: string; readonly en: string }>> = {
  'window-clerk': { zh: '综合窗口人员', en: 'Window clerk' },
  examiner: { zh: '审查人员', en: 'Examiner' },
  approver: { zh: '审批人', en: 'Approver' },
  'agency-head': { zh: '机关负责人', en: 'Head of the agency' },
  'legal-reviewer': { zh: '法制审核人员', en: 'Legal reviewer' },
  'enforcement-officer': { zh: '执法人员', en: 'Enforcement officer' },
  administrator: { zh: '系统管理员', en: 'Administrator' },
  supervisor: { zh: '执法监督人员', en: 'Enforcement supervisor' },
  'hearing-host': { zh: '听证主持人', en: 'Hearing host' },
  publisher: { zh: '公示人员', en: 'Publisher' },
};

export const people: readonly SeededPerson[] = [
  {
    username: 'zhangwei',
    name: '张伟',
    email: 'zhang.wei@example.cn',
    post: 'window-clerk',
    organisation: 'xuxiake-centre',
  },
  {
    username: 'liuyang',
    name: '刘洋',
    email: 'liu.yang@example.cn',
    post: 'window-clerk',
    organisation: 'xuxiake-centre',
  },
  {
    username: 'chenjing',
    name: '陈静',
    email: 'chen.jing@example.cn',
    post: 'window-clerk',
    organisation: 'huashi-centre',
  },
  {
    username: 'zhaolei',
    name: '赵磊',
    email: 'zhao.lei@example.cn',
    post: 'window-clerk',
    organisation: 'huashi-centre',
  },
  {
    username: 'wangfang',
    name: '王芳',
    email: 'wang.fang@example.cn',
    post: 'examiner',
    organisation: 'approval-bureau',
  },
  { username: 'lina', name: '李娜', email: 'li.na@example.cn', post: 'examiner', organisation: 'approval-bureau' },
  {
    username: 'sunqiang',
    name: '孙强',
    email: 'sun.qiang@example.cn',
    post: 'examiner',
    organisation: 'approval-bureau',
  },
  {
    username: 'zhoumin',
    name: '周敏',
    email: 'zhou.min@example.cn',
    post: 'examiner',
    organisation: 'approval-bureau',
  },
  { username: 'wujun', name: '吴军', email: 'wu.jun@example.cn', post: 'approver', organisation: 'approval-bureau' },
  {
    username: 'zhengyan',
    name: '郑艳',
    email: 'zheng.yan@example.cn',
    post: 'approver',
    organisation: 'approval-bureau',
  },
  {
    username: 'qianjianguo',
    name: '钱建国',
    email: 'qian.jianguo@example.cn',
    post: 'agency-head',
    organisation: 'approval-bureau',
  },
  {
    username: 'shijie',
    name: '施杰',
    email: 'shi.jie@example.cn',
    post: 'administrator',
    organisation: 'approval-bureau',
  },
  {
    username: 'fenglei',
    name: '冯蕾',
    email: 'feng.lei@example.cn',
    post: 'legal-reviewer',
    organisation: 'justice-bureau',
    legalCertificate: 'A20133202810016',
  },
  {
    username: 'jiangtao',
    name: '蒋涛',
    email: 'jiang.tao@example.cn',
    post: 'legal-reviewer',
    organisation: 'justice-bureau',
    legalCertificate: 'A20163202810045',
  },
  {
    username: 'shenhong',
    name: '沈红',
    email: 'shen.hong@example.cn',
    post: 'agency-head',
    organisation: 'justice-bureau',
  },
  {
    username: 'zhujianhua',
    name: '朱建华',
    email: 'zhu.jianhua@example.cn',
    post: 'supervisor',
    organisation: 'justice-bureau',
  },
  {
    username: 'caomin',
    name: '曹敏',
    email: 'cao.min@example.cn',
    post: 'agency-head',
    organisation: 'xuxiake-enforcement',
  },
  {
    username: 'hanbing',
    name: '韩冰',
    email: 'han.bing@example.cn',
    post: 'enforcement-officer',
    organisation: 'xuxiake-enforcement',
  },
  {
    username: 'yangfan',
    name: '杨帆',
    email: 'yang.fan@example.cn',
    post: 'enforcement-officer',
    organisation: 'xuxiake-enforcement',
  },
  {
    username: 'lvhong',
    name: '吕宏',
    email: 'lv.hong@example.cn',
    post: 'agency-head',
    organisation: 'huashi-enforcement',
  },
  {
    username: 'xulei',
    name: '徐磊',
    email: 'xu.lei@example.cn',
    post: 'enforcement-officer',
    organisation: 'huashi-enforcement',
  },
  {
    username: 'heping',
    name: '何平',
    email: 'he.ping@example.cn',
    post: 'enforcement-officer',
    organisation: 'huashi-enforcement',
  },
  { username: 'qinyu', name: '秦雨', email: 'qin.yu@example.cn', post: 'examiner', organisation: 'market-bureau' },
  { username: 'youlan', name: '尤兰', email: 'you.lan@example.cn', post: 'examiner', organisation: 'planning-bureau' },
  { username: 'xuning', name: '许宁', email: 'xu.ning@example.cn', post: 'examiner', organisation: 'housing-bureau' },
  {
    username: 'xiaolin',
    name: '肖琳',
    email: 'xiao.lin@example.cn',
    post: 'publisher',
    organisation: 'approval-bureau',
  },
];
