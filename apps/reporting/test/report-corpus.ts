import { revisionOf, type AnomalyDetected, type IncidentChanged } from '@convoscope/contracts';
import { MeasureKeeper } from '@convoscope/measures';
import type { AnalyticsDocument, IncidentDocument, Store } from '@convoscope/store';
import { pickOne, seededRandom } from '@convoscope/testing';

const TOPICS = [
  'billing',
  'account-access',
  'delivery',
  'technical-problem',
  'product-question',
  'cancellation',
];
const INTENTS = ['request-help', 'complain', 'ask-information', 'report-problem'];
const LANGUAGES = ['en', 'en', 'en', 'de', 'es', 'fr', 'pt', 'und'];
const MODELS = ['aurora-2', 'aurora-2', 'aurora-2-mini', 'borealis-1', 'nova-next'];
const TITLES: Record<string, string> = {
  billing: 'I was charged twice for <March>, please "fix" it',
  'account-access': 'Reset link never arrives',
  delivery: 'Where is my parcel? It says delivered since Monday',
  'technical-problem': 'App crashes whenever I open the settings',
  'product-question': 'Does the family plan cover five people?',
  cancellation: 'Cancel my subscription at the end of the month',
};

const AT = new Date('2026-03-20T00:00:00Z');

type Row = Omit<AnalyticsDocument, 'tenant' | 'updatedAt' | 'deletedAt'>;

/** On 12 March payments break: more billing conversations, angry ones, and aurora-2-mini answers with errors. */
function aRow(i: number, date: string, random: () => number, isIncident: boolean): Row {
  const topic =
    isIncident && random() < 0.62
      ? 'billing'
      : (TOPICS[Math.floor(random() ** 1.4 * TOPICS.length)] ?? 'billing');
  const model = pickOne(random, MODELS);
  const hour = Math.min(23, Math.max(0, Math.round(14 + (random() + random() + random() - 1.5) * 9)));
  const startedAt = `${date}T${String(hour).padStart(2, '0')}:${String(Math.floor(random() * 60)).padStart(2, '0')}:00.000Z`;
  const isAngry = topic === 'billing' && isIncident;
  const base = { 'aurora-2': 0.22, 'aurora-2-mini': 0.02, 'borealis-1': 0.1, 'nova-next': 0.3 }[model] ?? 0;
  const sentimentScore = Math.max(
    -1,
    Math.min(1, base + (random() - 0.5) * 0.9 - (isAngry ? 0.7 : 0) - (topic === 'cancellation' ? 0.15 : 0)),
  );
  const nErrors = random() < (model === 'aurora-2-mini' ? 0.12 : 0.03) + (isAngry ? 0.15 : 0) ? 1 : 0;
  const score = Math.min(1, 0.1 + random() * 0.4 + (random() < 0.02 ? 0.5 : 0));
  const issues = [
    nErrors > 0 ? 'assistant_error' : null,
    sentimentScore < -0.4 ? 'negative_turn' : null,
    random() < 0.08 ? 'unresolved' : null,
  ];
  const nMessages = 2 + Math.floor(random() * 8);
  const conversationId = `conv-${String(i).padStart(5, '0')}`;
  const title = TITLES[topic] ?? null;
  const userId = random() < 0.04 ? null : `user-${1 + Math.floor(random() ** 2 * 160)}`;
  const endedAt = new Date(Date.parse(startedAt) + nMessages * 45_000).toISOString();
  const content = { conversationId, startedAt, endedAt, userId, model, title, metadata: {}, messages: [] };
  const version = { sequence: 1, pass: 0 };
  return {
    ...{
      conversationId,
      source: 'helpdesk',
      revision: revisionOf(content),
      ...version,
      startedAt,
      endedAt,
      userId,
      model,
      nMessages,
    },
    ...{
      date,
      title,
      nUserMessages: Math.ceil(nMessages / 2),
      nCharacters: nMessages * 120,
      durationSeconds: nMessages * 45,
    },
    language: {
      code: pickOne(random, LANGUAGES),
      confidence: 0.9,
      translationStatus: random() < 0.03 ? 'untranslated' : 'same-language',
      ...version,
    },
    category: {
      ...{
        topic,
        topicConfidence: 0.8,
        intent: pickOne(random, INTENTS),
        sentimentScore,
        nErrors,
        taxonomyVersion: '1',
        ...version,
      },
      sentiment: sentimentScore < -0.15 ? 'negative' : sentimentScore > 0.15 ? 'positive' : 'neutral',
      quality: Math.max(0, 1 - 0.3 * nErrors - (sentimentScore < -0.4 ? 0.15 : 0) - random() * 0.1),
      qualityIssues: issues.filter((issue) => issue !== null),
      meanLatencySeconds: random() < 0.1 ? null : 1 + random() * 4 + (isIncident ? 2 : 0),
    },
    anomaly: { score, isAnomalous: score > 0.6, topFeature: 'sentiment', ...version },
  };
}

