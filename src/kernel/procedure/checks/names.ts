/** Every name in a definition leads to one thing, and every label stands in both languages. */
import { fieldsOf, givenBy } from '../../basis';
import type { Draft } from '../builder';
import type { Role, Target } from '../definition';
import { messageRule, outcomeTargets } from '../find';
import type { Finding, Town } from '../finding';
import { innermostBranch, placeOf } from '../place';
import { propertiesOf, requiredOf } from '../schema';
import { error, own, warning, type PartsOfDraft } from './parts';

export function checkNames(draft: Draft, parts: PartsOfDraft, town: Town): readonly Finding[] {
  return [
    ...idsOnce(draft, parts),
    ...keysEqualIds(draft),
    ...targetsExist(draft, parts),
    ...clocksExist(draft, parts),
    ...rolesBound(draft, parts),
    ...childrenExist(draft, parts, town),
    ...servicesKnown(parts, town),
    ...messagesNamed(draft, parts),
    ...followsExist(draft, town),
    ...reviewsExist(draft, parts),
    ...fieldsExist(draft, parts),
    ...defaultsExist(draft, parts),
    ...checkPointsNamed(draft, parts),
    ...labelsComplete(draft, ''),
  ];
}

function idsOnce(draft: Draft, parts: PartsOfDraft): readonly Finding[] {
  const seen = new Set<string>();
  const places = [
    ...parts.blocks.flatMap(({ block, path }) => [
      { id: block.id, path },
      ...(block.kind === 'parallel' ? block.branches.map(({ id }, n) => ({ id, path: `${path}/branches/${n}` })) : []),
    ]),
    ...Object.values(draft.waits).map((wait) => ({ id: wait.id, path: `/waits/${wait.id}` })),
  ];
  return places.flatMap(({ id, path }) => {
    if (!seen.has(id)) {
      seen.add(id);
      return [];
    }
    return [error('id-twice', path, `标识“${id}”重复使用。`, `The id "${id}" is used twice.`)];
  });
}

/** Check points of a step have ids of their own, and look at papers that are asked for. */
function checkPointsNamed(draft: Draft, parts: PartsOfDraft): readonly Finding[] {
  const fields = draft.materials.map(({ field }) => field);
  return parts.blocks.flatMap(({ block, path }) => {
    const points = block.kind === 'task' ? (block.checkPoints ?? []) : [];
    return points.flatMap(({ id, rule }, n) => [
      ...(points.findIndex((other) => other.id === id) === n
        ? []
        : [
            error(
              'id-twice',
              `${path}/checkPoints/${n}`,
              `审查要点“${id}”重复。`,
              `The check point "${id}" stands twice.`,
            ),
          ]),
      ...(rule && 'paper' in rule && !fields.includes(rule.paper)
        ? [
            error(
              'material-unknown',
              `${path}/checkPoints/${n}/rule/paper`,
              `审查要点“${id}”所查的材料“${rule.paper}”不在材料清单中。`,
              `The check point "${id}" looks at a paper "${rule.paper}" that nobody asks for.`,
            ),
          ]
        : []),
    ]);
  });
}

function keysEqualIds(draft: Draft): readonly Finding[] {
  const records: readonly (readonly [string, readonly (readonly [string, string])[]])[] = [
    ['clocks', Object.entries(draft.clocks).map(([key, clock]) => [key, clock.id])],
    ['papers', Object.entries(draft.papers).map(([key, paper]) => [key, paper.kind])],
    ['waits', Object.entries(draft.waits).map(([key, wait]) => [key, wait.id])],
  ];
  return records.flatMap(([record, entries]) =>
    entries
      .filter(([key, id]) => key !== id)
      .map(([key, id]) =>
        error(
          'key-differs',
          `/${record}/${key}`,
          `名称“${key}”与标识“${id}”不一致。`,
          `The name "${key}" and the id "${id}" differ.`,
        ),
      ),
  );
}

/** Every target of the flow, with the block it starts from and its place. */
export function targetsOf(
  draft: Draft,
  parts: PartsOfDraft,
): readonly { readonly from: string; readonly target: Target; readonly path: string }[] {
  const inFlow = parts.blocks.flatMap(({ block, path }) => {
    if (block.kind === 'loop') return [{ from: block.id, target: block.exhausted, path: `${path}/exhausted` }];
    const within = block.kind === 'task' || block.kind === 'await' ? '/target' : '';
    return outcomeTargets(block).map(([id, target]) => ({
      from: block.id,
      target,
      path: `${path}/outcomes/${id}${within}`,
    }));
  });
  return [
    ...inFlow,
    ...Object.values(draft.waits).map((wait) => ({
      from: wait.id,
      target: wait.lapse,
      path: `/waits/${wait.id}/lapse`,
    })),
  ];
}

