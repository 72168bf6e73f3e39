import eslint from '@eslint/js';
import importX from 'eslint-plugin-import-x';
import reactHooks from 'eslint-plugin-react-hooks';
import globals from 'globals';
import tseslint from 'typescript-eslint';
import { dynamicDoor } from './lint/dynamic-door.js';
import { doors, folders, impure } from './lint/layers.js';
import { packagePattern } from './lint/package-pattern.js';

const product = ['shared/**/*.ts', 'src-main/**/*.ts', 'src-server/**/*.ts', 'src-renderer/**/*.{ts,tsx}'];
const clockAndChance = [
  { selector: "CallExpression[callee.object.name='Date'][callee.property.name='now']", message: 'Time is injected at the composition root.' },
  { selector: "NewExpression[callee.name='Date'][arguments.length=0]", message: 'Time is injected at the composition root.' },
  { selector: "CallExpression[callee.object.name='performance'][callee.property.name='now']", message: 'Time is injected at the composition root.' },
  { selector: "CallExpression[callee.object.name='Math'][callee.property.name='random']", message: 'Randomness is injected at the composition root.' },
  { selector: "CallExpression[callee.name=/^(randomBytes|randomUUID|getRandomValues)$/]", message: 'Randomness is injected at the composition root.' },
  { selector: "CallExpression[callee.property.name=/^(randomBytes|randomUUID|getRandomValues)$/]", message: 'Randomness is injected at the composition root.' },
];
// What RxDB writes by itself is in no save file and in no journal.
const rxWrites = {
  selector: 'CallExpression[callee.property.name=/^(insert|bulkInsert|insertIfNotExists|upsert|bulkUpsert|incrementalUpsert|patch|incrementalPatch|modify|incrementalModify|incrementalRemove|putAttachment|putAttachments)$/]',
  message: 'Documents are written through commit.',
};
const noEnum = { selector: 'TSEnumDeclaration', message: 'Use a union of literals.' };
const bridge = [
  "MemberExpression[object.name=/^(window|globalThis)$/][property.name='bridge']",
  "MemberExpression[object.name=/^(window|globalThis)$/][property.value='bridge']",
  "VariableDeclarator[init.name=/^(window|globalThis)$/] > ObjectPattern > Property[key.name='bridge']",
].map((selector) => ({ selector, message: 'Only src-renderer/api touches window.bridge.' }));
const sharedBan = { regex: `^node:|${packagePattern(['fs', 'path', 'crypto'])}`, message: 'shared code runs everywhere' };

/** Every package with a door, banned in `product` files outside that door; flat config replaces a rule, so each door is one block of all others. */
const doorBlocks = () => {
  const block = (files, rows, more = []) => ({
    files,
    rules: {
      'no-restricted-imports': ['error', { patterns: [...rows.map((row) => ({ regex: packagePattern(row.packages), message: row.why })), ...more] }],
      'layers/dynamic-door': ['error', rows.map((row) => ({ regex: packagePattern(row.packages), message: row.why }))],
    },
  });
  const opened = doors.flatMap((door) => door.only).filter((glob, i, a) => a.indexOf(glob) === i)
    .map((glob) => block([glob.replace(/\*\*$/, '**/*')], doors.filter((door) => !door.only.includes(glob))));
  return [block(product, doors), ...opened, block(['shared/**/*.ts'], doors, [sharedBan])];
};

export default tseslint.config(
  { ignores: ['node_modules/', 'dist/', 'release/', '.tirek/', 'test-results/'] },
  eslint.configs.recommended,
  ...tseslint.configs.recommended,
  { plugins: { 'import-x': importX, layers: { rules: { 'dynamic-door': dynamicDoor } } }, settings: { 'import-x/resolver': { node: { extensions: ['.ts', '.tsx', '.js', '.mjs', '.json'] } }, 'import-x/parsers': { '@typescript-eslint/parser': ['.ts', '.tsx'] } } },
  {
    files: ['**/*.{ts,tsx,mjs,js}'],
    languageOptions: { globals: { ...globals.node } },
    rules: {
      'max-lines': ['error', { max: 250 }],
      'no-restricted-syntax': ['error', noEnum],
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      '@typescript-eslint/consistent-type-imports': 'error',
    },
  },
  {
    files: product,
    rules: {
      'import-x/no-cycle': ['error', { ignoreExternal: true }],
      'import-x/no-default-export': 'error',
      'import-x/no-restricted-paths': ['error', { basePath: import.meta.dirname, zones: folders.flatMap((row) => row.from.map((from) => ({ target: `./${row.target}`, from: `./${from}`, except: row.except, message: row.why }))) }],
      'no-restricted-syntax': ['error', noEnum, ...bridge, ...clockAndChance],
    },
  },
  ...doorBlocks(),
  { files: impure.map((glob) => glob.replace(/\*\*$/, '**/*')), rules: { 'no-restricted-syntax': ['error', noEnum, ...bridge] } },
  { files: ['src-main/replica/**/*.ts'], ignores: impure.map((glob) => glob.replace(/\*\*$/, '**/*')), rules: { 'no-restricted-syntax': ['error', noEnum, ...bridge, ...clockAndChance, rxWrites] } },
  // a journey reads the bridge inside the page it drives
  { files: ['scripts/**/*', 'test/**/*'], rules: { 'no-restricted-syntax': ['error', noEnum] } },
  { files: ['src-renderer/api/**/*'], rules: { 'no-restricted-syntax': ['error', noEnum, ...clockAndChance] } },
  { files: ['shared/**/*.ts'], languageOptions: { globals: {} }, rules: { 'no-restricted-globals': ['error', 'process', 'window', 'document', 'Buffer', 'fetch', 'localStorage'] } },
  { files: ['src-renderer/**/*.{ts,tsx}'], plugins: { 'react-hooks': reactHooks }, languageOptions: { globals: { ...globals.browser } }, // The project does not use the React Compiler, which alone this rule is about.
    rules: { ...reactHooks.configs.recommended.rules, 'react-hooks/incompatible-library': 'off' } },
  { files: ['*.config.{js,ts}', '*/*.config.{js,ts}'], rules: { 'import-x/no-default-export': 'off' } },
);
