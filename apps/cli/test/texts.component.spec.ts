import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ScriptedHttpServer } from '@convoscope/testing';
import { runCli } from './run-cli.ts';

/** 950 bytes that give eight numbers a text. */
const TINY_MODEL = join(import.meta.dirname, '../../../libs/embeddings/test/tiny-model');

let dir: string;
const file = (name: string): string => join(dir, name);
const cli = (...args: string[]) => runCli({}, ...args);

async function answer(...args: string[]): Promise<Record<string, unknown>> {
  const { exitCode, stdout, stderr } = await cli(...args, '--json');
  expect([exitCode, stderr]).toEqual([0, '']);
  return JSON.parse(stdout.toString()) as Record<string, unknown>;
}

const toLines = (rows: readonly object[]): string => rows.map((row) => `${JSON.stringify(row)}\n`).join('');

beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'convoscope-texts-'));
});
afterAll(() => rm(dir, { recursive: true, force: true }));

describe('rows of texts', () => {
  it('are refused with file, line and how to go on', async () => {
    await writeFile(file('broken.jsonl'), '{"text":"Guten Tag","label":"de"}\n{"text":7}\n');
    const { exitCode, stderr } = await cli('language', 'eval', '--data', file('broken.jsonl'));
    expect(exitCode).toBe(65);
    expect(stderr).toContain('broken.jsonl:2: it has no field "text" with a string (--skip-invalid');
  });

  it('are passed over with --skip-invalid, and counted', async () => {
    const rows = ['{"text":"Guten Tag, wie geht es Ihnen?","label":"de"}', '{oops', '{"text":"x"}', '[]', ''];
    await writeFile(file('some.jsonl'), `\uFEFF${rows.join('\n')}`);
    const found = await answer('language', 'eval', '--data', file('some.jsonl'), '--skip-invalid');
    expect(found).toMatchObject({ n: 1, skipped: [{ line: 2 }, { line: 3 }, { line: 4 }] });
  });

  it('may hold the line separators of Unicode', async () => {
    await writeFile(file('separators.jsonl'), '{"text":"Guten Tag,\u2028wie geht es Ihnen?","label":"de"}\n');
    expect(await answer('language', 'eval', '--data', file('separators.jsonl'))).toMatchObject({
      accuracy: 1,
    });
  });

  it('are read from any table', async () => {
    await writeFile(file('rows.csv'), 'text;label\n"Guten Tag, wie geht es Ihnen?";de\n');
    expect(await answer('language', 'eval', '--data', file('rows.csv'))).toMatchObject({ n: 1, accuracy: 1 });
    await writeFile(file('cut.jsonl.gz'), gzipSync('{"text":"a"}\n').subarray(0, 20));
    const cut = await cli('language', 'run', '--data', file('cut.jsonl.gz'));
    expect([cut.exitCode, cut.stderr]).toEqual([65, expect.stringContaining('cut.jsonl.gz cannot be read')]);
  });

  it('are missed in a file that is empty or not there', async () => {
    await writeFile(file('empty.jsonl'), '\n');
    expect((await cli('language', 'eval', '--data', file('empty.jsonl'))).exitCode).toBe(65);
    expect((await cli('language', 'eval', '--data', file('nothing.jsonl'))).stderr).toContain(
      'cannot be read',
    );
  });
});

describe('language', () => {
  it('counts what was found, by language', async () => {
    const rows = [
      { text: 'Wo ist mein Paket?', label: 'de' },
      { text: 'Where is my parcel?', label: 'en' },
      { text: 'Il-Gvern ħabbar miżuri ġodda biex jgħin lill-familji', label: 'mt' },
      { text: '12345', label: 'und' },
    ];
    await writeFile(file('languages.jsonl'), toLines(rows));
    const found = await answer('language', 'eval', '--data', file('languages.jsonl'));
    expect(found).toMatchObject({
      n: 4,
      accuracy: 0.75,
      accuracyOfReliable: 1,
      perLanguage: { de: { accuracy: 1 }, en: { accuracy: 1 }, mt: { accuracy: 0, reliable: 0 } },
      unsupported: ['mt', 'und'],
    });
  });

  it('adds its answer to each row', async () => {
    await writeFile(file('plain.jsonl'), toLines([{ id: 7, text: 'Où est mon colis ?' }]));
    const { stdout } = await cli('language', 'run', '--data', file('plain.jsonl'));
    expect(JSON.parse(stdout.toString())).toMatchObject({ id: 7, language: 'fr', isLanguageReliable: true });
  });
});