function targetsExist(draft: Draft, parts: PartsOfDraft): readonly Finding[] {
  const order = parts.blocks.map(({ block }) => block.id);
  const findings: Finding[] = [];
  const unknown = (path: string, what: string, name: string): void => {
    findings.push(error('target-unknown', path, `没有名为“${name}”的${what}。`, `There is no "${name}" to lead to.`));
  };
  for (const { from, target, path } of targetsOf(draft, parts)) {
    if (target.to === 'end' && !own(draft.outcomes, target.outcome)) unknown(path, '办结结果', target.outcome);
    if (target.to === 'correction' && !own(draft.waits, target.wait)) unknown(path, '等待环节', target.wait);
    if (target.to === 'next' && own(draft.waits, from)) unknown(path, '后续环节', 'next');
    const place = target.to === 'reject' ? placeOf(draft, from) : undefined;
    if (target.to === 'reject' && !(place && innermostBranch(place)))
      findings.push(
        error(
          'reject-outside',
          path,
          `“${from}”不在任何分支内，不能否决分支。`,
          `"${from}" lies in no branch, so there is none to reject.`,
        ),
      );
    if (target.to !== 'back') continue;
    const to = parts.byId.get(target.step);
    if (!to) unknown(path, '步骤', target.step);
    else if (to.block.kind !== 'task' && to.block.kind !== 'child') {
      findings.push(
        error(
          'back-target',
          path,
          `只能退回到办理环节，“${target.step}”不是。`,
          `A return must name a task or a child; "${target.step}" is neither.`,
        ),
      );
    } else if (!own(draft.waits, from) && order.indexOf(target.step) >= order.indexOf(from)) {
      findings.push(
        error(
          'back-target',
          path,
          `只能退回到更早的环节，“${target.step}”不在“${from}”之前。`,
          `A return must name an earlier step; "${target.step}" does not come before "${from}".`,
        ),
      );
    }
  }
  for (const { block, path } of parts.blocks) {
    if (block.kind === 'end' && !own(draft.outcomes, block.outcome))
      unknown(`${path}/outcome`, '办结结果', block.outcome);
  }
  for (const wait of Object.values(draft.waits)) {
    if (parts.byId.get(wait.back)?.block.kind !== 'task') unknown(`/waits/${wait.id}/back`, '办理环节', wait.back);
  }
  return findings;
}

function clocksExist(draft: Draft, parts: PartsOfDraft): readonly Finding[] {
  const used = [
    ...parts.blocks.flatMap(({ block, path }): (readonly [string, string])[] => {
      if (block.kind === 'await' || block.kind === 'call') return [[`${path}/clock`, block.clock] as const];
      if (block.kind === 'child')
        return [
          [`${path}/clock`, block.clock] as const,
          ...(block.stops?.clocks ?? []).map((id) => [`${path}/stops/clocks`, id] as const),
        ];
      if (block.kind !== 'task') return [];
      return [
        [`${path}/clock`, block.clock] as const,
        ...(block.starts ?? []).map((id) => [`${path}/starts`, id] as const),
        ...(block.ends ?? []).map((id) => [`${path}/ends`, id] as const),
      ];
    }),
    ...Object.values(draft.waits).map((wait) => [`/waits/${wait.id}/clock`, wait.clock] as const),
    ...(draft.handOut ? [['/handOut/clock', draft.handOut.clock] as const] : []),
    ...draft.startClocks.map((id) => ['/startClocks', id] as const),
    ...draft.acceptClocks.map((id) => ['/acceptClocks', id] as const),
    ...Object.keys(draft.extensions).map((id) => ['/extensions', id] as const),
  ];
  return used
    .filter(([, id]) => !own(draft.clocks, id))
    .map(([path, id]) => error('clock-unknown', path, `没有名为“${id}”的期限。`, `There is no clock "${id}".`));
}

function rolesBound(draft: Draft, parts: PartsOfDraft): readonly Finding[] {
  const bound = (role: Role): boolean =>
    (role !== 'reviewing' && role !== 'preliminary') || draft.roles[role] !== undefined;
  const used = [
    ...parts.blocks.flatMap(({ block, path }) =>
      block.kind === 'task'
        ? [[`${path}/by/of`, block.by.of] as const]
        : block.kind === 'child'
          ? [[`${path}/of`, block.of] as const]
          : [],
    ),
    ...draft.ladder.map(({ of }, n) => [`/ladder/${n}/of`, of] as const),
  ];
  return used
    .filter(([, role]) => !bound(role))
    .map(([path, role]) =>
      error('role-unbound', path, `流程没有确定“${role}”由哪个机关担任。`, `No organisation plays the role "${role}".`),
    );
}

