import type { Bus } from '@convoscope/bus';
import type {
  AnomaliesRepository,
  ChangedHour,
  FindingFeedbackRepository,
  MetricHoursRepository,
  ScoreDocument,
  ScoresRepository,
  SnapshotsRepository,
} from '@convoscope/store';
import type { AnomalyEvents } from '../anomaly.events.ts';
import {
  createConversationReference,
  versionOf,
  type ConversationReference,
} from '../conversations/conversation-reference.ts';
import { NO_CAUTION } from '../feedback/learn-caution.ts';
import { readLearnt, type Learnt } from '../feedback/keep-feedback.ts';
import { countHours, hourAfter } from '../incidents/count-hours.ts';
import { publishScores } from '../steps/publish-scores.step.ts';
import { keepFindings, publishFindings } from '../findings/keep-findings.ts';
import { readSizes } from './read-sizes.ts';
import {
  dependentDays,
  referenceDays,
  SAMPLE_OF_A_DAY,
  toDate,
  toDay,
  type DaySizes,
} from './reference-days.ts';
import { settledPass, toMember, toScored } from '../conversations/score-document.ts';

export interface SettleOptions {
  tenant: string;
  scores: ScoresRepository;
  anomalies: Pick<AnomaliesRepository, 'findByIds' | 'upsertMany'>;
  metricHours: MetricHoursRepository;
  snapshots: Pick<SnapshotsRepository, 'get' | 'put'>;
  bus: Pick<Bus, 'publish'>;
  events: AnomalyEvents;
  /** Fewest conversations of a reference that says anything. */
  warmUp: number;
  contamination: number;
  findingFeedback: Pick<FindingFeedbackRepository, 'findNewest'>;
  quietMs: number;
  now: () => number;
}

/** Judges the conversations of days that are past against the reference of their day. */
export interface Settlement {
  /** The newest reference there is: what arrives is compared with it until its day is settled. Null before there is any. */
  preview(): ConversationReference | null;
  /** Settles what has changed and what depends on it. `isForced` does not wait for a pause or for the day's end. Returns how many conversations were published. */
  run(isForced?: boolean): Promise<number>;
}

const SNAPSHOT = 'conversation-reference';
const OWNER = 'anomaly';

export function createSettlement(options: SettleOptions): Settlement {
  const references = new References(options);
  return {
    preview: () => references.newest,
    async run(isForced = false) {
      // The sizes of the days decide who is compared with whom.
      await countHours(options);
      const changed = (await options.metricHours.findToSettle(options.tenant)).filter(
        ({ hour }) => isForced || hour.slice(0, 10) < new Date(options.now()).toISOString().slice(0, 10),
      );
      const isQuiet = changed.every(
        ({ changedAt }) => options.now() - changedAt.getTime() >= options.quietMs,
      );
      let n = 0;
      if (changed.length > 0 && (isForced || isQuiet)) {
        await references.learn();
        n = await settle(changed, references, options);
      }
      await references.refresh();
      return n;
    },
  };
}

async function settle(
  changed: readonly ChangedHour[],
  references: References,
  options: SettleOptions,
): Promise<number> {
  const { tenant, metricHours } = options;
  const days = new Set(changed.map(({ hour }) => toDay(hour)));
  const sizes = await readSizes(tenant, metricHours, { from: Math.min(...days), to: Math.max(...days) });
  let n = 0;
  if (sizes !== null) {
    const samples = new Map<number, Promise<ScoreDocument[]>>();
    for (const day of dependentDays(days, sizes)) {
      const { members, version } = await references.membersOf(day, sizes, samples);
      if (members.length < options.warmUp) continue;
      const [first] = await (samples.get(day) ?? []);
      if (!days.has(day) && first?.isSettled === true && first.reference === version) continue;
      n += await settleDay(day, await references.of(members, version), first, options);
      await references.keep(day, version);
    }
  }
  await metricHours.markSettled(tenant, changed);
  return n;
}

/** Hour by hour; the hour of the sample's first conversation last, because that one says by which reference the day was settled. */
async function settleDay(
  day: number,
  reference: ConversationReference,
  first: ScoreDocument | undefined,
  options: SettleOptions,
): Promise<number> {
  const { tenant, metricHours, scores } = options;
  const date = toDate(day);
  const sized = await metricHours.sizesBetween(tenant, `${date}T00`, `${date}T23`);
  const last = first?.startedAt.slice(0, 13);
  const hours = sized.map(({ hour }) => hour).sort((a, b) => Number(a === last) - Number(b === last));
  let n = 0;
  for (const hour of hours) {
    const rows = await scores.startedBetween(tenant, hour, hourAfter(hour));
    n += await settleRows(rows, reference, options);
  }
  return n;
}

const ROWS_A_WRITE = 500;

