const { compositionRoots, libs } = require('./tools/lint/layers.json');

const alternatives = (names) => `(?:${names.join('|')})`;
const TESTS = '(?:[.]spec[.]tsx?$|/test/)';

/** The same table as the Nx boundary rule, file by file: what Nx cannot see (a relative path into another package) is seen here. */
const layerRules = Object.entries(libs).map(([lib, allowed]) => ({
  name: `layer-of-${lib}`,
  comment: `libs/${lib} imports ${allowed.length ? allowed.join(', ') : 'nothing of ours'}`,
  severity: 'error',
  from: { path: `^libs/${lib}/`, pathNot: TESTS },
  to: { path: '^(libs|apps|tools|e2e)/', pathNot: `^libs/${alternatives([lib, ...allowed])}/` },
}));

module.exports = {
  forbidden: [
    ...layerRules,
    {
      name: 'libs-never-import-apps',
      severity: 'error',
      from: { path: '^libs/' },
      to: { path: '^(apps|e2e)/' },
    },
    {
      name: 'apps-never-import-apps',
      comment: `only ${compositionRoots.join(' and ')} put apps together`,
      severity: 'error',
      from: { path: '^apps/([^/]+)/', pathNot: `^apps/${alternatives(compositionRoots)}/` },
      to: { path: '^apps/', pathNot: '^apps/$1/' },
    },
    {
      name: 'product-never-imports-tools',
      severity: 'error',
      from: { path: '^(libs|apps)/', pathNot: TESTS },
      to: { path: '^(tools|e2e)/' },
    },
    {
      name: 'only-the-root-of-a-library',
      comment: 'another library is imported by its name, never by a path into it',
      severity: 'error',
      from: { path: '^(libs|apps)/([^/]+)/' },
      to: { path: '^libs/[^/]+/src/', pathNot: ['^$1/$2/', '^libs/[^/]+/src/index[.]ts$'] },
    },
    {
      name: 'no-tests-in-the-product',
      severity: 'error',
      from: { path: '^(libs|apps)/', pathNot: TESTS },
      to: { path: ['^libs/testing/', '[.]spec[.]tsx?$'], pathNot: '^libs/testing/src/' },
    },
    {
      name: 'testing-only-in-tests',
      severity: 'error',
      from: { path: '^(libs|apps)/', pathNot: [TESTS, '^libs/testing/'] },
      to: { path: '^libs/testing/' },
    },
    {
      name: 'no-cycles',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    {
      name: 'no-orphans',
      comment: 'nobody imports it and it imports nothing',
      severity: 'error',
      from: {
        orphan: true,
        pathNot: [
          TESTS,
          '[.]d[.]ts$',
          '/index[.]tsx?$',
          '(?:^|/)main[.]tsx?$',
          '^tools/',
          '[.]config[.](?:ts|mjs|js)$',
          '[.]worker[.]ts$',
        ],
      },
      to: {},
    },
    {
      name: 'no-unresolved',
      comment:
        'react-aria-components names sources under the condition that ours have, and does not publish them',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true, pathNot: '^react-aria-components$' },
    },
  ],
  options: {
    doNotFollow: { path: ['node_modules', '/dist/'] },
    exclude: {
      path: [
        'nocodb-server[.]cjs$',
        '/dist/',
        '/node_modules/',
        '^(?:coverage|docs|charts|deploy|[.]nx)/',
        '/generated/',
      ],
    },
    tsConfig: { fileName: 'tsconfig.json' },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['source', 'types', 'import', 'node', 'require', 'default'],
      extensions: ['.ts', '.tsx', '.mjs', '.js', '.cjs', '.json', '.d.ts'],
    },
  },
};
