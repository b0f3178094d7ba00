/** What a promtool test feeds: values by series, one a minute unless the test says otherwise. */
export type Series = Readonly<Record<string, string>>;

export interface AlertTest {
  /** Default 1m. */
  readonly interval?: string;
  /** Bad and then good again: it fires at `firesAt` and is gone at `resolvedAt`. */
  readonly bad: Series;
  readonly firesAt: string;
  readonly resolvedAt: string;
  /** Close to the limit, or bad for too short a time: it never fires until `quietUntil` (default: `resolvedAt`). */
  readonly quiet: Series;
  readonly quietUntil?: string;
}

export interface Alert {
  /** Also the name of its runbook, docs/runbooks/<name>.md. */
  readonly name: string;
  readonly expr: string;
  /** How long it must hold. */
  readonly for?: string;
  /** How long it goes on after it no longer holds, against flapping. */
  readonly keepFiringFor?: string;
  /** page: a person now; ticket: a person on a working day. */
  readonly severity: 'page' | 'ticket';
  readonly owner: 'platform' | 'ingestion' | 'analytics';
  /** What comes of what: a root silences its effects and symptoms, an effect the symptoms, so that one cause pages once. */
  readonly layer: 'root' | 'effect' | 'symptom';
  /** One sentence with the labels that matter. */
  readonly summary: string;
  readonly test: AlertTest;
}
