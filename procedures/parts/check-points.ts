/** 审查要点 that procedures share: what is looked at in each step, with its article and the phrase for where it fails. */
import type { CheckPoint } from '../../src/kernel/procedure/definition';
import type { Material } from './offer';

/** At the window: each paper is there and in form (许 32). What it says is examined later. */
export function papersAtWindow(materials: readonly Material[]): readonly CheckPoint[] {
  return materials.map(({ field, title, basis }) => ({
    id: field,
    title: { zh: `${title.zh}齐全，符合法定形式`, en: `${title.en}: handed in and in due form` },
    basis,
    rule: { paper: field },
    phrase: { zh: `请补充提交${title.zh}。`, en: `Please hand in: ${title.en}.` },
  }));
}

/** In every examination: whether what is said is true, and whether the conditions are met (许 31, 34, 38). */
export function examined(basis: string): readonly CheckPoint[] {
  return [
    {
      id: 'authentic',
      title: { zh: '申请材料真实，相互一致', en: 'The papers are genuine and agree with each other' },
      basis: '行政许可法第三十一条、第三十四条',
      phrase: { zh: '申请材料反映的情况与实际不一致。', en: 'What the papers say does not agree with what is found.' },
    },
    {
      id: 'conditions',
      title: { zh: '符合法定条件、标准', en: 'The conditions and standards of the law are met' },
      basis,
      phrase: { zh: '不符合法定条件、标准。', en: 'The conditions and standards of the law are not met.' },
    },
  ];
}

/** 许 36, 47: whoever is directly affected is told before anything is decided. */
export const othersAffected: CheckPoint = {
  id: 'others-affected',
  title: { zh: '是否直接关系他人重大利益已经查明', en: 'Whether others are directly affected has been found out' },
  basis: '行政许可法第三十六条、第四十七条',
  phrase: { zh: '未查明是否直接关系他人重大利益。', en: 'It was not found out whether others are directly affected.' },
};

/** Before a grant: those who examined have recommended it. Nobody grants against them without reading. */
export const recommended: CheckPoint = {
  id: 'recommended',
  title: { zh: '审查意见为建议准予', en: 'The examination recommends the grant' },
  basis: '行政许可法第三十七条、第三十八条',
  rule: {
    holds: 'examination = "recommend-grant"',
    because: { zh: '依审查环节的结论', en: 'By the conclusion of the examination' },
  },
  phrase: { zh: '审查意见为建议不予。', en: 'The examination recommends the refusal.' },
};