function childrenExist(draft: Draft, parts: PartsOfDraft, town: Town): readonly Finding[] {
  return parts.blocks.flatMap(({ block, path }) => {
    if (block.kind !== 'child') return [];
    const child = town.procedures.find((procedure) => procedure.id === block.procedure);
    if (block.procedure === draft.id)
      return [error('child-recursive', path, '流程不能以自己为子流程。', 'A procedure may not be its own child.')];
    if (!child)
      return [
        error(
          'child-unknown',
          path,
          `没有名为“${block.procedure}”的流程。`,
          `There is no procedure "${block.procedure}".`,
        ),
      ];
    const missing = Object.keys(child.outcomes).filter((outcome) => !own(block.outcomes, outcome));
    const strange = Object.keys(block.outcomes).filter((outcome) => !own(child.outcomes, outcome));
    return [
      ...missing.map((outcome) =>
        error(
          'child-outcome-lost',
          `${path}/outcomes`,
          `子流程的结果“${outcome}”没有去向。`,
          `The child's outcome "${outcome}" leads nowhere.`,
        ),
      ),
      ...strange.map((outcome) =>
        error(
          'child-outcome-unknown',
          `${path}/outcomes/${outcome}`,
          `子流程没有“${outcome}”这个结果。`,
          `The child has no outcome "${outcome}".`,
        ),
      ),
    ];
  });
}

/** 调用: a service is named, and the town has set it up; that it answers is no reason to call it again. */
function servicesKnown(parts: PartsOfDraft, town: Town): readonly Finding[] {
  return parts.blocks.flatMap(({ block, path }) => {
    if (block.kind !== 'call') return [];
    const named = [
      ['service', block.service],
      ...(block.undo === undefined ? [] : [['undo', block.undo] as const]),
    ] as const;
    return [
      ...named.flatMap(([member, service]) => {
        if (service.trim() === '')
          return [
            error(
              'service-missing',
              `${path}/${member}`,
              `“${block.id}”没有写明调用哪个服务。`,
              `"${block.id}" does not say which service it calls.`,
            ),
          ];
        return town.services && !town.services.includes(service)
          ? [
              warning(
                'service-unknown',
                `${path}/${member}`,
                `尚未配置名为“${service}”的外部服务。`,
                `No service "${service}" has been set up yet.`,
              ),
            ]
          : [];
      }),
      ...(block.outcomes.done.to === 'again'
        ? [
            error(
              'call-again',
              `${path}/outcomes/done`,
              `“${block.id}”调用成功后又再次调用，永远不会结束。`,
              `"${block.id}" would be called again whenever it is done, for ever.`,
            ),
          ]
        : []),
    ];
  });
}

/** 消息: each has a name, and says the same wherever it is awaited. */
function messagesNamed(draft: Draft, parts: PartsOfDraft): readonly Finding[] {
  return parts.blocks.flatMap(({ block, path }) =>
    block.kind !== 'await'
      ? []
      : Object.entries(block.outcomes).flatMap(([id, { on, name, schema }]) => {
          const at = `${path}/outcomes/${id}`;
          if (on !== 'message')
            return name === undefined && schema === undefined
              ? []
              : [
                  error(
                    'message-elsewhere',
                    at,
                    `“${id}”不是消息，不能写消息名称和内容。`,
                    `"${id}" is no message, so it has neither the name nor the content of one.`,
                  ),
                ];
          if (name === undefined || name.trim() === '')
            return [
              error(
                'message-nameless',
                `${at}/name`,
                `“${id}”没有写明等待哪种消息。`,
                `"${id}" does not name its message.`,
              ),
            ];
          return JSON.stringify(messageRule(draft, name)?.schema) === JSON.stringify(schema)
            ? []
            : [
                error(
                  'message-differs',
                  `${at}/schema`,
                  `消息“${name}”在不同的等待环节内容不一致。`,
                  `The message "${name}" says one thing here and another elsewhere.`,
                ),
              ];
        }),
  );
}

/** A linked case is of a procedure that is published, and its event is one that can come. */
function followsExist(draft: Draft, town: Town): readonly Finding[] {
  return (draft.follows ?? []).flatMap(({ on, procedure }, n) => {
    const known = procedure === draft.id || town.procedures.some(({ id }) => id === procedure);
    const ending = /^ended:(.+)$/.exec(on)?.[1];
    const comes = ending === undefined ? EVENTS.has(on) : own(draft.outcomes, ending) !== undefined;
    return [
      ...(known
        ? []
        : [
            error(
              'follow-unknown',
              `/follows/${n}/procedure`,
              `没有名为“${procedure}”的流程。`,
              `There is no procedure "${procedure}" to follow.`,
            ),
          ]),
      ...(comes
        ? []
        : [
            error(
              'follow-never',
              `/follows/${n}/on`,
              `不会发生“${on}”，关联办件永远不会开启。`,
              `"${on}" never comes, so the linked case would never be opened.`,
            ),
          ]),
    ];
  });
}
/** Events beside the end of a case that open linked cases. */
const EVENTS: ReadonlySet<string> = new Set(['opened', 'rated-low', 'complained']);

