import type { Store } from '@convoscope/store';
import type { FindingSum } from './finding.ts';

export interface InputTroubles {
  /** Rows and files that were refused and still are. */
  nRefused: number;
  /** The first of them, and what was found in rows that arrived: sentences with file, line and column. */
  sentences: string[];
}

const SHOWN = 5;

/** What is wrong with what the sources hold, for a person: on the terminal, in `status` and `doctor`. Cost: a count and one small page. */
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
            store.processingErrors.findPage(tenant, { status }, { limit: SHOWN }),
          ),
        );
  const errors = pages.flatMap(({ items }) => items).slice(0, SHOWN);
  const states = await store.processingState.findAll(tenant);
  const findings = states.flatMap(({ state }) => (state['findings'] ?? []) as FindingSum[]);
  return {
    nRefused,
    sentences: [
      ...errors.map(({ reason, message }) => `refused (${reason}) ${message}`),
      ...(nRefused > errors.length ? [`and ${nRefused - errors.length} more that were refused`] : []),
      ...findings.slice(0, SHOWN).map(sentenceOf),
      ...(findings.length > SHOWN ? [`and ${findings.length - SHOWN} more kinds of findings`] : []),
    ],
  };
}

function sentenceOf({ count, file, line, column, message, sample }: FindingSum): string {
  const parts = [file, line === null ? null : `line ${line}`, column === null ? null : `column "${column}"`];
  const where = parts.filter((part) => part !== null).join(', ');
  const first = count > 1 ? `${count} times, first in ` : '';
  return `found ${first}${where === '' ? '' : `${where}: `}${message}${sample === null ? '' : ` ("${sample}")`}`;
}
