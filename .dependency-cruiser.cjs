// Owns the borders: who may import whom. Type-only imports do not count (`tsPreCompilationDeps: false`), so "only types
// of X" is written here as "not X". `reachable` follows whole chains, for borders that must hold at any distance.
const packages = (...names) => names.map((name) => `^node_modules/${name}(/|$)`);
const roots = '^src/(config|start|server|worker|relay|cli)\\.ts$';
// Where the product's files stand on disk: a leaf that anyone outside the kernel may ask.
const productRoot = '^src/root\\.ts$';
const tests = '^(test|bench)/';

const prisma = ['^src/generated/', ...packages('@prisma', 'prisma')];
const temporal = packages('@temporalio/[^/]+');
const express = packages('express', 'multer', 'helmet');
const compositionRoots = '^src/(start|server|worker|relay|cli)\\.ts$';

/** Everything of this project or of another package that is not in `allowed`. */
const only = (name, from, allowed, comment) => ({
  name,
  comment,
  severity: 'error',
  from: { path: from },
  to: { pathNot: allowed },
});
/** May use any package, but of this project only `allowed`. */
const ownOnly = (name, from, allowed, comment) => ({
  name,
  comment,
  severity: 'error',
  from: { path: from },
  to: { path: '^(src|workflows|activities|procedures|prisma|test|bench|web)/', pathNot: [...allowed, productRoot] },
});
const never = (name, from, to, comment, extra = {}) => ({
  name,
  comment,
  severity: 'error',
  from: { path: from },
  to: { path: to, ...extra },
});

module.exports = {
  forbidden: [
    { name: 'no-circular', severity: 'error', from: {}, to: { circular: true } },
    {
      name: 'no-unresolved',
      comment: 'An import nobody can follow.',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true },
    },
    {
      name: 'no-dev-packages-in-product',
      comment: 'What runs in the town is a dependency, not a development dependency.',
      severity: 'error',
      from: { path: '^(src|workflows|activities|procedures)/' },
      to: { dependencyTypes: ['npm-dev', 'npm-no-pkg'], dependencyTypesNot: ['type-only'] },
    },

    only(
      'kernel-is-pure',
      '^src/kernel/',
      ['^src/kernel/', ...packages('feelin')],
      'Decisions replay on any machine: no packages but feelin, no node:*, nothing outside.',
    ),
    only(
      'procedures-are-data',
      '^procedures/',
      ['^procedures/', '^src/kernel/(procedure|rules|time)/', '^src/kernel/(effects|text)\\.ts$', ...packages('zod')],
      'A procedure states what the town offers; it computes nothing.',
    ),
    only(
      'workflows-decide-nothing',
      '^workflows/',
      ['^workflows/', ...packages('@temporalio/workflow')],
      'Workflows follow the record; activities and the kernel are known to them by type.',
    ),
    never(
      'workflows-reach-no-effect',
      '^workflows/',
      ['^src/(adapters|contract|record|api|queries|auth|ops|relay)/', '^activities/', ...prisma, ...packages('pg')],
      'The sandbox cannot load it, at whatever distance.',
      { reachable: true },
    ),
    only(
      'contract-is-shapes',
      '^src/contract/',
      ['^src/contract/', ...packages('zod', 'zod-openapi')],
      'Shapes shared by the API, the pages and the tests.',
    ),

    ownOnly(
      'record-own',
      '^src/record/',
      ['^src/(record|kernel|generated)/'],
      'The record knows the law and its tables.',
    ),
    never('record-never', '^src/record/', [...temporal, ...express], 'The record outlives the engine and the web.'),
    never(
      'record-reaches-no-engine',
      '^src/record/',
      [...temporal, ...express, '^src/adapters/'],
      'Not through others either.',
      { reachable: true },
    ),

    ownOnly(
      'activities-own',
      '^activities/',
      ['^activities/', '^src/(record|kernel)/'],
      'Adapters are handed to createActivities and known here by type.',
    ),
    never(
      'activities-never',
      '^activities/',
      [...express, ...prisma],
      'An activity reads and writes through the record.',
    ),

    ownOnly(
      'adapters-own',
      '^src/adapters/',
      ['^src/adapters/'],
      'An adapter knows its own outside world, and the kernel by type.',
    ),
    never('adapters-never', '^src/adapters/', [...temporal, ...express, ...prisma], 'A port serves any caller.'),

    ownOnly(
      'relay-own',
      '^src/relay/',
      ['^src/(relay|record|queries)/', '^workflows/messages\\.ts$'],
      'The relay carries what the record owes to Temporal.',
    ),
    ownOnly(
      'ops-own',
      '^src/ops/',
      ['^src/(ops|record|queries)/', '^workflows/messages\\.ts$'],
      'Operations look at the record and at Temporal.',
    ),
    never('relay-and-ops-never', '^src/(relay|ops)/', [...express], 'Doors are elsewhere.'),

    ownOnly('queries-own', '^src/queries/', ['^src/(queries|kernel|generated)/'], 'Reads know tables and law.'),
    never('queries-never', '^src/queries/', [...temporal, ...express], 'A read needs no engine and no web.'),

    ownOnly(
      'auth-own',
      '^src/auth/',
      ['^src/(auth|kernel|generated)/'],
      'Who is calling; what they may do is the kernel’s.',
    ),
    never('auth-never', '^src/auth/', [...temporal], 'Signing in needs no engine.'),

    ownOnly(
      'api-own',
      '^src/api/',
      ['^src/(api|contract|record|queries|auth|kernel|ops)/'],
      'The API asks; adapters are handed to it and known by type.',
    ),
    never(
      'api-never',
      '^src/api/',
      [...temporal, ...prisma],
      'Temporal is asked by src/ops alone, tables by record and queries.',
    ),

    ownOnly(
      'web-own',
      '^web/',
      ['^web/', '^src/kernel/'],
      'The desk speaks to the API alone; the contract is known to it by type, so that its validation is not shipped.',
    ),
    never('web-is-not-imported', '^(src|workflows|activities|procedures|prisma)/', '^web/', 'The desk is a client.'),

    never(
      'only-these-speak-to-temporal',
      '^src/',
      packages('@temporalio/client'),
      'One place to look when a start or a signal is missing.',
    ),

    never(
      'roots-are-not-imported',
      '^(src|workflows|activities|procedures|prisma)/',
      compositionRoots,
      'Roots import; nobody imports them.',
    ),
    never(
      'config-is-handed-down',
      '^(src|workflows|activities|procedures)/',
      '^src/config\\.ts$',
      'Only roots read the environment.',
    ),
    never(
      'product-knows-no-tests',
      '^(src|workflows|activities|procedures|prisma)/',
      tests,
      'Tests depend on the product.',
    ),
  ],
  options: {
    tsConfig: { fileName: 'tsconfig.json' },
    tsPreCompilationDeps: false,
    doNotFollow: { path: ['node_modules', '^src/generated/'] },
    exclude: { path: '^dist/' },
    // Without `exportsFields` the conditions mean nothing: a package's `exports` is not read at all.
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['node', 'require', 'module-sync', 'default', 'types'],
    },
  },
};

for (const rule of module.exports.forbidden) {
  if (rule.name === 'only-these-speak-to-temporal') rule.from.pathNot = ['^src/(relay|ops)/', compositionRoots];
  if (rule.name === 'roots-are-not-imported') rule.from.pathNot = compositionRoots;
  if (rule.name === 'config-is-handed-down') rule.from.pathNot = [roots];
}