describe('classify', () => {
  const NOUNS = ['card', 'parcel', 'password'];
  const PHRASES = ['where is my', 'I lost my', 'please send a new', 'help with the', 'my friend has a', 'no'];
  const rows = NOUNS.flatMap((label) => PHRASES.map((phrase) => ({ text: `${phrase} ${label}`, label })));

  it('learns, is kept in a file, and tells', async () => {
    await writeFile(file('train.jsonl'), toLines(rows));
    await writeFile(file('test.jsonl'), toLines([{ text: 'this card again', label: 'card' }, { text: 'xyz', label: 'oos' }])); // prettier-ignore
    const trained = await answer(
      ...['classify', 'train', '--data', file('train.jsonl'), '--test', file('test.jsonl')],
      ...['--out', file('model.bin')],
    );
    expect(trained).toMatchObject({ nRows: 18, nLabels: 3, accuracy: 1, oosAuroc: 1 });
    const judged = await answer(
      ...['classify', 'eval', '--model', file('model.bin'), '--data', file('test.jsonl')],
    );
    expect(judged).toMatchObject({ n: 1, accuracy: 1, macroF1: 1, macroRecall: 1, nOutOfScope: 1 });
    expect(judged['ece']).toEqual(expect.any(Number));
    await writeFile(file('plain.jsonl'), toLines([{ id: 7, text: 'the password please' }]));
    const { stdout } = await cli(
      ...['classify', 'run', '--model', file('model.bin'), '--data', file('plain.jsonl')],
    );
    expect(JSON.parse(stdout.toString())).toMatchObject({ id: 7, label: 'password' });
  });

  it('learns from embeddings, too, and finds them again', async () => {
    await writeFile(file('train.jsonl'), toLines(rows));
    const arguments_ = ['--data', file('train.jsonl'), '--out', file('embedded.bin')];
    const trained = await answer('classify', 'train', ...arguments_, '--embeddings', TINY_MODEL);
    expect(trained).toMatchObject({
      method: 'kernel ridge',
      embeddings: 'tiny',
      chosen: { usesLabelWords: true },
    });
    await writeFile(file('test.jsonl'), toLines([{ text: 'this card again', label: 'card' }]));
    const args = ['--model', file('embedded.bin'), '--data', file('test.jsonl')];
    expect(await answer('classify', 'eval', ...args)).toMatchObject({ n: 1, accuracy: 1 });
    const { stdout } = await cli('classify', 'run', ...args);
    expect(JSON.parse(stdout.toString())).toMatchObject({ text: 'this card again', label: 'card' });
    const without = await cli('classify', 'eval', ...args, '--embeddings', 'none');
    expect([without.exitCode, without.stderr]).toEqual([
      78,
      expect.stringContaining('learned from the embeddings of tiny'),
    ]);
    const absent = await cli('classify', 'train', ...arguments_, '--embeddings', 'unheard-of');
    expect([absent.exitCode, absent.stderr]).toEqual([
      78,
      expect.stringContaining('models install unheard-of'),
    ]);
  });

  it('refuses rows of one label, and a model that is none', async () => {
    await writeFile(file('one.jsonl'), toLines([{ text: 'a', label: 'x' }]));
    const one = await cli('classify', 'train', '--data', file('one.jsonl'), '--out', file('m.bin'));
    expect([one.exitCode, one.stderr]).toEqual([65, expect.stringContaining('at least two')]);
    const none = await cli('classify', 'eval', '--data', file('one.jsonl'), '--model', file('one.jsonl'));
    expect([none.exitCode, none.stderr]).toEqual([65, expect.stringContaining('not a trained classifier')]);
  });

  it('refuses a folder that is not there before it learns', async () => {
    await writeFile(file('one.jsonl'), toLines([{ text: 'a', label: 'x' }]));
    const { exitCode } = await cli(
      ...['classify', 'train', '--data', file('one.jsonl'), '--out', file('nowhere/m.bin')],
    );
    expect(exitCode).toBe(78);
  });
});

describe('sentiment', () => {
  it('is compared with rows of two or three labels', async () => {
    const rows = [
      { text: 'This is wonderful, thank you so much', label: 'positive' },
      { text: 'Das ist leider furchtbar und enttäuschend', label: 'negative' },
    ];
    await writeFile(file('two.jsonl'), toLines(rows));
    const two = await answer('sentiment', 'eval', '--data', file('two.jsonl'));
    expect(two).toMatchObject({ n: 2, accuracy: 1, macroF1: 1, macroRecall: 1 });
    await writeFile(
      file('three.jsonl'),
      toLines([...rows, { text: 'The shop opens at nine', label: 'neutral' }]),
    );
    expect(await answer('sentiment', 'eval', '--data', file('three.jsonl'))).toMatchObject({ accuracy: 1 });
  });

  it('names a label that is no feeling', async () => {
    await writeFile(file('odd.jsonl'), toLines([{ text: 'x', label: 'meh' }]));
    const { exitCode, stderr } = await cli('sentiment', 'eval', '--data', file('odd.jsonl'));
    expect([exitCode, stderr]).toEqual([65, expect.stringContaining('"meh"')]);
  });
});

