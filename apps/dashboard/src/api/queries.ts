import type { ApiPaths, Schemas } from '@convoscope/client';
import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { answerOf, api } from './api.ts';

type QueryOf<P extends keyof ApiPaths> = ApiPaths[P] extends {
  get: { parameters: { query?: infer Q } };
}
  ? NonNullable<Q>
  : never;

export type ConversationQuery = QueryOf<'/api/v1/conversations'>;
export type AnalyticsQuery = Schemas['AnalyticsQuery'];

/** First and last day, both inclusive (UTC). */
export interface DayRange {
  from?: string;
  to?: string;
}

export const progressQuery = queryOptions({
  queryKey: ['progress'],
  queryFn: ({ signal }) => answerOf(api.GET('/api/v1/progress', { signal })),
});

export const summaryQuery = (range: DayRange) =>
  queryOptions({
    queryKey: ['summary', range],
    queryFn: ({ signal }) =>
      answerOf(api.GET('/api/v1/analytics/summary', { params: { query: range }, signal })),
    placeholderData: keepPreviousData,
  });

export const figuresQuery = (body: AnalyticsQuery) =>
  queryOptions({
    queryKey: ['figures', body],
    queryFn: ({ signal }) => answerOf(api.POST('/api/v1/analytics/query', { body, signal })),
  });

export const conversationsQuery = (query: ConversationQuery) =>
  queryOptions({
    queryKey: ['conversations', query],
    queryFn: ({ signal }) => answerOf(api.GET('/api/v1/conversations', { params: { query }, signal })),
    placeholderData: keepPreviousData,
  });

export const conversationQuery = (conversationId: string) =>
  queryOptions({
    queryKey: ['conversation', conversationId],
    queryFn: ({ signal }) =>
      answerOf(
        api.GET('/api/v1/conversations/{conversationId}', { params: { path: { conversationId } }, signal }),
      ),
  });

export const incidentsQuery = (query: QueryOf<'/api/v1/incidents'>) =>
  queryOptions({
    queryKey: ['incidents', query],
    queryFn: ({ signal }) => answerOf(api.GET('/api/v1/incidents', { params: { query }, signal })),
  });

export const unusualQuery = (query: QueryOf<'/api/v1/anomalies'>) =>
  queryOptions({
    queryKey: ['anomalies', query],
    queryFn: ({ signal }) => answerOf(api.GET('/api/v1/anomalies', { params: { query }, signal })),
  });

export const usersQuery = (query: QueryOf<'/api/v1/users'>) =>
  queryOptions({
    queryKey: ['users', query],
    queryFn: ({ signal }) => answerOf(api.GET('/api/v1/users', { params: { query }, signal })),
    placeholderData: keepPreviousData,
  });

export const userQuery = (userId: string) =>
  queryOptions({
    queryKey: ['user', userId],
    queryFn: ({ signal }) =>
      answerOf(api.GET('/api/v1/users/{userId}', { params: { path: { userId } }, signal })),
  });

export const precisionQuery = queryOptions({
  queryKey: ['precision'],
  queryFn: ({ signal }) => answerOf(api.GET('/api/v1/findings/precision', { signal })),
});

export const reportsQuery = (query: QueryOf<'/api/v1/reports'>) =>
  queryOptions({
    queryKey: ['reports', query],
    queryFn: ({ signal }) => answerOf(api.GET('/api/v1/reports', { params: { query }, signal })),
  });

export const reportPageQuery = (reportId: string) =>
  queryOptions({
    queryKey: ['report-page', reportId],
    queryFn: async ({ signal }) => {
      const asked = api.GET('/api/v1/reports/{reportId}/html', {
        params: { path: { reportId } },
        parseAs: 'text',
        signal,
      });
      return (await answerOf(asked as Promise<{ data?: unknown }>)) as string;
    },
  });

export const reportFilesQuery = (reportId: string) =>
  queryOptions({
    queryKey: ['report-files', reportId],
    queryFn: ({ signal }) =>
      answerOf(api.GET('/api/v1/reports/{reportId}/artefacts', { params: { path: { reportId } }, signal })),
  });

export const errorsQuery = (query: QueryOf<'/api/v1/processing/errors'>) =>
  queryOptions({
    queryKey: ['errors', query],
    queryFn: ({ signal }) => answerOf(api.GET('/api/v1/processing/errors', { params: { query }, signal })),
  });

export const deadLettersQuery = queryOptions({
  queryKey: ['dead-letters'],
  queryFn: ({ signal }) =>
    answerOf(api.GET('/api/v1/dead-letters', { params: { query: { limit: 50 } }, signal })),
});

export const ledgerQuery = (range: DayRange) =>
  queryOptions({
    queryKey: ['ledger', range],
    queryFn: ({ signal }) => answerOf(api.GET('/api/v1/ledger', { params: { query: range }, signal })),
  });

export const submissionQuery = (submissionId: string) =>
  queryOptions({
    queryKey: ['submission', submissionId],
    queryFn: ({ signal }) =>
      answerOf(api.GET('/api/v1/submissions/{submissionId}', { params: { path: { submissionId } }, signal })),
  });

const MONTH = /^\d{4}-\d{2}$/;

/** First month and last day that hold conversations; null where there is none. Cost: a document a month, and those of the last month's days. */
export const extentQuery = queryOptions({
  queryKey: ['extent'],
  staleTime: 60_000,
  queryFn: async ({ signal }): Promise<{ first: string; last: string } | null> => {
    const months = await askWindows({ granularity: 'month' }, signal);
    const [first, newest] = [months[0], months.at(-1)];
    if (first === undefined || newest === undefined || !MONTH.test(newest)) return null;
    const days = await askWindows({ granularity: 'day', from: `${newest}-01` }, signal);
    return { first: `${first}-01`, last: days.at(-1) ?? `${newest}-28` };
  },
});

async function askWindows(
  range: Pick<AnalyticsQuery, 'granularity' | 'from'>,
  signal: AbortSignal,
): Promise<string[]> {
  const body: AnalyticsQuery = { metrics: ['conversations'], dimension: 'all', limit: 1, ...range };
  const { rows } = await answerOf(api.POST('/api/v1/analytics/query', { body, signal }));
  return rows.flatMap(({ at }) => at ?? []);
}
