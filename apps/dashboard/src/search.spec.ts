import { describe, expect, it } from '@jest/globals';
import {
  parseConversationSearch,
  parseIncidentSearch,
  parseReportSearch,
  parseUserSearch,
} from './search.ts';

describe('what an address says of a view', () => {
  it('is kept where the view knows it, as text', () =>
    expect(
      parseConversationSearch({ topic: 'billing', userId: 7, search: 'invoice', isAnomalous: 'true' }),
    ).toEqual({
      ...{ topic: 'billing', userId: '7', search: 'invoice', isAnomalous: 'true' },
    }));

  it('is left out where it is empty, unknown or of another kind', () => {
    expect(
      parseConversationSearch({ topic: '', model: null, other: 'x', isAnomalous: 'false', order: 'size' }),
    ).toEqual({});
    expect(parseIncidentSearch({ kind: 'metric', severity: 'grave' })).toEqual({});
    expect(parseUserSearch({ order: 'tallest' })).toEqual({});
    expect(parseReportSearch({ period: 'yearly', report: {} })).toEqual({});
  });

  it('is kept of incidents, users and reports', () => {
    expect(parseIncidentSearch({ kind: 'conversation', severity: 'critical', cursor: 'c' })).toEqual({
      ...{ kind: 'conversation', severity: 'critical', cursor: 'c' },
    });
    expect(parseUserSearch({ order: 'unhappiest' })).toEqual({ order: 'unhappiest' });
    expect(parseReportSearch({ period: 'weekly', report: 'weekly-2025-01-06' })).toEqual({
      ...{ period: 'weekly', report: 'weekly-2025-01-06' },
    });
  });
});
