/** How an application ends without a decision on its merits (办结), and the wait for its applicant that may lead there. */

export const endsUndecided = {
  'not-accepted': { title: { zh: '不予受理', en: 'Not accepted' }, paper: 'non-acceptance-notice', light: 'bad' },
  withdrawn: {
    title: { zh: '申请人撤回', en: 'Withdrawn by the applicant' },
    paper: 'termination-notice',
    light: 'neutral',
  },
  abandoned: {
    title: { zh: '逾期未补正，终止办理', en: 'Abandoned: no supplement in time' },
    paper: 'termination-notice',
    light: 'neutral',
  },
  terminated: { title: { zh: '终止办理', en: 'Terminated' }, paper: 'termination-notice', light: 'neutral' },
} as const;

export const waits = {
  supplement: {
    title: { zh: '等待申请人补正', en: 'Waiting for the applicant to supplement' },
    clock: 'supplement',
    until: 'supplement',
    back: 'acceptance',
    lapse: { to: 'end', outcome: 'abandoned' },
  },
} as const;
