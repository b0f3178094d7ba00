/** PyOD and river, installed once into the cache and asked one question after another. */
import { execFile, spawn } from 'node:child_process';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { promisify } from 'node:util';
import { installOnce } from '../../../libs/store/src/embedded-mongod/install-once.ts';
import { cacheDir } from '../../../libs/testing/src/server-registry.ts';

export const PYOD_VERSION = '3.6.7';
export const RIVER_VERSION = '0.26.1';

export interface PyodAnswer {
  readonly auroc: number;
  readonly ap: number;
  /** CPU seconds, the least of all rounds. */
  readonly seconds: number;
}
export interface RiverAnswer {
  readonly perSecond: number;
  readonly p99Ms: number;
}
export interface PyodRequest {
  readonly detector: string;
  readonly file: string;
  readonly seeds: readonly number[];
  readonly rounds: number;
}

export interface Peers {
  /** undefined where PyOD could not run it; why is on standard error. */
  pyod(request: PyodRequest): Promise<PyodAnswer | undefined>;
  halfSpaceTrees(request: { records: number; features: number }): Promise<RiverAnswer | undefined>;
  close(): void;
}

/** Everything on one core, as the detectors beside it. */
const ONE_THREAD = {
  OMP_NUM_THREADS: '1',
  OPENBLAS_NUM_THREADS: '1',
  MKL_NUM_THREADS: '1',
  NUMBA_NUM_THREADS: '1',
};

const install = (): Promise<string> =>
  installOnce({
    target: join(cacheDir(), `pyod-${PYOD_VERSION}-river-${RIVER_VERSION}`),
    onProgress: (line) => process.stderr.write(`${line}\n`),
    async install(folder) {
      await promisify(execFile)('python3', ['-m', 'venv', folder]);
      const packages = [`pyod==${PYOD_VERSION}`, `river==${RIVER_VERSION}`];
      await promisify(execFile)(join(folder, 'bin/python'), ['-m', 'pip', 'install', '--quiet', ...packages]);
    },
  });

/** Starts the peers. Throws where Python or its packages cannot be had. */
export async function startPeers(): Promise<Peers> {
  const python = join(await install(), 'bin/python');
  const child = spawn(python, [join(import.meta.dirname, 'peers.py')], {
    stdio: ['pipe', 'pipe', 'inherit'],
    env: { ...process.env, ...ONE_THREAD },
  });
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  async function ask<T>(request: object): Promise<T | undefined> {
    child.stdin.write(`${JSON.stringify(request)}\n`);
    const { value, done } = (await lines.next()) as { value: string; done?: boolean };
    if (done) throw new Error('the peers ended');
    const answer = JSON.parse(value) as T & { error?: string };
    if (answer.error === undefined) return answer;
    process.stderr.write(`${JSON.stringify(request)}: ${answer.error}\n`);
    return undefined;
  }
  return {
    pyod: (request) => ask<PyodAnswer>({ task: 'pyod', ...request }),
    halfSpaceTrees: (request) => ask<RiverAnswer>({ task: 'hst', ...request }),
    close: () => child.stdin.end(),
  };
}