function reviewsExist(draft: Draft, parts: PartsOfDraft): readonly Finding[] {
  const acts = parts.blocks.flatMap(({ block }) =>
    block.kind === 'task' ? Object.values(block.outcomes).map((outcome) => outcome.act) : [],
  );
  return draft.reviews.flatMap((review, n) => {
    const child = parts.byId.get(review.child)?.block;
    const findings: Finding[] = [];
    if (child?.kind !== 'child')
      findings.push(
        error(
          'review-child',
          `/reviews/${n}/child`,
          `没有名为“${review.child}”的子流程。`,
          `There is no child block "${review.child}".`,
        ),
      );
    else if (!own(child.outcomes, 'agree'))
      findings.push(
        error(
          'review-child',
          `/reviews/${n}/child`,
          '该子流程没有“agree”（同意）这个结果，决定永远不能作出。',
          'This child cannot end with "agree", so the decision could never be made.',
        ),
      );
    if (!acts.includes(review.act))
      findings.push(
        error(
          'review-act',
          `/reviews/${n}/act`,
          `没有任何环节作出“${review.act}”。`,
          `No step performs the act "${review.act}".`,
        ),
      );
    return findings;
  });
}

function fieldsExist(draft: Draft, parts: PartsOfDraft): readonly Finding[] {
  const application = propertiesOf(draft.dataSchema);
  const materials = draft.materials.flatMap(({ field }, n) => {
    const property = own(application, field);
    const path = `/materials/${n}/field`;
    const isFile =
      typeof property === 'object' && property !== null && 'format' in property && property.format === 'file';
    if (!isFile)
      return [
        error(
          'material-field',
          path,
          `申请表中没有文件字段“${field}”。`,
          `The application form has no file field "${field}".`,
        ),
      ];
    return requiredOf(draft.dataSchema).includes(field)
      ? [
          error(
            'material-field',
            path,
            `材料“${field}”不能是必填字段：缺件应当补正，而不是表单错误。`,
            `The paper "${field}" may not be required: a missing one is a gap, not a malformed form.`,
          ),
        ]
      : [];
  });
  const written = new Set([
    ...Object.keys(application),
    ...parts.blocks.flatMap(({ block }) => (block.kind === 'table' ? givenBy(block) : fieldsOf(block))),
  ]);
  const facts = draft.childOnly ? [] : draft.facts.filter((fact) => !written.has(fact));
  return [
    ...materials,
    ...facts.map((fact) =>
      error('fact-unwritten', '/facts', `没有任何表单填写“${fact}”。`, `No form ever writes "${fact}".`),
    ),
  ];
}

/** A default stands for what somebody may say later; where nobody ever can, the condition that reads it always says the same. */
function defaultsExist(draft: Draft, parts: PartsOfDraft): readonly Finding[] {
  const tasks = parts.blocks.flatMap(({ block }) => (block.kind === 'task' ? Object.values(block.outcomes) : []));
  const said = new Set([
    ...draft.facts,
    ...(tasks.some(({ act }) => act === 'tell-interested') ? ['told'] : []),
    ...(draft.opens?.exOfficio ? ['exOfficio'] : []),
    ...parts.blocks.flatMap(({ block }) => givenBy(block)),
  ]);
  return Object.keys(draft.defaults ?? {})
    .filter((name) => !said.has(name))
    .map((name) =>
      error(
        'default-unknown',
        `/defaults/${name}`,
        `“${name}”有初始值，但没有任何环节填写它。`,
        `"${name}" has a default, but nothing ever says otherwise.`,
      ),
    );
}

/** Labels are objects of `zh` and `en`; JSON Schemas carry titles of the form and are left alone. */
function labelsComplete(value: unknown, path: string): readonly Finding[] {
  if (typeof value !== 'object' || value === null) return [];
  if ('zh' in value && 'en' in value) {
    const blank = [value.zh, value.en].some((label) => typeof label !== 'string' || label.trim() === '');
    return blank ? [error('label-missing', path, '名称须有中文和英文。', 'A label must stand in both languages.')] : [];
  }
  return Object.entries(value).flatMap(([key, member]) =>
    SCHEMAS.has(key) ? [] : labelsComplete(member, `${path}/${key}`),
  );
}
const SCHEMAS: ReadonlySet<string> = new Set(['dataSchema', 'form', 'schema']);
