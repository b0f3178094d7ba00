import { setTimeout as delay } from 'node:timers/promises';
import { eventually } from '../../../libs/testing/src/eventually.ts';
import type { Instance, ServiceFleet } from './service-fleet.ts';

const INSPECTOR = /Debugger listening on (ws:\/\/\S+)/;

/**
 * Keeps a service's event loop busy for this long, from inside: SIGUSR1 opens Node's inspector, through which the loop is told to spin.
 * The lab starts services with `--inspect-port=0`, so that each takes a free port.
 */
export async function blockEventLoop(services: ServiceFleet, name: Instance, ms: number): Promise<void> {
  services.signal(name, 'SIGUSR1');
  const url = await eventually(() => {
    const found = INSPECTOR.exec(services.output(name))?.[1];
    if (found === undefined) throw new Error(`${name} opened no inspector`);
    return found;
  });
  const socket = new WebSocket(url);
  await new Promise((resolve, reject) => {
    socket.addEventListener('open', resolve, { once: true });
    socket.addEventListener('error', () => reject(new Error(`no answer from ${url}`)), { once: true });
  });
  const expression = `{ const end = Date.now() + ${ms}; while (Date.now() < end); }`;
  socket.send(JSON.stringify({ id: 1, method: 'Runtime.evaluate', params: { expression } }));
  // The frame must be out before the socket is let go of.
  await delay(200);
  socket.close();
}
