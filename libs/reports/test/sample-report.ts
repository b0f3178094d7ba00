import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ReportContent } from '../src/index.ts';

/** A week of a made-up company, as reporting writes it. */
export const sampleReport = JSON.parse(
  readFileSync(join(import.meta.dirname, 'sample-report.json'), 'utf8'),
) as ReportContent;