/** Store, publish, then note that it was published: a crash between any two has it published again. */
async function settleRows(
  rows: readonly ScoreDocument[],
  reference: ConversationReference,
  options: SettleOptions,
): Promise<number> {
  const { tenant, scores, bus, events, now } = options;
  const changed = rows.flatMap((row) => judgeAnew(row, reference, now()));
  for (let i = 0; i < changed.length; i += ROWS_A_WRITE) {
    const batch = changed.slice(i, i + ROWS_A_WRITE);
    await scores.upsertMany(tenant, batch);
    const scored = batch.map(toScored);
    const found = await keepFindings(tenant, scored, options);
    await publishScores(tenant, scored, { bus, events, now });
    await publishFindings(tenant, found, { bus, events, now });
    await scores.markPublished(
      tenant,
      batch.map(({ conversationId }) => conversationId),
    );
  }
  return changed.length;
}

/** Nothing where it stands as it was published, or where its features were not kept. */
function judgeAnew(row: ScoreDocument, reference: ConversationReference, nowMs: number): ScoreDocument[] {
  const member = toMember(row);
  if (member === null) return [];
  const isStanding =
    row.isSettled === true && row.reference === reference.version && row.isPublished !== false;
  if (isStanding) return [];
  const judgement = reference.judge(member);
  const settled = { ...row, ...judgement, isSettled: true, reference: reference.version, isPublished: false };
  return [{ ...settled, pass: settledPass(row.pass), scoredAt: new Date(nowMs) }];
}

/** References by version: those of days after each other are often the same. */
class References {
  readonly #options: SettleOptions;
  newest: ConversationReference | null = null;
  #newestDay = -Infinity;
  #version = 0;
  /** The stored version that was taken over: made of what is there now, it may be another. */
  #taken: string | null = null;

  constructor(options: SettleOptions) {
    this.#options = options;
  }

  async membersOf(
    day: number,
    sizes: DaySizes,
    samples: Map<number, Promise<ScoreDocument[]>>,
  ): Promise<{ members: ScoreDocument[]; version: string }> {
    const { tenant, scores } = this.#options;
    const sampleOf = (one: number): Promise<ScoreDocument[]> => {
      const known = samples.get(one) ?? scores.sampleOf(tenant, toDate(one), SAMPLE_OF_A_DAY);
      samples.set(one, known);
      return known;
    };
    await sampleOf(day);
    const members = (await Promise.all(referenceDays(day, sizes).map(sampleOf))).flat();
    return { members, version: versionOf(members, this.#learnt.said) };
  }

  #last: ConversationReference | null = null;
  #learnt: Learnt = { caution: NO_CAUTION, said: '' };

  /** What people have said of findings since. */
  async learn(): Promise<void> {
    const { tenant, findingFeedback } = this.#options;
    this.#learnt = await readLearnt(tenant, findingFeedback);
  }

  /** The reference of some conversations; made anew only where they are others than the last time. */
  of(members: readonly ScoreDocument[], version: string): ConversationReference {
    if (this.#last?.version === version) return this.#last;
    const { contamination } = this.#options;
    const known = members.flatMap((row) => toMember(row) ?? []);
    this.#last = createConversationReference(known, {
      ...{ version, contamination, caution: this.#learnt.caution },
    });
    return this.#last;
  }

  /** Stores which reference is the newest; others read it. */
  async keep(day: number, version: string): Promise<void> {
    if (day < this.#newestDay || this.#last === null) return;
    this.newest = this.#last;
    this.#newestDay = day;
    const { snapshots, tenant } = this.#options;
    const isSaved = await snapshots.put(
      tenant,
      OWNER,
      SNAPSHOT,
      { date: toDate(day), version },
      this.#version,
    );
    // Another replica saved in between; it saved the same, or a later one.
    this.#version = isSaved
      ? this.#version + 1
      : ((await snapshots.get(tenant, OWNER, SNAPSHOT))?.version ?? 0);
  }

  /** Takes over the newest reference that was stored, by this process before it started or by another. */
  async refresh(): Promise<void> {
    const { snapshots, tenant, metricHours, warmUp } = this.#options;
    const saved = await snapshots.get(tenant, OWNER, SNAPSHOT);
    if (saved === null) return;
    this.#version = saved.version;
    const { date, version } = saved.value as { date: string; version: string };
    if (this.newest?.version === version || this.#taken === version) return;
    this.#taken = version;
    const day = toDay(date);
    const sizes = await readSizes(tenant, metricHours, { from: day, to: day });
    if (sizes === null) return;
    const found = await this.membersOf(day, sizes, new Map());
    if (found.members.length < warmUp) return;
    this.newest = this.of(found.members, found.version);
    this.#newestDay = day;
  }
}
