import { readStored } from '@convoscope/app-gateway/progress/read-progress';
import { summarise } from '@convoscope/app-gateway/routes/summarise';
import { buildReport } from '@convoscope/app-reporting/report/build-report';
import { createReportCounter, createTotalsCounter, reconcile } from '@convoscope/ledger';
import { MeasureKeeper } from '@convoscope/measures';
import { connectStore, type Store } from '@convoscope/store';
import { createTelemetry } from '@convoscope/telemetry';
import { MongoClient, type Db } from 'mongodb';
import { readFileSync } from 'node:fs';
import type { MongodServer } from '../../servers/mongod.ts';
import { lastDayOf, sectionsOf } from './generate-rows.ts';

const TENANT = 'default';
const N_DAYS = 365;
const LAST_DAY = lastDayOf(N_DAYS);
const BATCH = 1_000;
/** Conversations written between two rounds of measuring, as a load that takes a while has them. */
const ROUND = 25_000;
const N_READS = 7;

export interface MeasuredPage {
  page: string;
  /** Median of some reads, the first left out. */
  milliseconds: number;
  documentsExamined: number;
}

export interface MeasuredSize {
  nConversations: number;
  /** CPU milliseconds a conversation, of the process and of mongod. */
  cpu: { stage: string; own: number; mongod: number }[];
  pages: MeasuredPage[];
  /** Documents examined by a round of measuring in which nothing had changed. */
  idleDocuments: number;
  megabytes: number;
  /** Most resident memory that comparing stages took on top of what there was before, MiB. */
  comparisonMiB: number;
}

/** Compares what reports are made of with itself and with its totals, as a proof does: reading, hashing and joining every row. */
async function compareStages(store: Store): Promise<number> {
  const baseline = process.memoryUsage.rss();
  let peak = baseline;
  const sampling = setInterval(() => (peak = Math.max(peak, process.memoryUsage.rss())), 20);
  try {
    const stages = [
      createReportCounter(store.analytics, TENANT),
      createReportCounter(store.analytics, TENANT),
      createTotalsCounter(store.analytics, TENANT),
    ];
    const { isBalanced } = await reconcile(stages);
    if (!isBalanced) throw new Error('the stages are not the same');
  } finally {
    clearInterval(sampling);
  }
  return (peak - baseline) / 2 ** 20;
}

/** CPU milliseconds of a process so far (Linux: user and system ticks of 10 ms). */
function cpuOf(pid: number): number {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? [];
  return (Number(fields[11]) + Number(fields[12])) * 10;
}

const ownCpu = (): number => {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1_000;
};

/** Adds up what several stretches of work cost. */
class CpuMeter {
  own = 0;
  mongod = 0;
  readonly #pid: number;

  constructor(pid: number) {
    this.#pid = pid;
  }

