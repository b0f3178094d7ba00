import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { ConfigError } from '@convoscope/contracts';
import { EventEmitter } from 'node:events';
import { setTimeout as delay } from 'node:timers/promises';
import { runUntilSignal, type ProcessHost, type Stoppable } from './run-until-signal.ts';

class FakeProcess extends EventEmitter implements ProcessHost {
  readonly exitCodes: number[] = [];
  readonly written: string[] = [];
  readonly stderr = { write: (text: string): void => void this.written.push(text) };

  exit(code: number): void {
    this.exitCodes.push(code);
  }
}

const logger = { info: () => undefined, warn: () => undefined, fatal: () => undefined };

const stoppable = (stop: () => Promise<void>, shutdownGraceMs = 1_000): Stoppable => ({
  logger,
  shutdownGraceMs,
  stop,
});

let host: FakeProcess;
beforeEach(() => {
  host = new FakeProcess();
});
afterEach(() => {
  jest.restoreAllMocks();
});

describe('runUntilSignal', () => {
  it.each(['SIGTERM', 'SIGINT'])('stops on %s and exits 0', async (signal) => {
    let stopped = false;
    const life = runUntilSignal(async () => stoppable(async () => void (stopped = true)), host);
    await delay(5);
    expect([stopped, host.exitCodes]).toEqual([false, []]);
    host.emit(signal);
    await life;
    expect([stopped, host.exitCodes]).toEqual([true, [0]]);
  });

  it('stops by itself when the work has ended', async () => {
    const started = { ...stoppable(async () => undefined), ended: Promise.resolve('all processed') };
    await runUntilSignal(async () => started, host);
    expect(host.exitCodes).toEqual([0]);
  });

  it('exits 1 when stopping fails', async () => {
    const life = runUntilSignal(async () => stoppable(() => Promise.reject(new Error('stuck'))), host);
    await delay(1);
    host.emit('SIGTERM');
    await life;
    expect(host.exitCodes).toEqual([1]);
  });

  it('exits 1 when the grace time is over', async () => {
    void runUntilSignal(async () => stoppable(() => delay(200), 20), host);
    await delay(1);
    host.emit('SIGTERM');
    await delay(60);
    expect(host.exitCodes).toEqual([1]);
    await delay(200);
  });

  it('ends itself with exit code 1 when it is stuck, even when stopping hangs', async () => {
    const started = {
      ...stoppable(() => new Promise<never>(() => undefined), 20),
      stuck: Promise.resolve('bus'),
    };
    await runUntilSignal(async () => started, host);
    expect(host.exitCodes).toEqual([1]);
  });

  it('exits at once on a second signal, but takes two at the same moment for one', async () => {
    const life = runUntilSignal(async () => stoppable(() => delay(500)), host);
    await delay(1);
    host.emit('SIGINT');
    host.emit('SIGINT');
    expect(host.exitCodes).toEqual([]);
    await delay(350);
    host.emit('SIGTERM');
    expect(host.exitCodes).toEqual([143]);
    await life;
  });

  it('prints every wrong setting and exits 78', async () => {
    const start = (): Promise<never> => Promise.reject(new ConfigError(['A is wrong.', 'B is missing.']));
    await runUntilSignal(start, host);
    expect(host.exitCodes).toEqual([78]);
    expect(host.written.join('')).toContain('  - A is wrong.\n  - B is missing.\n');
  });

  it('exits 0 on a signal during a start that waits: it was deaf until the start had ended', async () => {
    const start = (_: unknown, signal: AbortSignal): Promise<never> =>
      new Promise((_resolve, reject) => signal.addEventListener('abort', () => reject(new Error('over'))));
    const life = runUntilSignal(start, host);
    await delay(1);
    host.emit('SIGTERM');
    await life;
    expect([host.exitCodes, host.written]).toEqual([[0], []]);
  });

  it('exits 1 with the reason when the start fails', async () => {
    await runUntilSignal(() => Promise.reject(new Error('no broker')), host);
    expect(host.exitCodes).toEqual([1]);
    expect(host.written.join('')).toContain('no broker');
  });

  it.each(['uncaughtException', 'unhandledRejection'])(
    'logs an error caught nowhere (%s) and exits 1',
    async (event) => {
      const fatal = jest.fn();
      const life = runUntilSignal(
        async () => ({ ...stoppable(async () => undefined), logger: { ...logger, fatal } }),
        host,
      );
      await delay(1);
      const error = new TypeError('bug');
      host.emit(event, error);
      expect(host.exitCodes).toEqual([1]);
      expect(fatal).toHaveBeenCalledWith({ err: error }, expect.any(String));
      host.emit('SIGTERM');
      await life;
    },
  );
});