describe('taxonomy', () => {
  const GARDEN = `name: garden
version: 1
topics:
  - id: roses
    title: Roses
    keywords: [rose*, thorn]
  - id: tools
    title: Tools
    examples: [my spade broke]
`;

  const NO_CHANGE = { added: [], removed: [], changed: [] };

  it('shows one that is valid itself', async () => {
    const shown = await cli('taxonomy', 'show');
    await writeFile(file('shown.yaml'), shown.stdout);
    expect(await answer('taxonomy', 'validate', file('shown.yaml'))).toMatchObject({ name: 'general' });
    expect(await answer('taxonomy', 'diff', 'built-in', file('shown.yaml'))).toEqual({
      ...{ added: [], removed: [], changed: [], needsNewVersion: false },
      rules: NO_CHANGE,
    });
  });

  it('names every problem with its line', async () => {
    const broken = GARDEN.replace('title: Roses', 'titel: Roses').replace('[my spade broke]', '7');
    await writeFile(file('broken.yaml'), broken);
    const { exitCode, stderr } = await cli('taxonomy', 'validate', file('broken.yaml'));
    expect(exitCode).toBe(78);
    expect(stderr).toMatch(/line 4: topics\.0/);
    expect(stderr).toMatch(/line 9: topics\.1\.examples/);
    const rules = `rules:
  - id: thorns
    topic: rosse
    when: { any: [{ keywords: [thorn] }, { matches: '(' }] }
`;
    await writeFile(file('rules.yaml'), GARDEN + rules);
    const wrong = await cli('taxonomy', 'validate', file('rules.yaml'));
    expect(wrong.exitCode).toBe(78);
    expect(wrong.stderr).toMatch(/line 12: rule "thorns" names the topic "rosse"/);
    expect(wrong.stderr).toMatch(/line 13: "\(" is no RE2 expression/);
    await writeFile(file('torn.yaml'), 'name: [garden');
    expect((await cli('taxonomy', 'validate', file('torn.yaml'))).exitCode).toBe(78);
  });

  it('says what changes, and that it wants a version', async () => {
    await writeFile(file('a.yaml'), GARDEN);
    await writeFile(file('b.yaml'), GARDEN.replace('thorn', 'bud').replaceAll('tools', 'spades'));
    expect(await answer('taxonomy', 'diff', file('a.yaml'), file('b.yaml'))).toEqual({
      ...{ added: ['spades'], removed: ['tools'], needsNewVersion: true, rules: NO_CHANGE },
      changed: [{ id: 'roses', added: ['keyword: bud'], removed: ['keyword: thorn'] }],
    });
  });
});

describe('models', () => {
  const models = (...args: string[]) => runCli({ CONVOSCOPE_CACHE_DIR: dir }, 'models', ...args);

  it('are installed, listed, verified and removed', async () => {
    const installed = await models('install', 'tiny', '--from', TINY_MODEL, '--json');
    expect(JSON.parse(installed.stdout.toString())).toMatchObject({ name: 'tiny', nDimensions: 8 });
    expect((await models('list')).stdout.toString()).toMatch(/tiny +yes.*\n(?:.*\n)*all-MiniLM-L6-v2 +no/);
    expect(await models('verify')).toMatchObject({ exitCode: 0 });
    await writeFile(join(dir, 'models/tiny/model.onnx'), 'damaged');
    const damaged = await models('verify', 'tiny', '--json');
    expect(damaged.exitCode).toBe(65);
    expect(damaged.stdout.toString()).toContain('is not what was installed');
    expect((await models('remove', 'tiny')).exitCode).toBe(0);
    expect((await models('remove', 'tiny')).exitCode).toBe(78);
  });
});

