import type { Telemetry } from '@convoscope/telemetry';
import type { Journal } from './journal-storage.ts';

const MOST_NAMED = 5;

/** Readiness fails, and a metric tells, while records of the journal are known to be gone: a person must act, a restart does not help. */
export function watchJournal(journal: Pick<Journal, 'damages'>, telemetry: Telemetry): void {
  const damaged = telemetry.gauge({
    name: 'bus_journal_damages',
    help: 'Stretches of the journal in which records are damaged and gone',
  });
  telemetry.addHealthCheck('ready', 'journal', () => {
    const { damages } = journal;
    damaged.set(damages.length);
    if (damages.length === 0) return { healthy: true };
    return {
      healthy: false,
      details: {
        mend: 'stop Convoscope and run `convoscope doctor --repair`',
        nDamages: damages.length,
        damages: damages.slice(0, MOST_NAMED),
      },
    };
  });
}
