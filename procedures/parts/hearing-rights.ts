/** 告知利害关系人与听证 (许 36, 46, 47): told before anything is decided, five working days to ask, and the hearing a case of its own. */
import { ARTICLES } from './offer';
import { field } from './fields';

/** Facts of this part before anybody has said anything. */
export const HEARING_DEFAULTS = {
  thirdPartiesAffected: false,
  publicInterest: false,
  told: false,
  heard: false,
} as const;

export const hearingRights = {
  kind: 'choice',
  id: 'interests',
  title: { zh: '是否直接关系他人重大利益或者涉及公共利益', en: 'Are others or the public directly affected?' },
  branches: [
    {
      id: 'others-affected',
      // Found in a later round, a public interest is heard all the same (许 46), though others were told before.
      when: '(told = false and thirdPartiesAffected = true) or (heard = false and publicInterest = true)',
      because: {
        zh: '许可事项直接关系他人重大利益或者涉及公共利益，应当先行告知',
        en: 'Others or the public are directly affected, so they are told first',
      },
      block: {
        kind: 'sequence',
        id: 'hearing-course',
        blocks: [
          {
            kind: 'task',
            id: 'telling',
            title: { zh: '告知利害关系人', en: 'Tell the interested parties' },
            by: { post: 'examiner', of: 'deciding', notWho: ['window', 'decision'], article: '行政许可法第三十六条' },
            duty: 'examination',
            clock: 'decision',
            outcomes: {
              tell: {
                title: {
                  zh: '告知申请人和利害关系人享有陈述、申辩和听证的权利',
                  en: 'Tell them of their right to be heard',
                },
                act: 'tell-interested',
                schema: {
                  type: 'object',
                  properties: {
                    parties: field(
                      { zh: '利害关系人', en: 'Interested parties' },
                      {
                        type: 'array',
                        items: {
                          type: 'object',
                          properties: {
                            name: field(
                              { zh: '姓名或者名称', en: 'Name' },
                              { type: 'string', minLength: 1, maxLength: 100 },
                            ),
                            contact: field(
                              { zh: '联系方式', en: 'How to reach them' },
                              { type: 'string', maxLength: 200 },
                            ),
                          },
                          required: ['name'],
                          additionalProperties: false,
                        },
                        minItems: 1,
                        maxItems: 99,
                      },
                    ),
                  },
                  required: ['parties'],
                  additionalProperties: false,
                },
                target: { to: 'next' },
                article: '行政许可法第三十六条、第四十七条',
              },
            },
          },
          {
            kind: 'await',
            id: 'rights',
            title: { zh: '等待申请人、利害关系人申请听证', en: 'Waiting for a request for a hearing' },
            clock: 'rights',
            outcomes: {
              requested: { on: 'request-hearing', target: { to: 'next' } },
              waived: { on: 'waive-hearing', target: { to: 'next' } },
              lapsed: { on: 'lapse', target: { to: 'next' } },
            },
            article: ARTICLES.hearing,
            tells: 'rights-opened',
          },
          {
            kind: 'choice',
            id: 'hear',
            title: { zh: '是否举行听证', en: 'Is a hearing held?' },
            branches: [
              {
                id: 'hearing-due',
                when: 'rights = "requested" or publicInterest = true',
                because: { zh: '依申请或者因涉及公共利益举行听证', en: 'Asked for, or of public interest' },
                block: {
                  kind: 'child',
                  id: 'hearing',
                  title: { zh: '听证', en: 'Hearing' },
                  procedure: 'hearing',
                  hands: ['examination', 'thirdPartiesAffected', 'publicInterest', 'channels'],
                  clock: 'decision',
                  of: 'deciding',
                  stops: { clocks: ['decision'], ground: 'hearing' },
                  gives: { held: { heard: true } },
                  outcomes: { held: { to: 'next' }, absent: { to: 'next' }, withdrawn: { to: 'next' } },
                },
              },
            ],
            otherwise: { kind: 'pass', id: 'no-hearing' },
          },
        ],
      },
    },
  ],
  otherwise: { kind: 'pass', id: 'nobody-affected' },
} as const;
