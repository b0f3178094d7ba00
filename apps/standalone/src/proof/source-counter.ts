import { countAtSource } from '@convoscope/app-ingestion/count-at-source';
import { createSource } from '@convoscope/app-ingestion/create-source';
import { createFindLeftOut } from '@convoscope/app-ingestion/find-left-out';
import type { IngestionSettings } from '@convoscope/app-ingestion/ingestion.config';
import type { LedgerMember, Proof, StateCounter } from '@convoscope/ledger';
import type { Infrastructure } from '@convoscope/service';
import type { Store } from '@convoscope/store';
import type { Telemetry } from '@convoscope/telemetry';

export interface SourceCounterOptions extends Pick<Infrastructure, 'clock' | 'tenant'> {
  /** Sources of the installation, that of the last start first. */
  sources: readonly IngestionSettings[];
  messages: Pick<Store['messages'], 'refs' | 'sources' | 'liveAmong'>;
  /** What retention removed. */
  snapshots: Pick<Store['snapshots'], 'get'>;
  /** Who was erased: nothing of theirs is taken in. */
  personRequests: Pick<Store['personRequests'], 'erasedAt'>;
  telemetry: Telemetry;
  signal?: AbortSignal | undefined;
}

const OPEN_WITHIN_MS = 60_000;

type Unread = Proof['unread'][number];

/**
 * What the sources hold, as ingestion would take it in now: same mapping, same cleaning. The source of the last start must be readable; of one
 * that is not any more, and of what came in another way, stands here what was stored, and `unread` says so.
 */
export function createSourceCounter(options: SourceCounterOptions): {
  counter: StateCounter;
  unread: Unread[];
} {
  const unread: Unread[] = [];
  async function* members(): AsyncGenerator<LedgerMember> {
    unread.length = 0;
    for (const [index, settings] of options.sources.entries()) {
      const because = yield* membersAt(settings, options, index === 0);
      if (because !== null) unread.push({ source: settings.source.name, because });
    }
    unread.push(...(await sourcesWithoutSettings(options)));
    if (unread.length > 0) yield* storedOf(options, new Set(unread.map(({ source }) => source)));
  }
  return { counter: { stage: 'source', countsFirst: true, members }, unread };
}

/** Returns why it could not be read; null where it was. Throws where it `mustBeRead`. */
async function* membersAt(
  settings: IngestionSettings,
  { clock, telemetry, tenant, signal, messages, snapshots, personRequests }: SourceCounterOptions,
  mustBeRead: boolean,
): AsyncGenerator<LedgerMember, string | null> {
  let opened: Awaited<ReturnType<typeof createSource>>;
  try {
    opened = await createSource(settings, { clock, telemetry, tenant });
    await opened.source.open(AbortSignal.timeout(OPEN_WITHIN_MS));
  } catch (error) {
    if (mustBeRead) throw error;
    return (error as Error).message;
  }
  const { source } = opened;
  const findLeftOut = createFindLeftOut({ store: { messages, snapshots, personRequests }, tenant });
  try {
    for await (const counted of countAtSource({ ...opened, findLeftOut }, signal))
      yield { source: source.name, ...counted };
    return null;
  } finally {
    await source.close();
  }
}

async function sourcesWithoutSettings({
  messages,
  tenant,
  sources,
}: SourceCounterOptions): Promise<Unread[]> {
  const known = new Set(sources.map(({ source }) => source.name));
  return (await messages.sources(tenant))
    .filter((source) => !known.has(source))
    .map((source) => ({ source, because: 'no settings of this installation name it' }));
}

async function* storedOf(
  { messages, tenant }: SourceCounterOptions,
  wanted: ReadonlySet<string>,
): AsyncGenerator<LedgerMember> {
  for await (const { conversationId, source, revision, startedAt } of messages.refs(tenant))
    if (wanted.has(source)) yield { conversationId, source, revision, date: startedAt.slice(0, 10) };
}
