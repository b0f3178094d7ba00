import { drop, ok, type EventBatch, type Outcome } from '@convoscope/bus';
import type { FeedbackGiven } from '@convoscope/contracts';
import type {
  AnomaliesRepository,
  FindingFeedbackDocument,
  FindingFeedbackRepository,
  IncidentsRepository,
} from '@convoscope/store';
import { judgeConversation, judgeIncident, type JudgedFinding } from './finding-kind.ts';
import { learnCaution, type Caution } from './learn-caution.ts';

interface KeepFeedbackOptions {
  findingFeedback: FindingFeedbackRepository;
  incidents: Pick<IncidentsRepository, 'findById'>;
  anomalies: Pick<AnomaliesRepository, 'findById'>;
}

/** What is learnt from: the newest; what was said long ago of another time counts no more. */
const MOST_FEEDBACK = 1000;

const VERDICTS: Readonly<Record<string, FindingFeedbackDocument['verdict']>> = {
  true: 'confirmed',
  confirmed: 'confirmed',
  false: 'rejected',
  rejected: 'rejected',
  'false-alarm': 'false-alarm',
};

/** Stores what people say of findings and incidents; of each the last word. What is about categories is for others. */
export async function keepFeedback(
  { events }: EventBatch<FeedbackGiven>,
  options: KeepFeedbackOptions,
): Promise<readonly Outcome[]> {
  const outcomes: Outcome[] = [];
  for (const { tenant, data } of events) outcomes.push(await keepOne(tenant, data, options));
  return outcomes;
}

async function keepOne(
  tenant: string,
  { subject, subjectId, field, value, reason, givenBy, givenAt }: FeedbackGiven,
  options: KeepFeedbackOptions,
): Promise<Outcome> {
  if (subject !== 'anomaly') return drop('not-of-a-finding');
  const verdict = field === 'isAnomalous' ? VERDICTS[value] : undefined;
  if (verdict === undefined) return drop('no-verdict');
  const before = await options.findingFeedback.findBySubject(tenant, subjectId);
  if (before !== null && before.givenAt > givenAt) return drop('overtaken');
  // What was said of it before keeps what it was then: it may have been withdrawn since.
  const judged = before ?? (await judge(tenant, subjectId, options));
  if (judged === null) return drop('no-such-finding');
  const { kind, strength } = judged;
  await options.findingFeedback.upsert(tenant, {
    ...{ tenant, subjectId, kind, verdict, reason: reason ?? null, strength, givenBy, givenAt },
  });
  return ok(undefined);
}

async function judge(
  tenant: string,
  subjectId: string,
  { incidents, anomalies }: KeepFeedbackOptions,
): Promise<JudgedFinding | null> {
  const incident = await incidents.findById(tenant, subjectId);
  if (incident !== null) return judgeIncident(incident);
  const finding = await anomalies.findById(tenant, subjectId);
  return finding?.kind === 'conversation' ? judgeConversation(finding) : null;
}

export interface Learnt {
  caution: Caution;
  /** What it was learnt from, as far as it matters: the same text, the same caution. */
  said: string;
}

/** What there is to learn from now. Cost: the feedback that was given, by hand. */
export async function readLearnt(
  tenant: string,
  findingFeedback: Pick<FindingFeedbackRepository, 'findNewest'>,
): Promise<Learnt> {
  const feedback = await findingFeedback.findNewest(tenant, MOST_FEEDBACK);
  const said = feedback
    .filter(({ kind }) => kind.startsWith(CONVERSATION))
    .map(({ subjectId, kind, verdict }) => `${subjectId} ${kind} ${verdict}`)
    .sort()
    .join('\n');
  return { caution: learnCaution(feedback), said };
}

const CONVERSATION = 'conversation/';

export const readCaution = async (
  ...[tenant, findingFeedback]: Parameters<typeof readLearnt>
): Promise<Caution> => (await readLearnt(tenant, findingFeedback)).caution;