describe('topics discover', () => {
  const SUBJECTS = ['my card is lost', 'the weather is sunny', 'play music'];
  const rows = Array.from({ length: 60 }, (_, at) => ({
    ...{
      id: at,
      text: `${SUBJECTS[at % 3]!} ${at % 2 ? 'today' : 'a'}`,
      label: SUBJECTS[at % 3]!,
      user_id: `user ${at}`,
    },
  }));

  it('gives each row a topic, compares with labels, and keeps ids from run to run', async () => {
    await writeFile(file('rows.jsonl'), toLines(rows));
    const args = ['topics', 'discover', '--data', file('rows.jsonl'), '--embeddings', TINY_MODEL];
    const kept = ['--state', file('topics.json'), '--out', file('told.jsonl')];
    const first = await answer(...args, ...kept);
    expect(first).toMatchObject({
      nRows: 60,
      hidden: { nTexts: 0 },
      embeddings: expect.stringContaining('tiny/'),
    });
    expect(first['nmi']).toBeGreaterThan(0.6);
    const told = (await readFile(file('told.jsonl'), 'utf8')).trim().split('\n');
    expect(told).toHaveLength(60);
    const { topics } = first as { topics: { id: string }[] };
    expect(topics.map(({ id }) => id)).toContain((JSON.parse(told[0]!) as { topic: string }).topic);
    const again = (await answer(...args, ...kept)) as { topics: { id: string }[]; events: unknown[] };
    expect(again.topics.map(({ id }) => id)).toEqual(topics.map(({ id }) => id));
    expect(again.events).toEqual([]);
    await writeFile(file('topics.json'), '{}');
    expect((await cli(...args, ...kept)).exitCode).toBe(65);
  });

  it('shows no topic of too few people, and works without a model', async () => {
    const alone = rows.map((row) => ({ ...row, user_id: 'always the same' }));
    await writeFile(file('alone.jsonl'), toLines(alone));
    const found = await answer('topics', 'discover', '--data', file('alone.jsonl'));
    expect(found).toMatchObject({ nTopics: 0, topics: [], hidden: { nTexts: 60 }, embeddings: 'none' });
    await writeFile(file('few.jsonl'), toLines(rows.slice(0, 3)));
    expect((await cli('topics', 'discover', '--data', file('few.jsonl'))).stderr).toContain('at least ten');
  });
});

describe('translate eval', () => {
  const rows = [
    {
      en: 'The parcel has not arrived, see `order.id` at https://example.org',
      de: 'Das Paket ist nicht da, siehe `order.id` unter https://example.org',
    },
    { en: 'Good morning', de: 'Guten Morgen' },
  ];
  const evaluate = (provider: string, ...more: string[]) => [
    ...[
      'translate',
      'eval',
      '--provider',
      provider,
      '--from',
      'en',
      '--to',
      'de',
      '--data',
      file('segments.jsonl'),
      ...more,
    ],
  ];
  beforeAll(() => writeFile(file('segments.jsonl'), toLines(rows)));

  it('judges an engine beside references and without, and keeps code and links from it', async () => {
    const server = await ScriptedHttpServer.start();
    server.route('GET /languages', { body: [{ code: 'en', targets: ['de'] }] });
    server.route('POST /translate', ({ json }) => {
      const { q } = json as { q: string[] };
      const german = ['Das Paket ist nicht da, siehe ⟦0⟧ unter ⟦1⟧', 'Guten Morgen'];
      return { body: { translatedText: q.map((_, at) => german[at]) } };
    });
    try {
      const found = await answer(...evaluate('libretranslate', '--url', server.url));
      expect(found).toMatchObject({ provider: 'libretranslate', n: 2, nReferences: 2, score: 1 });
      expect(found['bleu']).toBeCloseTo(100, 6);
      expect(found['chrf']).toBeCloseTo(100, 6);
      const [request] = server.requestsTo('/translate');
      expect(request?.body).not.toContain('order.id');
    } finally {
      await server.stop();
    }
  });

  it('finds what an engine left as it was', async () => {
    expect(await answer(...evaluate('copy'))).toMatchObject({
      problems: { 'wrong-language': 1, empty: 0 },
    });
  });

  it('says what is wrong with what it was told', async () => {
    const wrong = async (...args: string[]) => {
      const { exitCode, stderr } = await cli(...args);
      return [exitCode, stderr] as const;
    };
    expect(await wrong(...evaluate('babel'))).toEqual([
      78,
      expect.stringContaining('expected libretranslate'),
    ]);
    expect(await wrong(...evaluate('deepl'))).toEqual([78, expect.stringContaining('--url is missing')]);
    await writeFile(file('glossary.yaml'), 'keep: 7');
    expect(await wrong(...evaluate('copy', '--glossary', file('glossary.yaml')))).toEqual([
      78,
      expect.stringContaining('--glossary'),
    ]);
    await writeFile(file('segments.jsonl'), '{"fr":"x"}\n');
    expect(await wrong(...evaluate('copy'))).toEqual([
      65,
      expect.stringContaining('segments.jsonl:1: it has no field "en" or "text"'),
    ]);
  });
});
