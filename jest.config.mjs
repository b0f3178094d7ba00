import { readFileSync } from 'node:fs';

const swc = JSON.parse(readFileSync(new URL('.swcrc', import.meta.url), 'utf8'));
// Under jest the sources run as they are: import specifiers keep their `.ts`.
const swcForJest = {
  ...swc,
  sourceMaps: 'inline',
  jsc: { ...swc.jsc, rewriteRelativeImportExtensions: false },
  swcrc: false,
};

/** One project a kind of test; a file's suffix says which kind it is (CONTRIBUTING.md, "Tests"). */
const project = (displayName, testMatch, extra = {}) => ({
  displayName,
  rootDir: import.meta.dirname,
  testMatch,
  testPathIgnorePatterns: ['/node_modules/', '/dist/'],
  modulePathIgnorePatterns: ['<rootDir>/dist/', '/dist/'],
  testEnvironment: '<rootDir>/tools/checks/test-environment.mjs',
  setupFilesAfterEnv: ['<rootDir>/tools/checks/seed-properties.mjs'],
  extensionsToTreatAsEsm: ['.ts', '.tsx'],
  transform: { '\\.tsx?$': ['@swc/jest', swcForJest] },
  testEnvironmentOptions: { customExportConditions: ['source', 'node', 'node-addons', 'import', 'default'] },
  ...extra,
});

const ROOTS = '<rootDir>/{libs,apps,tools,e2e}';

export default {
  projects: [
    project('unit', [`${ROOTS}/**/!(*.int|*.component|*.e2e|*.peers).spec.ts`]),
    project('component', [`${ROOTS}/**/*.component.spec.ts`]),
    project('integration', [`${ROOTS}/**/*.int.spec.ts`]),
    project('e2e', [`${ROOTS}/**/*.e2e.spec.ts`]),
    project('peers', [`${ROOTS}/**/*.peers.spec.ts`]),
  ],
  testSequencer: '<rootDir>/tools/checks/longest-first.mjs',
  // What is loaded for one suite stays with its worker, and is looked through for each count of what ran.
  workerIdleMemoryLimit: '600MB',
  // Real servers on two busy cores: what takes longer than this hangs.
  testTimeout: 60_000,
  coverageProvider: 'v8',
  collectCoverageFrom: [
    'libs/*/src/**/*.ts',
    'apps/*/src/**/*.ts',
    '!**/*.spec.ts',
    '!**/index.ts',
    '!**/generated/**',
    '!apps/dashboard/**',
  ],
};
