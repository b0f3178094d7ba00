import type { ProcessingErrorDocument, Store } from '@convoscope/store';
import { describeTrouble } from '@convoscope/tables';
import type { FindingSum } from './finding.ts';

export interface InputTroubles {
  /** Rows and files that were refused and still are. */
  nRefused: number;
  /** The first of them: sentences with file, line and column. */
  refusals: string[];
  /** What was found in rows that arrived, as such sentences. */
  findings: string[];
  /** Both. */
  sentences: string[];
}

const SHOWN = 8;
/** Looked at to show different reasons: a thousand rows that are refused for one of them hide the others. */
const LOOKED_AT = 200;

/** What is wrong with what the sources hold, for a person: on the terminal, in `status` and `doctor`. Cost: two counts and two pages. */
export async function describeInput(
  store: Pick<Store, 'processingErrors' | 'processingState'>,
  tenant: string,
): Promise<InputTroubles> {
  const counts = await store.processingErrors.countByStatus(tenant);
  const nRefused = (counts['retrying'] ?? 0) + (counts['parked'] ?? 0);
  const pages =
    nRefused === 0
      ? []
      : await Promise.all(
          ['retrying', 'parked'].map((status) =>
            store.processingErrors.findPage(tenant, { status }, { limit: LOOKED_AT }),
          ),
        );
  const errors = chooseShown(pages.flatMap(({ items }) => items));
  const states = await store.processingState.findAll(tenant);
  const findings = states.flatMap(({ state }) => (state['findings'] ?? []) as FindingSum[]);
  const nMore = nRefused - errors.length;
  const refusals = [
    ...errors.map(refusalOf),
    ...(nMore > 0 ? [`and ${nMore} more that were refused (GET /api/v1/processing/errors lists all)`] : []),
  ];
  const found = [
    ...findings.slice(0, SHOWN).map(findingOf),
    ...(findings.length > SHOWN ? [`and ${findings.length - SHOWN} more kinds of findings`] : []),
  ];
  return { nRefused, refusals, findings: found, sentences: [...refusals, ...found] };
}

/** The first of each reason, then more of them, in the order of the files. */
function chooseShown(errors: readonly ProcessingErrorDocument[]): ProcessingErrorDocument[] {
  const inOrder = [...errors].sort(
    (a, b) =>
      (a.file ?? '').localeCompare(b.file ?? '') || (a.line ?? a.record ?? 0) - (b.line ?? b.record ?? 0),
  );
  const firsts = [...Map.groupBy(inOrder, ({ reason }) => reason).values()].flatMap(([first]) => first ?? []);
  const others = inOrder.filter((error) => !firsts.includes(error));
  const shown = new Set([...firsts, ...others].slice(0, SHOWN));
  return inOrder.filter((error) => shown.has(error));
}

/** A row of a database has no file: its key is its place. */
function refusalOf({ file, sourceRowId, reason, ...rest }: ProcessingErrorDocument): string {
  const place = file ?? (sourceRowId.startsWith('(') ? sourceRowId : `row ${sourceRowId}`);
  return `refused (${reason}) ${describeTrouble({ ...rest, file: place })}`;
}

function findingOf({ count, ...finding }: FindingSum): string {
  return `found ${count > 1 ? `${count} times, first ` : ''}${describeTrouble(finding)}`;
}
