import reactHooks from 'eslint-plugin-react-hooks';
import tseslint from 'typescript-eslint';

// Imports flow shared -> features -> app; a feature is entered through its index.ts only.
const forbid = (...patterns) => ({
  'no-restricted-imports': ['error', { patterns: patterns.map(([group, message]) => ({ group, message })) }],
});

export default tseslint.config(
  { ignores: ['.next/**', 'out/**', 'next-env.d.ts', 'src/shared/api/generated/**'] },
  ...tseslint.configs.strict,
  {
    files: ['**/*.ts', '**/*.tsx'],
    plugins: { 'react-hooks': reactHooks },
    rules: {
      ...reactHooks.configs.recommended.rules,
      'max-lines': ['error', { max: 400 }],
      'no-console': 'error',
    },
  },
  {
    files: ['src/shared/**'],
    rules: forbid([['@/features/**', '@/app/**'], 'shared knows neither features nor pages']),
  },
  {
    files: ['src/features/**'],
    rules: forbid(
      [['@/app/**'], 'a feature does not know the pages'],
      [['@/features/*/**'], 'import another feature through its index, own files by relative path'],
    ),
  },
  {
    files: ['src/app/**'],
    rules: forbid([['@/features/*/**'], 'import a feature through its index']),
  },
);
