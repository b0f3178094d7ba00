import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { PermanentError, TransientError } from '@convoscope/contracts';
import { createTelemetry, type Telemetry } from '@convoscope/telemetry';
import { eventually } from '@convoscope/testing';
import { createServer } from 'node:http';
import { once } from 'node:events';
import { waitForServers } from './wait-for-servers.ts';

const away = (): TransientError => new TransientError('no broker answers', { code: 'TEST' });

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as { port: number };
  server.close();
  await once(server, 'close');
  return port;
}

describe('waiting for servers', () => {
  let telemetry: Telemetry;
  let stop: AbortController;
  let port: number;

  beforeEach(async () => {
    telemetry = createTelemetry({ service: 'test', logLevel: 'silent', processMetrics: false });
    stop = new AbortController();
    port = await freePort();
  });
  afterEach(() => telemetry.close());

  const wait = <T>(open: () => Promise<T>): Promise<T> =>
    waitForServers(open, {
      ...{ telemetry, signal: stop.signal, firstPauseMs: 5 },
      http: { host: '127.0.0.1', port },
    });
  const ask = async (path: string): Promise<string> => {
    const response = await fetch(`http://127.0.0.1:${port}${path}`);
    return `${response.status} ${await response.text()}`;
  };

  it('is alive, not ready and says why until they are there: the process ended, and was started again and again', async () => {
    let isBack = false;
    const opened = wait(() => (isBack ? Promise.resolve('open') : Promise.reject(away())));
    await eventually(async () => expect(await ask('/health/live')).toMatch(/^200 .*"ok"/));
    expect(await ask('/health/ready')).toMatch(/^503 .*no broker answers/);
    expect(await ask('/metrics')).toMatch(/^200 /);
    expect(await ask('/api')).toMatch(/^503 /);
    isBack = true;
    expect(await opened).toBe('open');
    await expect(ask('/health/live')).rejects.toThrow();
  });

  it('does not wait for what no time mends', async () => {
    const wrong = new PermanentError('refused', { code: 'TEST' });
    await expect(wait(() => Promise.reject(wrong))).rejects.toBe(wrong);
  });

  it('ends when it is told to, and frees its port', async () => {
    const opened = wait(() => Promise.reject(away()));
    await eventually(async () => expect(await ask('/health/live')).toMatch(/^200 /));
    stop.abort();
    await expect(opened).rejects.toThrow('no broker answers');
    await expect(ask('/health/live')).rejects.toThrow();
  });
});
