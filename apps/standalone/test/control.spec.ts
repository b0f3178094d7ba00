import { describe, expect, it } from '@jest/globals';
import { once } from 'node:events';
import { askRunning } from '../src/control/ask-running.ts';
import { serveControl, type Command } from '../src/control/serve-control.ts';

const withControl = async (
  commands: Record<string, Command>,
  work: (running: { pid: number; control: { url: string; token: string } }) => Promise<void>,
): Promise<void> => {
  const control = await serveControl(commands);
  await work({ pid: process.pid, control }).finally(() => control.close());
};

describe('asking the running process', () => {
  it('tells of its progress and then gives its answer', async () => {
    const add: Command = (tell) => {
      tell({ nDone: 1 });
      tell({ nDone: 2 });
      return Promise.resolve({ sum: 3 });
    };
    const told: unknown[] = [];
    await withControl({ add }, async (running) => {
      expect(await askRunning(running, 'add', (progress) => told.push(progress))).toEqual({ sum: 3 });
    });
    expect(told).toEqual([{ nDone: 1 }, { nDone: 2 }]);
  });

  it('fails with what failed there, with a command that it does not know, and with another token', async () => {
    const fail: Command = () => Promise.reject(new Error('the source is away'));
    await withControl({ fail }, async (running) => {
      await expect(askRunning(running, 'fail')).rejects.toThrow('the source is away');
      await expect(askRunning(running, 'constructor')).rejects.toThrow('status 404');
      const stranger = { ...running, control: { ...running.control, token: 'guess' } };
      await expect(askRunning(stranger, 'fail')).rejects.toThrow('status 401');
      const { status } = await fetch(`${running.control.url}/fail`, {
        headers: { authorization: `Bearer ${running.control.token}` },
      });
      expect(status).toBe(405);
    });
  });

  it('ends the work of whom nobody waits for any more', async () => {
    let seen: AbortSignal | undefined;
    const wait: Command = (_tell, signal) => {
      seen = signal;
      return once(signal, 'abort');
    };
    await withControl({ wait }, async (running) => {
      const leaving = new AbortController();
      const asked = fetch(`${running.control.url}/wait`, {
        ...{ method: 'POST', signal: leaving.signal },
        headers: { authorization: `Bearer ${running.control.token}` },
      });
      const { body } = await asked;
      leaving.abort();
      await body?.cancel().catch(() => undefined);
      if (seen?.aborted === false) await once(seen, 'abort');
      expect(seen?.aborted).toBe(true);
    });
  });

  it('of an older version says so', async () => {
    await expect(askRunning({ pid: 7 }, 'reconcile')).rejects.toThrow(
      'process 7 was started by an older version',
    );
  });
});
