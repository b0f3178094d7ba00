import { createServer } from 'node:net';

/** The wanted port of this machine, or 0 (any free one) where it is taken. */
export const choosePort = (wanted: number): Promise<number> =>
  new Promise((resolve) => {
    const probe = createServer();
    probe.once('error', () => resolve(0));
    probe.listen(wanted, '127.0.0.1', () => probe.close(() => resolve(wanted)));
  });