/** Four weeks of February and March 2026, about 40 conversations a day and fewer at weekends; the same every time. */
export function reportRows(): Row[] {
  const random = seededRandom(20260312);
  const rows: Row[] = [];
  for (let day = 0; day < 28; day++) {
    const date = new Date(Date.UTC(2026, 1, 16 + day)).toISOString().slice(0, 10);
    const isIncident = date === '2026-03-12';
    const nRows = Math.round(
      ([44, 46, 45, 42, 38, 17, 14][day % 7] ?? 40) * (0.9 + random() * 0.2) * (isIncident ? 2.3 : 1),
    );
    for (let i = 0; i < nRows; i++) rows.push(aRow(rows.length, date, random, isIncident));
  }
  return rows;
}

const anomaly = (
  over: Partial<AnomalyDetected> & Pick<AnomalyDetected, 'anomalyId' | 'explanation'>,
): AnomalyDetected => ({
  ...{ kind: 'conversation', severity: 'info', metric: 'conversation-score', group: {} },
  ...{ observed: 0.97, expected: 0.5, score: 0.97, contributions: [] },
  ...{ detectedFor: '2026-03-12T00:00:00.000Z', windowEnd: '2026-03-13T00:00:00.000Z' },
  ...{ exampleConversationIds: [], detector: 'test', revision: over.anomalyId, ...over },
});

/** On 12 March, unless told otherwise. */
const incident = (
  over: Partial<IncidentChanged> & Pick<IncidentChanged, 'incidentId' | 'story'>,
): Omit<IncidentDocument, 'tenant'> => ({
  ...{ change: 'begun', pass: 0, severity: 'critical', isOver: true, metric: 'volume' },
  ...{ startedAt: '2026-03-12T00:00:00.000Z', endedAt: '2026-03-13T00:00:00.000Z' },
  ...{ slice: { dimension: 'all', label: '' }, observed: 96, expected: 43, score: 0.97 },
  ...{ title: 'Many more conversations', causes: [], findings: [], nConversations: 96 },
  ...{ exampleConversationIds: [], detector: 'test', revision: over.incidentId, ...over },
  ...{ isWithdrawn: false, isPublished: true, detectedAt: AT },
});

/** Stores the corpus as the services would have left it. */
export async function storeCorpus(store: Store, tenant: string): Promise<Row[]> {
  const rows = reportRows();
  const sections = rows.flatMap(({ language, category, anomaly: scored, ...value }) => {
    const { conversationId } = value;
    return [
      { section: 'conversation' as const, value },
      ...(language === null ? [] : [{ section: 'language' as const, conversationId, value: language }]),
      ...(category === null ? [] : [{ section: 'category' as const, conversationId, value: category }]),
      ...(scored === null ? [] : [{ section: 'anomaly' as const, conversationId, value: scored }]),
    ];
  });
  await store.analytics.upsertSections(tenant, sections, AT);
  await new MeasureKeeper({ measures: store.measures, now: () => AT.getTime() }).keep(tenant);
  const unusual = rows.filter((row) => row.anomaly?.isAnomalous === true && row.date >= '2026-03-09');
  const incidents = [
    incident({
      incidentId: 'volume',
      story:
        'On 12 March there were 2.2 times as many conversations as expected (96 against 43), mostly about billing.',
    }),
    incident({
      incidentId: 'mood',
      metric: 'sentiment',
      severity: 'warning',
      score: 0.9,
      story: 'Sentiment about billing fell to −0.55 on 12 March (expected +0.12).',
    }),
    incident({
      incidentId: 'latency',
      metric: 'latency',
      severity: 'warning',
      score: 0.8,
      startedAt: '2026-03-06T00:00:00.000Z',
      endedAt: '2026-03-11T00:00:00.000Z',
      story: 'From 6 to 10 March answers took 9 s, where 4 s is usual.',
    }),
  ];
  await store.incidents.upsertMany(
    tenant,
    incidents.map((one) => ({ ...one, tenant })),
  );
  const found = unusual.map((row) =>
    anomaly({
      anomalyId: `conversation/${row.conversationId}`,
      detectedFor: row.startedAt,
      exampleConversationIds: [row.conversationId],
      score: row.anomaly?.score ?? 0,
      explanation:
        'Far more negative than other conversations about its topic (−0.8), and the answers took three times as long.',
    }),
  );
  await store.anomalies.upsertMany(
    tenant,
    found.map((data) => ({ ...data, tenant, detectedAt: AT })),
  );
  const days = Map.groupBy(rows, ({ date }) => date);
  await store.ledger.replaceAll(
    tenant,
    [...days].flatMap(([date, { length: count }]) =>
      (['source', 'topic', 'mongodb', 'lake', 'report'] as const).map((stage) => ({
        ...{ tenant, source: 'helpdesk', date, stage, countedAt: AT },
        ...{ nMissing: 0, nExtra: 0, nNotCompared: 0 },
        ...{
          count: stage === 'lake' && date === '2026-03-11' ? count - 1 : count,
          hash: `${stage === 'lake' && date === '2026-03-11' ? 'b' : 'a'}`.repeat(16),
        },
      })),
    ),
  );
  return rows;
}