  async run<T>(work: () => Promise<T>): Promise<T> {
    const before = [ownCpu(), cpuOf(this.#pid)] as const;
    try {
      return await work();
    } finally {
      this.own += ownCpu() - before[0];
      this.mongod += cpuOf(this.#pid) - before[1];
    }
  }
}

const PAGES: Readonly<Record<string, (store: Store) => Promise<unknown>>> = {
  overview: (store) => summarise(store, TENANT, {}),
  'overview of 30 days': (store) => summarise(store, TENANT, { from: '2025-12-02', to: LAST_DAY }),
  'list, newest first': (store) => store.analytics.findPage(TENANT, {}, { limit: 50 }),
  'list of a topic': (store) => store.analytics.findPage(TENANT, { topic: 'billing' }, { limit: 50 }),
  'search of a word': (store) => store.analytics.search(TENANT, 'parcel', {}, { limit: 50 }),
  'one user': (store) => store.users.findById(TENANT, 'user-1'),
  'one user’s conversations': (store) =>
    store.analytics.findPage(TENANT, { userId: 'user-1' }, { limit: 50 }),
  progress: (store) => readStored(store, TENANT),
  'report of a day': (store) => buildReport({ store, tenant: TENANT, period: 'daily', date: LAST_DAY }),
  'report of a month': (store) => buildReport({ store, tenant: TENANT, period: 'monthly', date: LAST_DAY }),
};

async function examined(db: Db, work: () => Promise<unknown>): Promise<number> {
  await db.command({ profile: 0 });
  await db.collection('system.profile').drop();
  await db.command({ profile: 2 });
  await work();
  await db.command({ profile: 0 });
  const [found] = await db
    .collection('system.profile')
    .aggregate<{ n: number }>([
      { $match: { ns: { $not: /system\.profile$/ } } },
      { $group: { _id: null, n: { $sum: '$docsExamined' } } },
    ])
    .toArray();
  return found?.n ?? 0;
}

async function measurePage(
  store: Store,
  db: Db,
  page: string,
  read: (store: Store) => Promise<unknown>,
): Promise<MeasuredPage> {
  const times: number[] = [];
  for (let i = 0; i < N_READS; i++) {
    const startedAt = performance.now();
    await read(store);
    times.push(performance.now() - startedAt);
  }
  const milliseconds = times.slice(1).sort((a, b) => a - b)[Math.floor((N_READS - 1) / 2)] ?? NaN;
  return { page, milliseconds, documentsExamined: await examined(db, () => read(store)) };
}

/** Writes so many conversations, in order of time and in batches, measures them between, and reads every page. Memory: one batch. */
export async function measureSize(
  mongod: MongodServer,
  nConversations: number,
  print: (line: string) => void,
): Promise<MeasuredSize> {
  const telemetry = createTelemetry({ service: 'bench', logLevel: 'silent', processMetrics: false });
  const database = `growth_${nConversations}`;
  const store = await connectStore({ uri: mongod.uri, database, telemetry });
  const client = await new MongoClient(mongod.uri).connect();
  const db = client.db(database);
  const keeper = new MeasureKeeper({ measures: store.measures, now: () => Date.now() });
  const [writing, measuring, comparing] = [
    new CpuMeter(mongod.pid),
    new CpuMeter(mongod.pid),
    new CpuMeter(mongod.pid),
  ];
  try {
    await store.migrate();
    for (let i = 0; i < nConversations; i += BATCH) {
      const nRows = Math.min(BATCH, nConversations - i);
      const sections = Array.from({ length: nRows }, (_, k) =>
        sectionsOf(i + k, { n: nConversations, nDays: N_DAYS }),
      ).flat();
      await writing.run(() => store.analytics.upsertSections(TENANT, sections, new Date()));
      if ((i + BATCH) % ROUND === 0) await measuring.run(() => keeper.keep(TENANT));
    }
    await measuring.run(() => keeper.keep(TENANT));
    const idleDocuments = await examined(db, () => keeper.keep(TENANT));
    const pages: MeasuredPage[] = [];
    for (const [page, read] of Object.entries(PAGES)) pages.push(await measurePage(store, db, page, read));
    const comparisonMiB = await comparing.run(() => compareStages(store));
    const { dataSize } = (await db.command({ dbStats: 1 })) as { dataSize: number };
    const each = ({ own, mongod: ofMongod }: CpuMeter) => ({
      ...{ own: own / nConversations, mongod: ofMongod / nConversations },
    });
    const cpu = [
      { stage: 'joined rows written', ...each(writing) },
      { stage: 'measures kept', ...each(measuring) },
      { stage: 'three stages compared', ...each(comparing) },
    ];
    const measured = { nConversations, cpu, pages, idleDocuments, megabytes: dataSize / 1e6, comparisonMiB };
    print(JSON.stringify(measured));
    return measured;
  } finally {
    await db.dropDatabase();
    await client.close();
    await store.close();
    await telemetry.close();
  }
}
