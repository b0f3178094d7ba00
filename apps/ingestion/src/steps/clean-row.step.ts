import { ok, type Outcome } from '@convoscope/bus';
import { valueAt } from '@convoscope/tables';
import type { SourcePrivacy } from '@convoscope/privacy';
import type { Finding } from '../findings/finding.ts';
import { columnOfField, type ColumnMapping } from '../mapping/column-mapping.ts';
import { sampleOfColumns, sampleOfValue } from '../findings/sample-of-columns.ts';
import { mapRow } from '../mapping/map-row.ts';
import { applyRules, createRules, type CleanConversation } from '../rules/apply-rules.ts';
import { repairBrokenUnicode } from '../rules/text-rules.ts';
import type { Rejection } from '../rules/conversation-draft.ts';
import type { RawRow } from '../sources/conversation-source.port.ts';

/** A row that became a conversation, with when it was last changed at the source. */
export interface CleanRow {
  rowId: string;
  conversation: CleanConversation;
  /** Modification, else creation at the source, else the end of the conversation; ms since the epoch. */
  sourceMs: number;
}

/** What a person sees of it are signs that nobody wrote. */
const brokenUnicode = ({ place }: RawRow): Finding => ({
  ...{ reason: 'broken-unicode', column: null, sample: null },
  message: 'a text holds half a character (a lone surrogate): U+FFFD stands in its place',
  ...{ file: place?.file ?? null, line: place?.line ?? null },
});

export type CleanRowStep = (row: RawRow) => Outcome<CleanRow>;

/** Who hears of what was found on the way, and what becomes of personal data. */
export interface CleanRowOptions {
  privacy?: SourcePrivacy | null | undefined;
  onApplied?: (rule: string, changed: number) => void;
  onFinding?: (finding: Finding, rowId: string) => void;
}

/** Maps a row to a conversation and cleans it by the named rules. Pure apart from the counts it reports. */
export function createCleanRowStep(
  mapping: ColumnMapping,
  source: string,
  { privacy = null, onApplied = () => undefined, onFinding = () => undefined }: CleanRowOptions = {},
): CleanRowStep {
  const rules = createRules(mapping, privacy);
  /** The reason with the column it is about, and what stands there. */
  const refuse = (rejection: Rejection, { columns }: RawRow): Outcome<never> => {
    const column = columnOfField(rejection.field, mapping);
    const own = column === null ? null : sampleOfValue(valueAt(columns, column));
    const sample = rejection.sample ?? own ?? sampleOfColumns(columns);
    return { kind: 'dead-letter', reason: rejection.reason, cause: { ...rejection, column, sample } };
  };
  return function cleanRowStep(row) {
    const mapped = mapRow(row, mapping, source);
    for (const finding of mapped.findings) onFinding(finding, row.rowId);
    if ('rejection' in mapped) return refuse(mapped.rejection, row);
    const outcome = applyRules(mapped.draft, rules, source, (rule, changed) => {
      onApplied(rule, changed);
      if (rule === repairBrokenUnicode.name) onFinding(brokenUnicode(row), row.rowId);
    });
    if ('rejection' in outcome) return refuse(outcome.rejection, row);
    const { conversation } = outcome;
    const sourceMs = row.modifiedAtMs ?? row.createdAtMs ?? Date.parse(conversation.endedAt);
    return ok({ rowId: row.rowId, conversation, sourceMs: Math.max(0, sourceMs) });
  };
}

/** Says why a row is no conversation, without any effect; null where it is one. */
export function createRowCheck(
  mapping: ColumnMapping,
  source: string,
): (row: RawRow) => { reason: string; message: string } | null {
  const cleanRow = createCleanRowStep(mapping, source);
  return (row) => {
    const cleaned = cleanRow(row);
    if (cleaned.kind !== 'dead-letter') return null;
    return { reason: cleaned.reason, message: (cleaned.cause as Rejection).message };
  };
}
