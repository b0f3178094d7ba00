import type { SnapshotsRepository } from './store.ts';

/** What is gone for good of a tenant: it does not come back, whatever its source still holds or policies say later. Days only move on. */
export interface RetentionState {
  /** Of each source: what began before this UTC day is gone, but what was held. */
  readonly sources: Readonly<Record<string, string>>;
  /** Reports that end before it are gone, and are written for nobody but who asks for them. */
  readonly reportsBefore: string | null;
}

const OWNER = 'ingestion';
const NAME = 'retention';
const NOTHING: RetentionState = { sources: {}, reportsBefore: null };

type Snapshots = Pick<SnapshotsRepository, 'get' | 'put'>;

export async function readRetentionState(
  snapshots: Pick<Snapshots, 'get'>,
  tenant: string,
): Promise<RetentionState> {
  return ((await snapshots.get(tenant, OWNER, NAME))?.value ?? NOTHING) as RetentionState;
}

const later = (a: string | null | undefined, b: string | null): string | null =>
  b === null || (a ?? '') > b ? (a ?? null) : b;

/** Notes what is about to go, before it does. */
export async function noteRetention(
  snapshots: Snapshots,
  tenant: string,
  { sources, reportsBefore }: RetentionState,
): Promise<void> {
  for (;;) {
    const known = await snapshots.get(tenant, OWNER, NAME);
    const state = (known?.value ?? NOTHING) as RetentionState;
    const next: RetentionState = {
      sources: {
        ...state.sources,
        ...Object.fromEntries(
          Object.entries(sources).map(([source, before]) => [
            source,
            later(state.sources[source], before) ?? before,
          ]),
        ),
      },
      reportsBefore: later(state.reportsBefore, reportsBefore),
    };
    if (await snapshots.put(tenant, OWNER, NAME, next, known?.version ?? 0)) return;
  }
}
