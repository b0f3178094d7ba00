import { expect, it } from '@jest/globals';
import { reportIdOf } from './report-id.ts';

it.each([
  ['daily', '2026-01-07', 'daily-2026-01-07'],
  ['weekly', '2026-01-05', 'weekly-2026-01-05'],
  ['weekly', '2026-01-11', 'weekly-2026-01-05'],
  ['weekly', '2026-01-01', 'weekly-2025-12-29'],
  ['monthly', '2024-02-29', 'monthly-2024-02-01'],
] as const)('the %s report of %s is %s', (period, date, id) => expect(reportIdOf(period, date)).toBe(id));
