import type { FaultRow, Trial } from '../fault-row.ts';
import type { StubRequest } from '../../../apps/ingestion/test/nocodb-stub.ts';

/** Above the 30 s for which NocoDB itself blocks, so that it is Retry-After that decides. */
const RETRY_AFTER_S = 33;
const TOLERANCE = 0.1;
const FOR_EVER = 1_000_000;

/** Seconds from the 429 until the next request. */
async function answerTooMany({ lab, pause }: Trial): Promise<number | null> {
  const { stub } = lab.source;
  stub.fault({ kind: { status: 429, retryAfter: String(RETRY_AFTER_S) }, match: /records/ });
  await pause(RETRY_AFTER_S * 1_200, RETRY_AFTER_S * 1_250);
  const at = stub.requests.findLastIndex(({ status }) => status === 429);
  const [refused, next] = [
    stub.requests[at],
    stub.requests.slice(at + 1).find(({ url }) => /records/.test(url)),
  ];
  return refused?.endedAt && next ? (next.at - refused.endedAt) / 1_000 : null;
}

/** Most requests that waited for an answer at the same time. */
function mostAtOnce(requests: readonly StubRequest[], nowMs: number): number {
  const ends = requests.map(({ endedAt }) => endedAt ?? nowMs);
  return Math.max(
    0,
    ...requests.map(({ at }) => requests.filter((other, i) => other.at <= at && (ends[i] ?? at) > at).length),
  );
}

/** The source answers nothing for a while. Returns how many requests waited at once, from the second half on. */
async function hang({ lab, pause }: Trial): Promise<number> {
  const { stub } = lab.source;
  stub.fault({ kind: 'hang', times: FOR_EVER, match: /./ });
  await pause(12_000, 14_000);
  const halfAtMs = Date.now();
  await pause(12_000, 14_000);
  const most = mostAtOnce(
    stub.requests.filter(({ at }) => at >= halfAtMs),
    Date.now(),
  );
  stub.heal();
  return most;
}

export const sourceOutages: FaultRow = {
  id: 'F8',
  title: 'NocoDB: 429 with Retry-After, 500, no answer, an answer that drips',
  isStarred: true,
  limits: { recoverySeconds: 60 },
  async run(trial) {
    const { lab, pause, note, expect } = trial;
    const nRestarts = lab.services.restartsOf('ingestion').length;
    const { stub } = lab.source;
    const waited = await answerTooMany(trial);
    note(`Retry-After ${RETRY_AFTER_S} s, next request after ${waited?.toFixed(1) ?? '?'} s`);
    const isHonoured = waited !== null && Math.abs(waited - RETRY_AFTER_S) <= RETRY_AFTER_S * TOLERANCE;
    expect(isHonoured, `asked again after ${waited} s where Retry-After said ${RETRY_AFTER_S}`);
    stub.fault({ kind: { status: 500 }, times: FOR_EVER, match: /records/ });
    await pause(6_000, 9_000);
    stub.heal();
    await pause(1_000, 4_000);
    const atOnce = await hang(trial);
    note(`${atOnce} request at once while nothing was answered`);
    expect(atOnce <= 1, `${atOnce} requests at once to a source that does not answer`);
    stub.fault({ kind: 'drip', times: FOR_EVER });
    await pause(8_000, 11_000);
    stub.heal();
    expect(lab.services.restartsOf('ingestion').length === nRestarts, 'ingestion was started again');
  },
};
