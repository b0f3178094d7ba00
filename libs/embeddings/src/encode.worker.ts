import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { Tokenizer } from '@huggingface/tokenizers';
import type { InferenceSession, Tensor } from 'onnxruntime-node';
import { workerData } from 'piscina';
import type { ModelFiles } from './model-files.ts';
import { poolAndScale } from './pool-and-scale.ts';

/** What each thread is started with. */
export interface WorkerModel extends Pick<ModelFiles, 'model' | 'tokenizer' | 'prefix' | 'maxTokens'> {
  /** Where to compute, best first. */
  readonly providers: readonly string[];
}

/** What is used of the tokenizer: the package's own types cannot be resolved from here. */
interface TextTokenizer {
  encode(text: string): { readonly ids: number[] };
  token_to_id(token: string): number | undefined;
}

const TokenizerClass = Tokenizer as unknown as new (tokenizer: object, config: object) => TextTokenizer;

interface Loaded {
  readonly device: string;
  readonly session: InferenceSession;
  readonly tokenizer: TextTokenizer;
  readonly padId: number;
  readonly Tensor: typeof Tensor;
}

const settings = workerData as WorkerModel;
let loaded: Promise<Loaded> | undefined;

function readTokenizer(file: string): TextTokenizer {
  const bytes = readFileSync(file);
  const json = (file.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString();
  return new TokenizerClass(JSON.parse(json) as object, {});
}

/** A session on the first device that works here; the processor always does, so its error is the model's. */
async function createSession(
  ort: typeof import('onnxruntime-node'),
): Promise<{ session: InferenceSession; device: string }> {
  const options = { intraOpNumThreads: 1, interOpNumThreads: 1, graphOptimizationLevel: 'all' } as const;
  for (const device of settings.providers.filter((provider) => provider !== 'cpu')) {
    try {
      const executionProviders = [device, 'cpu'];
      return {
        session: await ort.InferenceSession.create(settings.model, { ...options, executionProviders }),
        device,
      };
    } catch {
      // This device is not here: the next one may be, and what is used in the end is told.
    }
  }
  return { session: await ort.InferenceSession.create(settings.model, options), device: 'cpu' };
}

async function load(): Promise<Loaded> {
  const ort = await import('onnxruntime-node');
  const { session, device } = await createSession(ort);
  const tokenizer = readTokenizer(settings.tokenizer);
  const padId = tokenizer.token_to_id('[PAD]') ?? tokenizer.token_to_id('<pad>') ?? 0;
  return { session, device, tokenizer, padId, Tensor: ort.Tensor };
}

/** Token numbers; a text that is too long keeps its beginning and the sign that ends a text. */
function encode({ tokenizer }: Loaded, text: string): number[] {
  const { ids } = tokenizer.encode(settings.prefix + text);
  const { maxTokens } = settings;
  return ids.length <= maxTokens ? ids : [...ids.slice(0, maxTokens - 1), ids.at(-1)!];
}

/** Inputs by name, padded to the longest text. */
function toInputs(model: Loaded, rows: readonly number[][], length: number): Record<string, Tensor> {
  const shape = [rows.length, length];
  const ids = new BigInt64Array(rows.length * length).fill(BigInt(model.padId));
  const mask = new BigInt64Array(rows.length * length);
  rows.forEach((row, r) => {
    row.forEach((id, at) => {
      ids[r * length + at] = BigInt(id);
      mask[r * length + at] = 1n;
    });
  });
  const all: Record<string, BigInt64Array> = {
    ...{ input_ids: ids, attention_mask: mask, token_type_ids: new BigInt64Array(ids.length) },
  };
  return Object.fromEntries(
    model.session.inputNames.map((name) => {
      const values = all[name];
      if (values === undefined) throw new Error(`the model wants an input "${name}" that is not known here`);
      return [name, new model.Tensor('int64', values, shape)];
    }),
  );
}

/** A batch of texts of about one length as vectors of length 1. */
export async function encodeBatch(texts: readonly string[]): Promise<Float32Array> {
  const model = await (loaded ??= load());
  const rows = texts.map((text) => encode(model, text));
  const length = Math.max(1, ...rows.map((row) => row.length));
  const output = await model.session.run(toInputs(model, rows, length));
  const first = output['sentence_embedding'] ?? output[model.session.outputNames[0]!]!;
  return poolAndScale(
    { values: first.data as Float32Array, dims: first.dims },
    rows.map((row) => row.length),
  );
}

/** Loads the model, so that a fault shows at once; what it gives. */
export async function describeModel(): Promise<{ nDimensions: number; device: string }> {
  const vector = await encodeBatch(['a']);
  const { device } = await (loaded ??= load());
  return { nDimensions: vector.length, device };
}
