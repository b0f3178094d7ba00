import { describe, expect, it } from '@jest/globals';
import { loadSettings } from '@convoscope/config';
import { checkInfrastructure } from './check-infrastructure.ts';
import { closeInOrder } from './close-in-order.ts';
import { infrastructureSettings } from './infrastructure-settings.ts';

const problemsOf = (env: Record<string, string>): string[] =>
  checkInfrastructure(loadSettings(infrastructureSettings, { MONGODB_URI: 'mongodb://h', ...env }));

describe('checkInfrastructure', () => {
  it('is content with the defaults, and with what belongs together', () => {
    expect(problemsOf({})).toEqual([]);
    const login = { KAFKA_SASL_MECHANISM: 'plain', KAFKA_SASL_USERNAME: 'u', KAFKA_SASL_PASSWORD: 'p' };
    expect(problemsOf({ ...login, S3_ACCESS_KEY_ID: 'a', S3_SECRET_ACCESS_KEY: 'b' })).toEqual([]);
  });

  it('asks for a broker only where Kafka is used', () => {
    expect(problemsOf({ KAFKA_BROKERS: ',' })).toEqual([expect.stringContaining('KAFKA_BROKERS')]);
    expect(problemsOf({ KAFKA_BROKERS: ',', BUS_DRIVER: 'memory' })).toEqual([]);
  });

  it('refuses to be killed for a test anywhere but in a test', () => {
    const at = (crashAt: string, env: Record<string, string> = {}): string[] =>
      problemsOf({ CONVOSCOPE_CRASH_AT: crashAt, ...env });
    expect(at('after-store', { NODE_ENV: 'test' })).toEqual([]);
    expect(at('after-store:3')).toEqual([expect.stringContaining('unless NODE_ENV is test')]);
    expect(at('sometimes', { NODE_ENV: 'test' })).toEqual([expect.stringContaining('before-commit')]);
    expect(at('after-store', { NODE_ENV: 'test', BUS_DRIVER: 'memory' })).toEqual([
      expect.stringContaining('BUS_DRIVER'),
    ]);
  });

  it('names half a login', () => {
    expect(problemsOf({ KAFKA_SASL_MECHANISM: 'plain', S3_SECRET_ACCESS_KEY: 'b' })).toHaveLength(2);
  });
});

describe('closeInOrder', () => {
  it('closes everything and then reports the first failure', async () => {
    const closed: number[] = [];
    const closing = closeInOrder([
      async () => void closed.push(1),
      () => Promise.reject(new Error('first')),
      () => Promise.reject(new Error('second')),
      async () => void closed.push(4),
    ]);
    await expect(closing).rejects.toThrow('first');
    expect(closed).toEqual([1, 4]);
  });
});
