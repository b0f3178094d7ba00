import type { FaultLab } from '../fault-lab.ts';
import type { FaultRow } from '../fault-row.ts';

/** Deletes all that a topic holds now, as retention does; resolves to the number of records that reporting had not read. */
async function cutIngested({ tap }: FaultLab): Promise<number> {
  const topic = tap.physical('ingested');
  return tap.admin(async (admin) => {
    const offsets = await admin.fetchTopicOffsets(topic);
    const [committed] = await admin.fetchOffsets({ groupId: `${tap.prefix}reporting`, topics: [topic] });
    const missed = offsets.map(({ partition, high }) => {
      const at = committed?.partitions.find((p) => p.partition === partition)?.offset ?? '0';
      return Math.max(0, Number(high) - Math.max(0, Number(at)));
    });
    await admin.deleteTopicRecords({
      topic,
      partitions: offsets.map(({ partition, high }) => ({ partition, offset: high })),
    });
    return missed.reduce((sum, n) => sum + n, 0);
  });
}

const METRIC = /^convoscope_bus_events_expired_total\{[^}]*group="reporting"[^}]*\} (\d+)/gm;

/** What reporting says it has missed. */
async function reportedMissing({ services }: FaultLab): Promise<number> {
  const text = await (await fetch(`${services.url('reporting')}/metrics`)).text();
  return [...text.matchAll(METRIC)].reduce((sum, [, value]) => sum + Number(value), 0);
}

/** Conversations whose joined row is not what MongoDB's messages say: what `convoscope reconcile` calls missing at the stage `report`. */
async function missingInReport(lab: FaultLab): Promise<string[]> {
  const found = await lab.compare();
  return found
    .filter(({ kind, stage }) => kind === 'lost' && stage.startsWith('report'))
    .map((one) => one.conversationId);
}

export const cutRetention: FaultRow = {
  id: 'F27',
  title: 'retention overtakes a consumer: earliest, an alert, and the exact gap',
  isStarred: false,
  limits: { recoverySeconds: 60 },
  async run({ lab, pause, note, expect }) {
    const { load, services, tap } = lab;
    load.pause();
    await lab.untilQuiet();
    await services.stop('reporting');
    const cut = load.insert(30);
    await waitUntilOnTopic(lab, cut);
    await tap.advance();
    const missed = await cutIngested(lab);
    await services.start('reporting');
    load.start(10);
    await pause(8_000, 10_000);
    load.pause();
    await pause(6_000, 6_000);
    const reported = await reportedMissing(lab);
    note(`${missed} records cut away unread, ${reported} reported`);
    expect(reported === missed, `reporting says it missed ${reported} records, ${missed} were cut away`);
    // What the load has changed or deleted since has been said once more.
    const left = cut.filter((id) => load.ledger.get(id)?.version === 1);
    const missing = new Set(await missingInReport(lab));
    expect(
      missing.size === left.length && left.every((id) => missing.has(id)),
      `the comparison shows ${missing.size} missing, ${left.length} of what was cut away stand as they were`,
    );
    // The repair: the source says it once more.
    load.touch(cut);
    load.start(10);
  },
};

/** Waits until these conversations have been published. */
async function waitUntilOnTopic({ tap }: FaultLab, ids: readonly string[]): Promise<void> {
  const deadline = performance.now() + 60_000;
  for (;;) {
    await tap.advance();
    const standing = tap.standing('ingested');
    if (ids.every((id) => standing.has(id))) return;
    if (performance.now() > deadline) throw new Error('what was inserted was not published');
  }
}
