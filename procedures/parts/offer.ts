/** What each permit gives to the course they share: its own papers, limits, articles and peculiarities. */
import type { CheckPoint, Definition, JsonSchema } from '../../src/kernel/procedure/definition';
import type { Text } from '../../src/kernel/text';
import type { Limit } from '../../src/kernel/time/clock';

export type Material = Definition['materials'][number];

export interface PermitOffer {
  readonly id: string;
  readonly title: Text;
  readonly basis: string;
  /** The application form without its papers. */
  readonly fields: Readonly<Record<string, JsonSchema>>;
  readonly required: readonly string[];
  readonly materials: readonly Material[];
  /** 审查要点 of its examination, beside those that every examination has. */
  readonly checkPoints?: readonly CheckPoint[];
  readonly limit: Limit;
  readonly limitArticle: string;
  /** 建筑法 8 counts from receipt; everybody else from acceptance (许 42). Default acceptance. */
  readonly startsAt?: 'receipt' | 'acceptance';
  /** Once, by the head of the deciding body (许 42(1)); absent where the special law knows no extension. */
  readonly extension?: { readonly amount: number; readonly article: string };
  /** 承诺时限: what the body promises within the statutory limit, in working days (优化营商环境条例 36). */
  readonly promised?: number;
  /** 即办件: complete and decidable, it may be decided at once (许 34(2)). */
  readonly onTheSpot?: boolean;
  /** 告知承诺 is open to this item. */
  readonly commitment?: boolean;
  /** 现场核查 by two, within so many working days of acceptance. */
  readonly siteVisit?: { readonly days: number; readonly article: string };
  /** Whether the substance is checked, by two (许 34(3)); default yes. */
  readonly substance?: boolean;
  /** 证照 issued with the grant. */
  readonly certificate?: { readonly title: Text; readonly validity: Limit | null; readonly article: string };
  /** Working days to make and deliver the papers; ten unless a special rule says otherwise (许 44). */
  readonly delivery?: { readonly days: number; readonly article: string };
  /** Limits the law sets to special procedures. */
  readonly caps?: Definition['caps'];
  /** 初审: the body named by this field of the application reviews first (许 35, 43). */
  readonly preliminary?: { readonly field: string; readonly limit: Limit; readonly article: string };
}

export const ARTICLES = {
  acceptance: '行政许可法第三十二条第一款第四项',
  written: '行政许可法第三十二条第二款',
  supplement: '市场监督管理行政许可程序暂行规定第十五条',
  abandoned: '市场监督管理行政许可程序暂行规定第二十一条',
  termination: '市场监督管理行政许可程序暂行规定第三十条',
  review: '国办发〔2018〕118号（十一）（十二）',
  extension: '行政许可法第四十二条第一款',
  special: '行政许可法第四十五条',
  delivery: '行政许可法第四十四条',
  hearing: '行政许可法第四十七条第一款',
  delay: '优化营商环境条例第三十六条',
  gaps: '容缺受理：主要材料齐全且符合法定形式，次要材料限期补齐',
  commitment: '国办发〔2020〕42号',
} as const;
