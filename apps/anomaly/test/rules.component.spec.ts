import { afterEach, beforeEach, expect, it } from '@jest/globals';
import { topics, type IncidentChanged, type RuleChanged } from '@convoscope/contracts';
import { MeasureKeeper, parseRules } from '@convoscope/measures';
import { startService, type RunningService } from '@convoscope/service';
import { aConversation, anEvent, describeWithServer, serviceEnvironment } from '@convoscope/testing';
import { createAnomalyEngine, type AnomalyEngine } from '../src/anomaly-engine.ts';
import { engineOptionsOf } from '../src/anomaly.module.ts';
import { anomalyService } from '../src/anomaly.service.ts';

const HOUR_MS = 3_600_000;
const START = Date.UTC(2026, 2, 2);
const at = (hour: number): string => new Date(START + hour * HOUR_MS).toISOString();
const RULE = `
name: answers-fail
title: Answers fail
metric: error-rate
window: 1h
condition: { above: 0.2 }
severity: critical
owner: on call
runbook: https://example.com/answers
`;

describeWithServer('mongod', 'rules in the anomaly service', (mongod) => {
  let service: RunningService<typeof anomalyService.settings>;
  let engine: AnomalyEngine;
  let now = START;
  let nTests = 0;

  beforeEach(async () => {
    service = await startService(anomalyService, {
      env: {
        ...serviceEnvironment(mongod),
        MONGODB_DATABASE: `${mongod.database}_${++nTests}`,
        ANOMALY_METRICS_INTERVAL_MS: '1h',
      },
      http: false,
    });
    now = START;
    engine = restart();
  });
  afterEach(() => service.stop());
  const restart = () => createAnomalyEngine({ ...engineOptionsOf(service.runtime), now: () => now });

  let nRequests = 0;
  const change = async (yaml: string | null, since = at(0)): Promise<void> => {
    const rule = yaml === null ? null : (parseRules(yaml)[0] ?? null);
    const data: RuleChanged = {
      ...{ name: 'answers-fail', change: rule === null ? 'removed' : 'saved', rule, since },
      ...{ requestId: `q-${++nRequests}`, requestedAt: new Date(now).toISOString(), requestedBy: 'ana' },
    };
    await engine.keepRules({ events: [anEvent(topics.rulesChanged, data.name, data)] } as never);
  };

  /** Conversations of an hour as all services leave them, some with a failing answer. */
  const fill = async (hour: number, n: number, nErrors: number, isMeasured = true): Promise<void> => {
    const { store, tenant } = service.runtime;
    const conversations = Array.from({ length: n }, (_, i) =>
      aConversation({
        conversationId: `c-${hour}-${i}`,
        startedAt: at(hour),
        endedAt: at(hour),
        nMessages: 2,
      }),
    );
    const message = { nCharacters: 10, nWords: 2, sentiment: 0, isError: false, latencySeconds: null };
    await engine.scoreConversations({
      events: conversations.map((one, i) =>
        anEvent(topics.conversationsCategorised, one.conversationId, {
          ...{ ...one, language: 'en', modelVersion: 'm', taxonomyVersion: 't' },
          topic: { label: 'billing', confidence: 0.8, alternatives: [], evidence: [] },
          intent: { label: 'question', confidence: 0.7 },
          sentiment: { label: 'neutral' as const, score: 0, confidence: 0.9 },
          quality: { score: 0.9, issues: [] },
          messages: [
            { ...message, index: 0, role: 'user' as const },
            { ...message, index: 1, role: 'assistant' as const, isError: i < nErrors },
          ],
        }),
      ),
    } as never);
    const version = { sequence: 1, pass: 0 };
    const sections = conversations.flatMap(({ conversationId, ...one }, i) => [
      {
        section: 'conversation' as const,
        value: {
          ...{
            ...one,
            ...version,
            conversationId,
            date: at(hour).slice(0, 10),
            title: null,
            nUserMessages: 1,
          },
          ...{ nCharacters: 20, durationSeconds: 0 },
        },
      },
      {
        ...{ section: 'category' as const, conversationId },
        value: {
          ...{ ...version, topic: 'billing', topicConfidence: 0.8, intent: 'question', sentiment: 'neutral' },
          ...{
            sentimentScore: 0,
            quality: 0.9,
            qualityIssues: [],
            nErrors: Number(i < nErrors),
            nAnswers: 1,
          },
          ...{ meanLatencySeconds: null, taxonomyVersion: 't' },
        },
      },
      {
        ...{ section: 'anomaly' as const, conversationId },
        value: { ...version, score: 0.1, isAnomalous: false, topFeature: null },
      },
    ]);
    await store.analytics.upsertSections(tenant, sections as never, new Date(now));
    if (isMeasured) await measure();
  };
  const measure = async (): Promise<void> => {
    const { store, tenant } = service.runtime;
    await new MeasureKeeper({ measures: store.measures, now: () => now }).keep(tenant);
  };

  const changes = async (): Promise<IncidentChanged[]> => {
    const found: IncidentChanged[] = [];
    await service.runtime.bus.scan(topics.incidentsChanged, {
      onEvents: (events) => void found.push(...events.map(({ data }) => data as IncidentChanged)),
    });
    return found;
  };
  const told = async (): Promise<string[]> => (await changes()).map(({ change: one }) => one);

  it('say once what they find, when the hour is over and counted, and go on with it until it is over', async () => {
    await change(RULE);
    await fill(1, 10, 0);
    await fill(2, 10, 6, false);
    now = START + 2.5 * HOUR_MS;
    await engine.detectIncidents(true);
    expect(await told()).toEqual([]);
    now = START + 3.1 * HOUR_MS;
    engine = restart();
    await engine.detectIncidents(true);
    expect(await told()).toEqual([]);
    await measure();
    await engine.detectIncidents(true);
    await engine.detectIncidents(true);
    const [begun, ...others] = await changes();
    expect(others).toEqual([]);
    expect(begun).toMatchObject({
      ...{ change: 'begun', title: 'Answers fail', severity: 'critical', startedAt: at(2), endedAt: at(3) },
      ...{ observed: 0.6, expected: 0.2, rule: { name: 'answers-fail', version: 1, owner: 'on call' } },
    });
    expect(begun?.story).toBe(
      'On Monday 2 March 2026 from 02:00 to 03:00 UTC: within one hour 60 % of the conversations had a failing answer; the rule allows at most 20 %. Owner: on call. What to do: https://example.com/answers',
    );
    expect(begun?.exampleConversationIds).toHaveLength(10);
    await fill(3, 10, 5);
    now = START + 4.1 * HOUR_MS;
    await engine.detectIncidents(true);
    now = START + 6.1 * HOUR_MS;
    await engine.detectIncidents(true);
    const all = await changes();
    expect(all.map(({ change: one, endedAt }) => [one, endedAt])).toEqual([
      ['begun', at(3)],
      ['grown', at(4)],
      ['over', at(4)],
    ]);
    expect(new Set(all.map(({ incidentId }) => incidentId)).size).toBe(1);
  }, 120_000);

  it('are judged by people like other findings: the last word on each is kept, by its kind', async () => {
    await change(RULE);
    await fill(2, 10, 6);
    now = START + 3.1 * HOUR_MS;
    await engine.detectIncidents(true);
    const [found] = await changes();
    const say = (
      subjectId: string,
      value: string,
      givenAt: string,
      subject: 'anomaly' | 'category' = 'anomaly',
    ) =>
      engine.keepFeedback({
        events: [
          anEvent(topics.feedbackGiven, subjectId, {
            ...{ feedbackId: `${value}-${givenAt}`, subject, subjectId, field: 'isAnomalous', value },
            ...{ reason: 'a test', givenBy: 'ana', givenAt },
          }),
        ],
      } as never);
    const id = found?.incidentId ?? '';
    await say(id, 'false-alarm', at(1));
    await say(id, 'confirmed', at(2));
    expect(await say(id, 'rejected', at(0))).toMatchObject([{ kind: 'drop', reason: 'overtaken' }]);
    expect(await say('nobody', 'confirmed', at(3))).toMatchObject([{ reason: 'no-such-finding' }]);
    expect(await say(id, 'maybe', at(3))).toMatchObject([{ reason: 'no-verdict' }]);
    expect(await say('c', 'billing', at(3), 'category')).toMatchObject([{ reason: 'not-of-a-finding' }]);
    const { store, tenant } = service.runtime;
    expect(await store.findingFeedback.findNewest(tenant, 10)).toMatchObject([
      {
        ...{ subjectId: id, kind: 'rule/answers-fail', verdict: 'confirmed', reason: 'a test' },
        strength: expect.closeTo(3, 6) as unknown,
      },
    ]);
  }, 120_000);

  it('withdraw what a later count or another version does not say, and speak for no hour before they were saved', async () => {
    await fill(1, 10, 9);
    await fill(5, 10, 4);
    now = START + 8 * HOUR_MS;
    await engine.detectIncidents(true);
    await change(RULE, at(4));
    await engine.detectIncidents(true);
    expect((await changes()).map(({ change: one, startedAt }) => [one, startedAt])).toEqual([
      ['begun', at(5)],
    ]);
    await change(RULE.replace('0.2', '0.5'), at(4));
    await engine.detectIncidents(true);
    expect(await told()).toEqual(['begun', 'withdrawn']);
    await change(RULE, at(4));
    await engine.detectIncidents(true);
    const { store, tenant } = service.runtime;
    expect((await store.incidents.findPage(tenant, {}, { limit: 10 })).items).toMatchObject([
      { detector: 'rule/answers-fail@3', isWithdrawn: false, pass: 2 },
    ]);
    await change(null);
    await engine.detectIncidents(true);
    await fill(6, 10, 9);
    now = START + 9 * HOUR_MS;
    await engine.detectIncidents(true);
    expect((await changes()).filter(({ startedAt }) => startedAt === at(6))).toEqual([]);
  }, 120_000);
});
