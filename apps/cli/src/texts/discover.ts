import { writeFile } from 'node:fs/promises';
import { DataError } from '@convoscope/detectors';
import {
  agreementOf,
  discoverTopics,
  distinguishingTerms,
  latentVectors,
  placesOf,
  trackTopics,
  type Discovery,
  type TrackedTopics,
  type Vectors,
} from '@convoscope/text';
import type { CommandHost } from '../command-host.ts';
import { requireWritable } from '../detection/parse-options.ts';
import { printJson, printTable } from '../print.ts';
import { withEmbedder } from './open-models.ts';
import { readTexts, type TextRow } from './read-texts.ts';
import { readTopicMemory, writeTopicMemory } from './topic-memory.ts';

export interface DiscoverOptions {
  data: string;
  embeddings: string;
  out?: string;
  state?: string;
  people: string;
  minPeople: number;
  seed: number;
  json?: boolean;
  skipInvalid?: boolean;
}

/** Rows may carry what somebody called them: it is compared with, never learned from. */
const LABELS = ['label', 'intent', 'category'];
const labelOf = ({ row }: TextRow): string | undefined => {
  const label = LABELS.map((field) => row[field]).find(
    (each) => typeof each === 'string' || typeof each === 'number',
  );
  return label === undefined ? undefined : String(label);
};

async function vectorsOf(texts: readonly string[], options: DiscoverOptions, host: CommandHost) {
  return withEmbedder(options.embeddings, host, async (embedder) => {
    if (embedder === undefined) return { vectors: latentVectors(texts, options.seed), embeddings: 'none' };
    const values = await embedder.embed(texts);
    const vectors: Vectors = { nRows: texts.length, width: embedder.nDimensions, values };
    return { vectors, embeddings: `${embedder.name}/${embedder.fingerprint}` };
  });
}

/** Agreement with the labels of the rows, where all have one; what is not shown is a topic of its own. */
function compareWithLabels(rows: readonly TextRow[], { topicOf }: Discovery) {
  const labels = rows.map(labelOf);
  return labels.every((label) => label !== undefined) ? agreementOf(labels, [...topicOf]) : undefined;
}

/** Names of groups or areas: what tells them from each other. */
function nameLevel(texts: readonly string[], { topics, topicOf }: Discovery, level: 'group' | 'area') {
  const numbers = [...new Set(topics.map((topic) => topic[level]))];
  const membership = topicOf.map((at) => {
    const topic = topics[at];
    return topic === undefined ? -1 : numbers.indexOf(topic[level]);
  });
  const terms = distinguishingTerms(texts, membership, numbers.length);
  return new Map(numbers.map((number, at) => [number, (terms[at] ?? []).slice(0, 3).join(', ')]));
}

function describe(texts: readonly string[], discovery: Discovery, { ids }: TrackedTopics) {
  const [groups, areas] = [nameLevel(texts, discovery, 'group'), nameLevel(texts, discovery, 'area')];
  return discovery.topics.map(({ name, terms, typicalText, size, nPeople, group, area }, at) => ({
    ...{ id: ids[at] ?? '', name, terms, typicalText, size, nPeople },
    ...{ group: groups.get(group) ?? '', area: areas.get(area) ?? '' },
  }));
}

async function find(rows: readonly TextRow[], options: DiscoverOptions, host: CommandHost) {
  const texts = rows.map(({ text }) => text);
  const { vectors, embeddings } = await vectorsOf(texts, options, host);
  if (options.state !== undefined && embeddings === 'none')
    throw new DataError(
      '--state needs --embeddings: without a model, vectors of two runs cannot be compared',
    );
  const known = options.state === undefined ? [] : await readTopicMemory(options.state, embeddings);
  const people = rows.map(({ row }) =>
    typeof row[options.people] === 'string' ? (row[options.people] as string) : undefined,
  );
  const discovery = discoverTopics(texts, vectors, {
    people,
    minPeople: options.minPeople,
    seed: options.seed,
  });
  const tracked = trackTopics(known, discovery, vectors);
  const topics = describe(texts, discovery, tracked);
  const places = placesOf(vectors, discovery.topicOf, topics.length);
  const kept = places.map((place, at) => ({
    id: topics[at]?.id ?? '',
    name: topics[at]?.name ?? '',
    ...place,
  }));
  if (options.state !== undefined) await writeTopicMemory(options.state, { embeddings, topics: kept });
  return { discovery, topics, events: tracked.events, embeddings };
}

/** `topics discover`. */
export async function discover(options: DiscoverOptions, host: CommandHost): Promise<void> {
  await requireWritable('--out', options.out);
  await requireWritable('--state', options.state);
  const { rows, skipped } = await readTexts(options.data, process.stdin, {
    skipInvalid: options.skipInvalid,
  });
  if (rows.length < 10)
    throw new DataError(`${options.data} has ${rows.length} rows: at least ten are needed to find topics`);
  const { discovery, topics, events, embeddings } = await find(rows, options, host);
  if (options.out !== undefined) {
    const lines = rows.map(({ row }, at) => {
      const topic = topics[discovery.topicOf[at] ?? -1];
      const told = {
        topic: topic?.id ?? null,
        topicName: topic?.name ?? null,
        group: topic?.group ?? null,
        area: topic?.area ?? null,
      };
      return `${JSON.stringify({ ...row, ...told })}\n`;
    });
    await writeFile(options.out, lines.join(''));
  }
  const agreement = compareWithLabels(rows, discovery);
  const { silhouette, resolution, hidden } = discovery;
  const told = {
    nRows: rows.length,
    nTopics: topics.length,
    ...agreement,
    silhouette,
    resolution,
    embeddings,
    hidden,
    events,
    topics,
    skipped,
  };
  if (options.json) return printJson(host.stdout, told);
  printTable(
    host.stdout,
    ['topic', 'texts', 'people', 'name', 'group', 'area'],
    topics.map(({ id, size, nPeople, name, group, area }) => [...[id, size, nPeople, name, group, area]]),
  );
  host.stdout.write(
    `${topics.length} topics among ${rows.length} texts; ${hidden.nTexts} texts lie in ${hidden.nTopics} topics of too few people\n`,
  );
  if (agreement)
    host.stdout.write(
      `beside the labels: NMI ${agreement.nmi.toFixed(3)}, ARI ${agreement.ari.toFixed(3)}\n`,
    );
}
