import { describe, expect, it } from '@jest/globals';
import { completeLockfile, platformOf, removeUnchecked, type Lockfile } from './missing-platforms.ts';

describe('the platform that a package names', () => {
  it.each([
    ['@swc/core-darwin-arm64', { os: ['darwin'], cpu: ['arm64'] }],
    ['@swc/core-linux-arm-gnueabihf', { os: ['linux'], cpu: ['arm'], libc: ['glibc'] }],
    ['@duckdb/node-bindings-linux-arm64-musl', { os: ['linux'], cpu: ['arm64'], libc: ['musl'] }],
    ['@nx/nx-win32-x64-msvc', { os: ['win32'], cpu: ['x64'] }],
    ['@unrs/resolver-binding-wasm32-wasi', { cpu: ['wasm32'] }],
    ['@parcel/watcher', undefined],
  ])('%s', (name, platform) => expect(platformOf(name)).toEqual(platform));
});

describe('completing a lockfile', () => {
  const lockfile = (): Lockfile => ({
    packages: {
      '': {},
      'node_modules/core': {
        version: '1.0.0',
        dev: true,
        optionalDependencies: {
          'core-linux-x64': '1.0.0',
          'core-darwin-x64': '1.0.0',
          'core-win32-x64': '>=1',
          extra: '1.0.0',
        },
      },
      'node_modules/core-linux-x64': { version: '1.0.0', optional: true },
    },
  });

  it('adds what has a platform, an exact version and no entry', () => {
    const file = lockfile();
    expect(completeLockfile(file)).toEqual(['node_modules/core-darwin-x64']);
    expect(file.packages['node_modules/core-darwin-x64']).toEqual({
      ...{ version: '1.0.0', os: ['darwin'], cpu: ['x64'] },
      ...{ dev: true, optional: true },
    });
  });

  it('changes nothing the second time', () => {
    const file = lockfile();
    completeLockfile(file);
    expect(completeLockfile(file)).toEqual([]);
  });

  it('sees a package that lies deeper', () => {
    const file = lockfile();
    file.packages['node_modules/core/node_modules/core-darwin-x64'] = { version: '1.0.0' };
    expect(completeLockfile(file)).toEqual([]);
  });
});

it('takes out what has no checksum, and neither workspaces nor links to them', () => {
  const file: Lockfile = {
    packages: {
      '': {},
      'libs/own': { version: '1.0.0' },
      'node_modules/own': { link: true },
      'node_modules/good': { version: '1.0.0', integrity: 'sha512-x' },
      'node_modules/good/node_modules/bare': { version: '1.0.0' },
    },
  };
  expect(removeUnchecked(file)).toEqual(['node_modules/good/node_modules/bare']);
  expect(Object.keys(file.packages)).toHaveLength(4);
  expect(removeUnchecked(file)).toEqual([]);
});
