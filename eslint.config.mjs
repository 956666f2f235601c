// Owns what the linter holds: awaited promises, no `any`, and a kernel without clock or chance.
import { defineConfig } from 'eslint/config';
import reactHooks from 'eslint-plugin-react-hooks';
import tseslint from 'typescript-eslint';

const noDefaultExport = { selector: 'ExportDefaultDeclaration', message: 'Export by name: one name, found by grep.' };

// The same case must give the same answer on every machine and on every replay: time and chance are arguments.
const noClockNoChance = [
  { selector: 'NewExpression[callee.name="Date"]', message: 'The kernel takes `now` as an argument.' },
  { selector: 'CallExpression[callee.name="Date"]', message: 'The kernel takes `now` as an argument.' },
  {
    selector: 'MemberExpression[object.name="Date"][property.name=/^(now|parse)$/]',
    message: 'The kernel takes `now` as an argument; civil days are computed in Asia/Shanghai.',
  },
  {
    selector:
      'MemberExpression[property.name=/^(get|set)(FullYear|Month|Date|Day|Hours|Minutes|Seconds|Milliseconds|TimezoneOffset|Year)$/]',
    message: 'Local getters follow the host zone; compute in Asia/Shanghai.',
  },
  {
    selector: 'MemberExpression[property.name=/^toLocale(Date|Time)?String$/]',
    message: 'The result follows the host zone and its language data.',
  },
  { selector: 'MemberExpression[object.name="Math"][property.name="random"]', message: 'No chance in the kernel.' },
  {
    selector: 'MemberExpression[object.name="performance"][property.name="now"]',
    message: 'The kernel takes `now` as an argument.',
  },
  { selector: 'Identifier[name=/^(process|crypto|globalThis)$/]', message: 'The kernel knows no host.' },
];

export default defineConfig(
  { ignores: ['node_modules/', 'dist/', '.oneseal/', 'src/generated/', 'coverage/'] },
  { linterOptions: { reportUnusedDisableDirectives: 'error' } },
  {
    files: ['**/*.ts', '**/*.tsx'],
    extends: [tseslint.configs.recommendedTypeChecked],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      // An adapter in memory answers a port's promise without awaiting anything.
      '@typescript-eslint/require-await': 'off',
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true, allowBoolean: true }],
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      '@typescript-eslint/consistent-type-imports': ['error', { disallowTypeAnnotations: false }],
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
      'no-restricted-syntax': ['error', noDefaultExport],
      eqeqeq: ['error', 'always', { null: 'ignore' }],
    },
  },
  { files: ['src/kernel/**/*.ts'], rules: { 'no-restricted-syntax': ['error', noDefaultExport, ...noClockNoChance] } },
  {
    // Temporal's dynamic workflow and jest's set-up are found as default exports.
    files: ['workflows/index.ts', 'test/support/global-*.ts', '**/*.config.ts'],
    rules: { 'no-restricted-syntax': 'off' },
  },
  { files: ['web/**/*.tsx'], ...reactHooks.configs.flat['recommended-latest'] },
  {
    files: ['test/**/*.ts', 'bench/**/*.ts'],
    rules: {
      // Answers of the API arrive as untyped JSON, and the assertion on them is the type check.
      '@typescript-eslint/no-unsafe-assignment': 'off',
      '@typescript-eslint/no-unsafe-member-access': 'off',
      '@typescript-eslint/no-unsafe-argument': 'off',
      '@typescript-eslint/no-unsafe-return': 'off',
      '@typescript-eslint/no-unsafe-call': 'off',
      '@typescript-eslint/unbound-method': 'off',
    },
  },
  { files: ['**/*.{js,cjs,mjs}'], rules: { 'no-unused-vars': 'error', 'prefer-const': 'error', eqeqeq: 'error' } },
);
