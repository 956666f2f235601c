/**
 * 行政许可听证 (许 46–48), a child of the case that is heard: day, place and host told seven full working days before, held in public within
 * twenty working days of the request by somebody who has not examined the case, its record signed. Enforcement builds on the same course.
 */
import { procedure } from '../src/kernel/procedure/builder';
import { standardRungs } from '../src/kernel/time/rungs';
import { field } from './parts/fields';

const HOLD = '行政许可法第四十七条第一款';
const NOTICE = '行政许可法第四十八条';

export const hearing = procedure({
  id: 'hearing',
  title: { zh: '听证', en: 'Hearing' },
  basis: NOTICE,
  workflow: 'hearing',
  childOnly: true,
  roles: { deciding: 'holder', supervising: 'justice-bureau' },
  dataSchema: { type: 'object', properties: {}, additionalProperties: false },
  materials: [],
  facts: ['examination', 'thirdPartiesAffected', 'publicInterest', 'channels'],
  clocks: {
    hearing: {
      title: { zh: '组织听证的期限', en: 'Limit for holding the hearing' },
      kind: 'statutory',
      budget: { amount: 20, unit: 'working-days' },
      article: HOLD,
      rungs: standardRungs(HOLD),
    },
  },
  startClocks: ['hearing'],
  acceptClocks: [],
  extensions: {},
  papers: {
    'hearing-notice': {
      title: { zh: '听证通知书', en: 'Notice of the hearing' },
      on: ['hearing-appointed'],
      seal: 'approval',
      to: 'applicant',
      article: NOTICE,
    },
    'hearing-announcement': {
      title: { zh: '听证公告', en: 'Public notice of the hearing' },
      on: ['hearing-appointed'],
      seal: 'approval',
      to: 'applicant',
      article: NOTICE,
    },
    'hearing-record': {
      title: { zh: '听证笔录', en: 'Record of the hearing' },
      on: ['hearing-held'],
      seal: 'none',
      to: 'file',
      article: NOTICE,
    },
    'hearing-report': {
      title: { zh: '听证报告', en: 'Report of the hearing' },
      seal: 'none',
      to: 'file',
      article: NOTICE,
    },
  },
  outcomes: {
    held: { title: { zh: '已举行听证', en: 'Held' }, paper: 'hearing-report', light: 'good' },
    absent: {
      title: { zh: '申请人无正当理由缺席，终止听证', en: 'Ended: the applicant stayed away' },
      paper: 'hearing-report',
      light: 'neutral',
    },
    withdrawn: {
      title: { zh: '撤回听证申请，终止听证', en: 'Ended: the request was withdrawn' },
      paper: 'hearing-report',
      light: 'neutral',
    },
  },
  reviews: [],
  ladder: [
    { post: 'agency-head', of: 'deciding' },
    { post: 'supervisor', of: 'supervising' },
  ],
  waits: {},
  flow: {
    kind: 'sequence',
    id: 'hearing-process',
    blocks: [
      {
        kind: 'task',
        id: 'appointment',
        title: { zh: '确定听证', en: 'Appoint the hearing' },
        by: { post: 'agency-head', of: 'deciding', article: NOTICE },
        duty: 'hearing-appointment',
        clock: 'hearing',
        outcomes: {
          appoint: {
            title: { zh: '确定时间、地点和主持人', en: 'Set day, place and host' },
            act: 'appoint-hearing',
            schema: {
              type: 'object',
              properties: {
                heldOn: field({ zh: '听证日期', en: 'Day of the hearing' }, { type: 'string', format: 'date' }),
                startsAt: field(
                  { zh: '开始时间', en: 'Begins at' },
                  { type: 'string', pattern: '^([01][0-9]|2[0-3]):[0-5][0-9]$', examples: ['09:30'] },
                ),
                place: field(
                  { zh: '听证地点', en: 'Place of the hearing' },
                  { type: 'string', minLength: 2, maxLength: 200 },
                ),
                host: field(
                  { zh: '听证主持人', en: 'Host of the hearing' },
                  { type: 'string', minLength: 1, maxLength: 50 },
                ),
                members: field({ zh: '听证员', en: 'Members of the hearing' }, { type: 'string', maxLength: 200 }),
                clerk: field({ zh: '记录员', en: 'Clerk of the hearing' }, { type: 'string', maxLength: 50 }),
              },
              required: ['heldOn', 'startsAt', 'place', 'host'],
              additionalProperties: false,
            },
            target: { to: 'next' },
            article: NOTICE,
          },
        },
      },
      {
        kind: 'task',
        id: 'hold',
        title: { zh: '举行听证', en: 'Hold the hearing' },
        by: {
          post: 'hearing-host',
          of: 'deciding',
          notWho: ['window', 'preliminary-review', 'examination', 'legal-review', 'decision'],
          article: '行政许可法第四十八条第一款第三项',
        },
        duty: 'hearing-host',
        clock: 'hearing',
        outcomes: {
          held: {
            title: { zh: '听证结束', en: 'Held' },
            act: 'hold-hearing',
            opinionRequired: true,
            schema: {
              type: 'object',
              properties: {
                present: field(
                  { zh: '到场人员', en: 'Who was present' },
                  { type: 'string', minLength: 1, maxLength: 500 },
                ),
                record: field(
                  { zh: '听证笔录要点', en: 'Main points of the record' },
                  { type: 'string', minLength: 2, maxLength: 5000 },
                ),
                recordSigned: field(
                  {
                    zh: '听证参加人已核对笔录并签字或者盖章',
                    en: 'The participants have checked and signed or stamped the record',
                  },
                  { type: 'boolean', const: true },
                ),
              },
              required: ['present', 'record', 'recordSigned'],
              additionalProperties: false,
            },
            target: { to: 'end', outcome: 'held' },
            article: NOTICE,
          },
          postpone: {
            title: { zh: '延期，另行确定', en: 'Postpone' },
            opinionRequired: true,
            target: { to: 'back', step: 'appointment' },
          },
          absent: {
            title: { zh: '申请人缺席，终止听证', en: 'The applicant stayed away' },
            act: 'end-hearing',
            opinionRequired: true,
            target: { to: 'end', outcome: 'absent' },
          },
          withdrawn: {
            title: { zh: '申请人撤回听证申请', en: 'The request is withdrawn' },
            act: 'end-hearing',
            opinionRequired: true,
            target: { to: 'end', outcome: 'withdrawn' },
          },
        },
      },
    ],
  },
});
