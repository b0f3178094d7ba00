import type { ApiPaths } from '@convoscope/client';
import { queryOptions } from '@tanstack/react-query';
import { answerOf, api } from './api.ts';

type Answer<P extends keyof ApiPaths> = ApiPaths[P] extends {
  get: { responses: { 200: { content: { 'application/json': infer A } } } };
}
  ? A
  : never;

export type DetectorDetail = Answer<'/api/v1/detectors/{name}'>;
export type Comparison = Answer<'/api/v1/detectors/{name}/comparison'>;

export const detectorsQuery = queryOptions({
  queryKey: ['detectors'],
  queryFn: ({ signal }) => answerOf(api.GET('/api/v1/detectors', { signal })),
});

export const detectorQuery = (name: string) =>
  queryOptions({
    queryKey: ['detectors', name],
    queryFn: ({ signal }) =>
      answerOf(api.GET('/api/v1/detectors/{name}', { params: { path: { name } }, signal })),
  });

export const comparisonQuery = (name: string, a: number, b: number) =>
  queryOptions({
    queryKey: ['detectors', name, 'comparison', a, b],
    queryFn: ({ signal }) =>
      answerOf(
        api.GET('/api/v1/detectors/{name}/comparison', {
          params: { path: { name }, query: { a, b } },
          signal,
        }),
      ),
  });

const WATCH_MS = 700;

/** How far a job is, asked for until it has ended. It is known some milliseconds after it was asked for. */
export const jobQuery = (jobId: string) =>
  queryOptions({
    queryKey: ['detector-job', jobId],
    queryFn: ({ signal }) =>
      answerOf(api.GET('/api/v1/detector-jobs/{jobId}', { params: { path: { jobId } }, signal })),
    retry: 20,
    retryDelay: WATCH_MS,
    refetchInterval: ({ state }) => (state.data?.endedAt == null ? WATCH_MS : false),
  });
