import { describe, expect, it } from '@jest/globals';
import { ConfigError } from '@convoscope/contracts';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inspect } from 'node:util';
import {
  boolean,
  defineSettings,
  durationMs,
  integer,
  list,
  loadSettings,
  oneOf,
  optional,
  secret,
  text,
  url,
} from './index.ts';

const folder = mkdtempSync(join(tmpdir(), 'convoscope-config-'));

const fileWith = (name: string, content: string): string => {
  const file = join(folder, name);
  writeFileSync(file, content);
  return file;
};

const schema = defineSettings({
  port: {
    env: 'HTTP_PORT',
    type: integer({ min: 0, max: 65_535 }),
    default: 8080,
    doc: 'Port to listen on.',
  },
  mongo: {
    uri: { env: 'MONGODB_URI', type: secret(), doc: 'Address of MongoDB.' },
    database: { env: 'MONGODB_DATABASE', type: text(), default: 'convoscope', doc: 'Database.' },
  },
  tenant: { env: 'CONVOSCOPE_TENANT', type: text(), default: 'default', doc: 'Tenant.' },
  source: { env: 'SOURCE_URL', type: optional(url()), default: undefined, doc: 'Source.' },
  brokers: { env: 'KAFKA_BROKERS', type: list(text()), default: ['localhost:9092'], doc: 'Brokers.' },
  level: { env: 'LOG_LEVEL', type: oneOf(['debug', 'info']), default: 'info', doc: 'Log level.' },
  pretty: { env: 'PRETTY', type: boolean(), default: false, doc: 'Readable logs.' },
  waitMs: { env: 'WAIT', type: durationMs(), default: 1_000, unit: 'ms', doc: 'How long to wait.' },
});

const problemsOf = (env: Record<string, string>, envFile?: string): readonly string[] => {
  try {
    loadSettings(schema, env, { envFile });
  } catch (error) {
    if (error instanceof ConfigError) return error.problems;
    throw error;
  }
  throw new Error('expected a ConfigError');
};

describe('loadSettings', () => {
  it('reads the environment into a nested result and fills in defaults', () => {
    const settings = loadSettings(schema, { MONGODB_URI: 'mongodb://x', HTTP_PORT: '0', WAIT: '30s' });
    expect(settings.port).toBe(0);
    expect(settings.mongo.uri.reveal()).toBe('mongodb://x');
    expect(settings.mongo.database).toBe('convoscope');
    expect(settings.source).toBeUndefined();
    expect(settings.brokers).toEqual(['localhost:9092']);
    expect(settings.level).toBe('info');
    expect(settings.waitMs).toBe(30_000);
  });

  it('counts an empty text as not set', () => {
    expect(loadSettings(schema, { MONGODB_URI: 'm', HTTP_PORT: '' }).port).toBe(8080);
    expect(problemsOf({ MONGODB_URI: '' })).toHaveLength(1);
  });

  it('freezes the result at every depth', () => {
    const settings = loadSettings(schema, { MONGODB_URI: 'm', KAFKA_BROKERS: 'a:1, b:2' });
    expect(Object.isFrozen(settings) && Object.isFrozen(settings.mongo)).toBe(true);
    expect(Object.isFrozen(settings.brokers)).toBe(true);
    expect(settings.brokers).toEqual(['a:1', 'b:2']);
  });

  it('lists every problem at once, in the order of the schema', () => {
    const problems = problemsOf({ HTTP_PORT: '70000', LOG_LEVEL: 'loud', SOURCE_URL: 'ftp://a' });
    expect(problems).toEqual([
      'HTTP_PORT is "70000": expected a whole number from 0 to 65535. Port to listen on.',
      'MONGODB_URI is not set: expected a secret. Address of MongoDB.',
      'SOURCE_URL is "ftp://a": expected a URL that starts with http:// or https://. Source.',
      'LOG_LEVEL is "loud": expected one of debug, info. Log level.',
    ]);
  });

  it('never shows a secret, neither in problems nor when printed', () => {
    const strict = defineSettings({
      token: { env: 'TOKEN', type: secret({ minLength: 20 }), doc: 'Token.' },
      site: { env: 'SITE', type: url(), doc: 'Site.' },
    });
    const env = { TOKEN: 'hunter2', SITE: 'ftp://user:hunter2@host' };
    expect(() => loadSettings(strict, env)).toThrow(/TOKEN has a wrong value \(not shown\)/);
    expect(() => loadSettings(strict, env)).not.toThrow(/hunter2/);
    const { token } = loadSettings(strict, { TOKEN: 'hunter2hunter2hunter2', SITE: 'http://h' });
    expect(
      [`${token as unknown as string}`, JSON.stringify({ token }), inspect(token), inspect({ token })].join(),
    ).not.toMatch(/hunter2/);
    expect(`${token as unknown as string}`).toBe('***');
  });

  it('reads any setting from the file that <NAME>_FILE names', () => {
    const file = fileWith('uri', 'mongodb://from-file\n');
    expect(loadSettings(schema, { MONGODB_URI_FILE: file }).mongo.uri.reveal()).toBe('mongodb://from-file');
    const port = fileWith('port', 'not a port');
    expect(problemsOf({ MONGODB_URI: 'm', HTTP_PORT_FILE: port })).toEqual([
      'HTTP_PORT_FILE names a file with a wrong value (not shown): expected a whole number from 0 to 65535. Port to listen on.',
    ]);
  });

  it('refuses a variable together with its file, and a file that is not there', () => {
    expect(problemsOf({ MONGODB_URI: 'a', MONGODB_URI_FILE: '/x' })[0]).toMatch(/are both set/);
    expect(problemsOf({ MONGODB_URI_FILE: join(folder, 'absent') })[0]).toMatch(/readable file.*ENOENT/);
  });

  it('takes an env file below the environment', () => {
    const envFile = fileWith(
      '.env',
      '# comment\nMONGODB_URI="from file"\nHTTP_PORT=1\nCONVOSCOPE_TENANT=t\n',
    );
    const settings = loadSettings(schema, { HTTP_PORT: '2', CONVOSCOPE_TENANT: '' }, { envFile });
    expect([settings.mongo.uri.reveal(), settings.port, settings.tenant]).toEqual(['from file', 2, 't']);
  });

  it('names an env file that cannot be read, along with the other problems', () => {
    const problems = problemsOf({ HTTP_PORT: 'x', MONGODB_URI: 'm' }, join(folder, 'absent.env'));
    expect(problems).toHaveLength(2);
    expect(problems[0]).toMatch(/absent\.env cannot be read/);
  });

  it('suggests the setting that was meant', () => {
    expect(problemsOf({ MONGODB_URI: 'm', CONVOSCOPE_TENNANT: 't' })).toEqual([
      'CONVOSCOPE_TENNANT is not a setting: did you mean CONVOSCOPE_TENANT?',
    ]);
    expect(problemsOf({ MONGODB_URL: 'm' })).toEqual([
      'MONGODB_URI is not set (MONGODB_URL is set: did you mean MONGODB_URI?): expected a secret. Address of MongoDB.',
    ]);
  });

  it('leaves foreign names and settings of other services alone', () => {
    const env = { MONGODB_URI: 'm', CONVOSCOPE_SOMETHING_ELSE: '1', CONVOSCOPE_TENANTS: 'a' };
    expect(loadSettings(schema, env, { alsoKnown: ['CONVOSCOPE_TENANTS'] }).tenant).toBe('default');
  });
});
