import type { FaultRow, Trial } from '../fault-row.ts';

/** More rows than fit into a page, so that there is a place between pages. */
const N_ROWS = 500;

/** Changes rows whenever a page is about to be read. Returns how often it did. */
async function changeBetweenPages({ lab, random, pause }: Trial): Promise<number> {
  let nChanges = 0;
  const changes = [
    () => lab.load.insert(1),
    () => lab.load.update(2),
    () => lab.load.remove(1),
    () => lab.load.restore(1),
  ];
  lab.source.stub.beforeList((nBefore) => {
    if (nBefore % 2 === 0) return;
    changes[Math.floor(random() * changes.length)]?.();
    nChanges += 1;
  });
  await pause(15_000, 20_000);
  lab.source.stub.beforeList(() => undefined);
  return nChanges;
}

export const sourceMovingRows: FaultRow = {
  id: 'F10',
  title: 'rows inserted, updated, deleted and brought back between pages',
  isStarred: true,
  limits: { recoverySeconds: 60 },
  async run(trial) {
    const { lab, note, expect } = trial;
    const missing = N_ROWS - lab.load.ledger.live().length;
    if (missing > 0) await lab.untilArrived(lab.load.insert(missing));
    const nBefore = lab.load.ledger.deleted().length;
    note(`${await changeBetweenPages(trial)} changes between pages`);
    lab.load.pause();
    await lab.untilQuiet();
    const gone = lab.load.ledger.deleted().slice(nBefore);
    await lab.tap.advance();
    const [known, said] = [lab.tap.standing('ingested'), lab.tap.standing('deleted')];
    // Of a row that came and went between two looks nobody ever heard.
    const toSay = gone.filter(({ conversationId }) => known.has(conversationId));
    const silent = toSay.filter(({ conversationId }) => !said.has(conversationId));
    expect(silent.length === 0, `${silent.length} of ${toSay.length} deletions were never published`);
  },
};
