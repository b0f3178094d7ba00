import { availableParallelism } from 'node:os';
import type { Embedder } from './embedder.port.ts';
import type { WorkerModel } from './encode.worker.ts';
import { ModelError } from './model-error.ts';
import { checksumOf, type ModelFiles } from './model-files.ts';

export interface EmbedderOptions {
  /** Threads, each with the model in its memory (MiniLM about 90 MiB). Default: the cores, at most 4. */
  readonly nThreads?: number;
  /** Where to compute, best first, such as ["cuda", "cpu"]; what is not there is passed over. Default ["cpu"]. */
  readonly providers?: readonly string[];
}

/** Texts of a batch: more gain nothing on a processor. */
const BATCH = 32;
/** Characters of a batch of long texts: padding and attention cost by the square of the length. */
const BATCH_CHARACTERS = 16_000;
/** More characters than this are more tokens than any model here reads. */
const MOST_CHARACTERS = 4_000;
const MOST_THREADS = 4;

/** The worker lies beside this file: as source when this runs from source (with its conditions for imports), else compiled. */
function workerOptions(): { filename: string; execArgv: string[] } {
  const isSource = import.meta.url.endsWith('.ts');
  return {
    filename: new URL(`./encode.worker.${isSource ? 'ts' : 'js'}`, import.meta.url).href,
    execArgv: isSource ? ['--conditions=source', '--disable-warning=ExperimentalWarning'] : [],
  };
}

/** Texts by length, shortest first, in batches: little is spent on padding. */
export function toBatches(texts: readonly string[]): number[][] {
  const order = texts.map((_, at) => at).sort((a, b) => texts[a]!.length - texts[b]!.length || a - b);
  const batches: number[][] = [];
  let batch: number[] = [];
  for (const at of order) {
    const longest = Math.min(texts[at]!.length, MOST_CHARACTERS);
    if (batch.length === BATCH || (batch.length > 0 && (batch.length + 1) * longest > BATCH_CHARACTERS)) {
      batches.push(batch);
      batch = [];
    }
    batch.push(at);
  }
  return batch.length === 0 ? batches : [...batches, batch];
}

async function checkRuntime(): Promise<void> {
  try {
    await import('onnxruntime-node');
  } catch (error) {
    throw new ModelError(
      'embeddings need the optional package onnxruntime-node, which is not installed: run `npm install` without --omit=optional',
      { cause: error },
    );
  }
}

/** Loads a model into threads of its own. Throws ModelError where it cannot be used, saying why. Close it in the end. */
export async function createEmbedder(files: ModelFiles, options: EmbedderOptions = {}): Promise<Embedder> {
  await checkRuntime();
  const { Piscina } = await import('piscina');
  const { model, tokenizer, prefix, maxTokens, name } = files;
  const nThreads = options.nThreads ?? Math.min(MOST_THREADS, availableParallelism());
  const workerData: WorkerModel = {
    ...{ model, tokenizer, prefix, maxTokens, providers: options.providers ?? ['cpu'] },
  };
  const pool = new Piscina({ ...workerOptions(), minThreads: 1, maxThreads: nThreads, workerData });
  try {
    const { nDimensions, device } = (await pool.run(undefined, { name: 'describeModel' })) as Awaited<
      ReturnType<typeof import('./encode.worker.ts').describeModel>
    >;
    return {
      ...{ name, nDimensions, device, fingerprint: (await checksumOf(model)).slice(0, 16) },
      async embed(texts) {
        const vectors = new Float32Array(texts.length * nDimensions);
        await Promise.all(
          toBatches(texts).map(async (batch) => {
            const cut = batch.map((at) => texts[at]!.slice(0, MOST_CHARACTERS));
            const found = (await pool.run(cut, { name: 'encodeBatch' })) as Float32Array;
            batch.forEach((at, row) => {
              vectors.set(found.subarray(row * nDimensions, (row + 1) * nDimensions), at * nDimensions);
            });
          }),
        );
        return vectors;
      },
      close: () => pool.destroy(),
    };
  } catch (error) {
    await pool.destroy();
    throw new ModelError(`${model} cannot be used: ${(error as Error).message}`, { cause: error });
  }
}

/** Several models as one: their vectors end to end, each scaled so that the whole has length 1. */
export function joinEmbedders(embedders: readonly Embedder[]): Embedder {
  if (embedders.length === 1) return embedders[0]!;
  const nDimensions = embedders.reduce((sum, one) => sum + one.nDimensions, 0);
  const scale = 1 / Math.sqrt(embedders.length);
  return {
    name: embedders.map(({ name }) => name).join('+'),
    fingerprint: embedders.map(({ fingerprint }) => fingerprint).join('+'),
    device: embedders[0]!.device,
    nDimensions,
    async embed(texts) {
      const vectors = new Float32Array(texts.length * nDimensions);
      let from = 0;
      for (const one of embedders) {
        const found = await one.embed(texts);
        for (let row = 0; row < texts.length; row++)
          for (let k = 0; k < one.nDimensions; k++)
            vectors[row * nDimensions + from + k] = found[row * one.nDimensions + k]! * scale;
        from += one.nDimensions;
      }
      return vectors;
    },
    async close() {
      for (const one of embedders) await one.close();
    },
  };
}
