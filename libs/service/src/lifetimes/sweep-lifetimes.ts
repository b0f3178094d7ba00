import { sweepClaims } from '@convoscope/bus';
import { allTopics } from '@convoscope/contracts';
import type { CollectionName } from '@convoscope/store';
import type { Telemetry } from '@convoscope/telemetry';
import type { Infrastructure } from '../service-definition.ts';
import { collectionLifetimes, type Lifetime, type LifetimeSetting } from './lifetimes.ts';
import type { OnExpiry } from './on-expiry.ts';

/** Milliseconds by setting. */
export type LifetimesMs = Readonly<Record<LifetimeSetting, number>>;

export interface SweepOptions {
  service: string;
  infrastructure: Pick<Infrastructure, 'bus' | 'store' | 'objects' | 'clock'>;
  lifetimes: LifetimesMs;
  onExpiry?: OnExpiry | undefined;
  telemetry: Pick<Telemetry, 'counter'>;
}

/** Documents of one step: a fraction of a second. */
const STEP = 500;
/** An event may be under way for a while after its topic has let it go. */
const MARGIN_MS = 86_400_000;
/** Who sweeps the bodies of large events of all services. */
const CLAIM_SWEEPER = 'ingestion';

type ByAge = Extract<Lifetime, { ends: 'by age' }>;

/** The collections that a service sweeps, with how long what goes by age stays there. */
export const sweptBy = (service: string): { name: CollectionName; after: ByAge['after'] }[] =>
  (Object.entries(collectionLifetimes) as [CollectionName, readonly Lifetime[]][]).flatMap(([name, parts]) =>
    parts.flatMap((part) =>
      part.ends === 'by age' && part.by === service ? [{ name, after: part.after }] : [],
    ),
  );

export const hasSweeps = (service: string): boolean =>
  service === CLAIM_SWEEPER || sweptBy(service).length > 0;

/**
 * One sweep of what a service owns: removes what has lived for as long as the table of lifetimes says, in steps of a few hundred documents, until
 * nothing is left or the signal fires. May be repeated and may run in several processes at once. Cost: what it removes.
 */
export function createSweep({ service, infrastructure, lifetimes, onExpiry = {}, telemetry }: SweepOptions) {
  const { bus, store, objects, clock } = infrastructure;
  const removed = telemetry.counter({
    name: 'lifetimes_removed_total',
    help: 'What was removed because its time was over, by collection or key prefix',
    labels: ['of'],
  });
  const sweepCollection = async (name: CollectionName, before: Date, signal: AbortSignal): Promise<void> => {
    for (let nFound = STEP; nFound === STEP && !signal.aborted;) {
      nFound = await store.expire(name, { before, limit: STEP, onExpire: onExpiry[name] });
      removed.inc({ of: name }, nFound);
    }
  };
  return async function sweep(signal: AbortSignal): Promise<void> {
    const nowMs = clock.now();
    const replayableMs = await bus.replayableMs(allTopics);
    const beginsBefore = (after: ByAge['after']): number | null => {
      if (typeof after === 'object') return null;
      if (after !== 'replayable') return nowMs - lifetimes[after];
      return replayableMs === null ? null : nowMs - replayableMs - MARGIN_MS;
    };
    for (const { name, after } of sweptBy(service)) {
      const beforeMs = beginsBefore(after);
      if (beforeMs !== null) await sweepCollection(name, new Date(beforeMs), signal);
    }
    const beforeMs = beginsBefore('replayable');
    if (service === CLAIM_SWEEPER && beforeMs !== null)
      removed.inc({ of: 'claims/' }, await sweepClaims(objects, beforeMs, signal));
  };
}
