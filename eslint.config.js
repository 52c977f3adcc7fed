import js from '@eslint/js';
import { defineConfig } from 'eslint/config';
import ts from 'typescript-eslint';

const ban = (selector, message) => ({ selector, message });
const environment = ban("MemberExpression[object.name='process'][property.name='env']", 'Only src/config.ts reads the environment.');
const everywhere = [
  ban('ExportDefaultDeclaration', 'Export by name: one thing, one name.'),
  ban('ExportAllDeclaration', 'No barrels: import from the file that says it.'),
];
const outsideTheDomain = [
  ban("NewExpression[callee.name='Date'][arguments.length=0]", 'The domain is told the time.'),
  ban("MemberExpression[object.name='Date'][property.name='now']", 'The domain is told the time.'),
  ban("MemberExpression[object.name='Math'][property.name='random']", 'The domain is told its ids.'),
];

export default defineConfig(
  { ignores: ['coverage', '**/*.js', '**/*.cjs', '**/*.mjs', 'src/sandbox/page/**'] },
  {
    files: ['**/*.ts'],
    extends: [js.configs.recommended, ts.configs.strictTypeChecked, ts.configs.stylisticTypeChecked],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    linterOptions: { reportUnusedDisableDirectives: 'error' },
    rules: {
      'max-lines': ['error', { max: 300 }],
      'max-lines-per-function': ['error', { max: 60 }],
      'max-params': ['error', 5],
      complexity: ['error', 10],
      'no-console': 'error',
      'no-restricted-syntax': ['error', ...everywhere, environment],
      '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'inline-type-imports' }],
      '@typescript-eslint/explicit-module-boundary-types': 'error',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', ignoreRestSiblings: true }],
      '@typescript-eslint/switch-exhaustiveness-check': 'error',
    },
  },
  { files: ['src/domain/**'], rules: { 'no-restricted-syntax': ['error', ...everywhere, environment, ...outsideTheDomain] } },
  { files: ['src/config.ts'], rules: { 'no-restricted-syntax': ['error', ...everywhere] } },
  {
    // The bench and the tests drive a process from outside.
    files: ['test/**', 'bench/**'],
    rules: {
      'max-lines-per-function': 'off',
      'no-restricted-syntax': ['error', ...everywhere],
      '@typescript-eslint/explicit-module-boundary-types': 'off',
      '@typescript-eslint/require-await': 'off',
    },
  },
);
