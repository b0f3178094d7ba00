import js from '@eslint/js';
import nx from '@nx/eslint-plugin';
import { readFileSync, readdirSync } from 'node:fs';
import ts from 'typescript-eslint';

/** Which library may import which, and which one each client package belongs to: the same table as dependency-cruiser's. */
const layers = JSON.parse(readFileSync(new URL('tools/lint/layers.json', import.meta.url), 'utf8'));
const libs = Object.keys(layers.libs);
const apps = readdirSync(new URL('apps', import.meta.url));
const TESTS = ['**/*.spec.ts', '**/*.spec.tsx', '**/test/**'];

/** One rule a library; tests may use the testing library as well. */
const boundaries = (forTests) => {
  const more = forTests ? ['lib:testing'] : [];
  const toTags = (names) => [...names.map((name) => `lib:${name}`), ...more];
  return [
    'error',
    {
      // Tests may start the real programs that tools install.
      allow: forTests ? ['/tools/servers/[a-z-]+\\.ts$'] : [],
      // Tests of a library use it as others do, by its name; tools load libraries after they are built.
      allowCircularSelfDependency: true,
      checkDynamicDependenciesExceptions: ['.*'],
      depConstraints: [
        ...libs.map((lib) => ({
          sourceTag: `lib:${lib}`,
          onlyDependOnLibsWithTags: toTags(layers.libs[lib]),
        })),
        ...apps.map((app) => ({
          sourceTag: `app:${app}`,
          onlyDependOnLibsWithTags: layers.compositionRoots.includes(app)
            ? ['type:lib', 'type:app']
            : ['type:lib'],
        })),
      ],
    },
  ];
};

/** Client packages are imported in one library each; the testing library only in tests. */
const restrictedImports = (lib, isTest) => {
  const foreign = Object.entries(layers.clients).filter(([, owner]) => owner !== lib);
  const patterns = foreign.map(([client, owner]) => ({
    group: client.endsWith('*') ? [client] : [client, `${client}/**`],
    message: `Only libs/${owner} imports ${client}; use @convoscope/${owner}.`,
  }));
  const paths = [
    { name: 'node:process', importNames: ['env'], message: 'Only libs/config reads the environment.' },
  ];
  if (!isTest) paths.push({ name: '@convoscope/testing', message: 'For tests only.' });
  return ['error', { paths, patterns }];
};

const noEnvironment = [
  'error',
  { object: 'process', property: 'env', message: 'Only libs/config reads the environment.' },
];

export default ts.config(
  {
    ignores: [
      '**/dist/**',
      '**/node_modules/**',
      '**/coverage/**',
      '**/generated/**',
      '**/golden/**',
      '.nx/**',
      '**/*.cjs',
    ],
  },
  js.configs.recommended,
  {
    files: ['**/*.mjs'],
    languageOptions: {
      globals: {
        process: 'readonly',
        console: 'readonly',
        fetch: 'readonly',
        AbortSignal: 'readonly',
        URL: 'readonly',
      },
    },
  },
  {
    files: ['**/*.ts', '**/*.tsx'],
    extends: [...ts.configs.recommendedTypeChecked],
    languageOptions: {
      parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname },
    },
    rules: {
      '@typescript-eslint/consistent-type-imports': [
        'error',
        { fixStyle: 'separate-type-imports', disallowTypeAnnotations: false },
      ],
      '@typescript-eslint/no-non-null-assertion': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': [
        'error',
        { considerDefaultExhaustiveForUnions: true },
      ],
      '@typescript-eslint/no-unused-vars': [
        'error',
        { argsIgnorePattern: '^_', varsIgnorePattern: '^_', ignoreRestSiblings: true },
      ],
      '@typescript-eslint/restrict-template-expressions': [
        'error',
        { allowNumber: true, allowBoolean: true, allowNullish: true },
      ],
      // Ports are objects of functions; what they are made of never needs `this`.
      '@typescript-eslint/unbound-method': 'off',
      // Promise.all takes values and promises mixed; what was caught is rejected as it is.
      '@typescript-eslint/await-thenable': 'off',
      '@typescript-eslint/prefer-promise-reject-errors': ['error', { allowThrowingUnknown: true }],
      // An assertion may say more to the reader than to the compiler.
      '@typescript-eslint/no-unnecessary-type-assertion': 'off',
      // Ports are asynchronous even where an adapter in memory has nothing to wait for.
      '@typescript-eslint/require-await': 'off',
    },
  },
  {
    rules: {
      // `== null` is the short way to ask for null and undefined.
      eqeqeq: ['error', 'always', { null: 'ignore' }],
      'no-restricted-exports': [
        'error',
        {
          restrictDefaultExports: {
            direct: true,
            named: true,
            defaultFrom: true,
            namedFrom: true,
            namespaceFrom: true,
          },
        },
      ],
      'prefer-const': 'error',
    },
  },
  {
    files: ['libs/**', 'apps/**'],
    plugins: { '@nx': nx },
    rules: {
      '@nx/enforce-module-boundaries': boundaries(false),
      'no-restricted-properties': noEnvironment,
      'no-restricted-imports': restrictedImports(undefined, false),
    },
  },
  ...libs.map((lib) => ({
    files: [`libs/${lib}/**`],
    rules: { 'no-restricted-imports': restrictedImports(lib, false) },
  })),
  {
    files: TESTS,
    plugins: { '@nx': nx },
    rules: {
      'no-restricted-properties': 'off',
      'no-restricted-imports': 'off',
      '@nx/enforce-module-boundaries': boundaries(true),
      // `expect(object.method)` names a mock, it does not call it unbound.
      '@typescript-eslint/unbound-method': 'off',
    },
  },
  {
    // Loops over typed arrays whose bounds the loop itself keeps.
    files: [
      'libs/text/**',
      'libs/embeddings/**',
      'libs/detectors/**',
      'libs/statistics/**',
      'tools/corpus/**',
      'tools/bench/**',
      'tools/training/**',
      '**/*.spec.ts',
    ],
    rules: { '@typescript-eslint/no-non-null-assertion': 'off' },
  },
  { files: ['libs/config/**', 'libs/testing/**'], rules: { 'no-restricted-properties': 'off' } },
  { files: ['e2e/**', 'tools/**'], rules: { '@nx/enforce-module-boundaries': 'off' } },
  {
    files: ['**/*.config.{mjs,ts,js}', '**/*.mjs'],
    rules: {
      'no-restricted-exports': 'off',
      'no-restricted-properties': 'off',
      '@nx/enforce-module-boundaries': 'off',
    },
  },
  {
    files: ['**/*.mjs', '**/*.js'],
    extends: [ts.configs.disableTypeChecked],
    languageOptions: { globals: { process: 'readonly', console: 'readonly', URL: 'readonly' } },
  },
);
