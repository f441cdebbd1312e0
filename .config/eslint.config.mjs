import jsdoc from 'eslint-plugin-jsdoc';
import tseslint from 'typescript-eslint';

/** Below apps/ the environment, the clock and chance are arguments. */
const ambient = [
  { selector: "MemberExpression[object.name='Date'][property.name='now']", message: 'The clock is an argument below apps/: take a Clock.' },
  { selector: "NewExpression[callee.name='Date'][arguments.length=0]", message: 'The clock is an argument below apps/: take a Clock.' },
  { selector: "CallExpression[callee.name='Date']", message: 'The clock is an argument below apps/: take a Clock.' },
  { selector: "MemberExpression[object.name='Math'][property.name='random']", message: 'Chance is an argument below apps/.' },
];
const environment = {
  selector: "MemberExpression[object.name='process'][property.name='env']",
  message: 'Configuration is read once, in apps/, and handed down.',
};

/** What is exported under a name of its own; a function that overloads stand before is described by the first of them. */
const described = ['TSInterfaceDeclaration', 'TSTypeAliasDeclaration', 'TSEnumDeclaration', 'VariableDeclaration'];

export default tseslint.config(
  { ignores: ['**/node_modules/**', '**/dist/**', '**/dist.*/**', '**/.nx/**', '**/.guicheng/**', '**/coverage/**'] },
  { linterOptions: { reportUnusedDisableDirectives: 'error' } },
  tseslint.configs.recommended,
  {
    files: ['**/*.{ts,tsx}'],
    languageOptions: {
      parserOptions: {
        project: ['./tsconfig.base.json'],
        tsconfigRootDir: new URL('..', import.meta.url).pathname,
      },
    },
    rules: {
      '@typescript-eslint/consistent-type-imports': ['error', { prefer: 'type-imports', fixStyle: 'separate-type-imports' }],
      '@typescript-eslint/consistent-type-exports': 'error',
      '@typescript-eslint/no-import-type-side-effects': 'error',
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/no-misused-promises': ['error', { checksVoidReturn: { arguments: false, attributes: false } }],
      '@typescript-eslint/await-thenable': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
      '@typescript-eslint/only-throw-error': 'error',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_', caughtErrorsIgnorePattern: '^_' }],
    },
  },
  {
    files: ['**/*.{ts,tsx,mjs}'],
    rules: {
      eqeqeq: 'error',
      'no-console': 'error',
      'no-var': 'error',
      'prefer-const': 'error',
      'no-unreachable-loop': 'error',
      'no-self-compare': 'error',
      'no-template-curly-in-string': 'error',
      'max-lines': ['error', 300],
    },
  },
  { files: ['**/*.spec.ts', '**/*.spec.tsx', '**/*.generated.ts', 'tests/**'], rules: { 'max-lines': 'off' } },
  { files: ['libs/**/*.ts', 'migrations/**/*.ts'], rules: { 'no-restricted-syntax': ['error', ...ambient, environment] } },
  { files: ['libs/**/*.spec.ts', 'libs/testing/**/*.ts'], rules: { 'no-restricted-syntax': ['error', ...ambient] } },
  {
    files: ['apps/**/*.{ts,tsx}', 'libs/**/*.{ts,tsx}'],
    ignores: ['**/*.spec.{ts,tsx}', '**/*.fixture.ts', '**/fixtures/**', '**/*.generated.ts'],
    plugins: { jsdoc },
    rules: {
      'jsdoc/require-jsdoc': [
        'error',
        {
          publicOnly: { esm: true, cjs: false, window: false },
          require: {
            ArrowFunctionExpression: false,
            ClassDeclaration: true,
            FunctionDeclaration: true,
            FunctionExpression: false,
            MethodDefinition: false,
          },
          contexts: described.map((kind) => `ExportNamedDeclaration > ${kind}`),
          enableFixer: false,
        },
      ],
    },
  },
  { files: ['.config/tasks/**', 'apps/cli/**', 'tests/bench/**'], rules: { 'no-console': 'off' } },
);
