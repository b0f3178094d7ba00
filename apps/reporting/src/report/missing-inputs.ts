import { wordsOf, type ReportContent, type SectionId } from '@convoscope/reports';

type Facts = Omit<ReportContent, 'notes'>;

/** What is missing for what a template asks for: each a sentence that says what, how much of it, and, where somebody can, how to mend it. Pure. */
export function missingInputs(content: Facts): string[] {
  const { template } = content;
  if (template === undefined || content.totals.nConversations === 0) return [];
  const has = (...ids: SectionId[]): boolean => ids.some((id) => template.sections.includes(id));
  return [
    ...missingDays(content),
    ...(has('cost') ? missingPrices(content) : []),
    ...(has('models', 'cost') || content.groups?.dimension === 'model' ? missingModels(content) : []),
    ...(has('users') ? missingUsers(content) : []),
    ...(has('topics', 'intents', 'sentiments', 'issues', 'models', 'groups')
      ? missingCategories(content)
      : []),
    ...(has('languages') ? missingLanguages(content) : []),
    ...(has('unusual') ? missingScores(content) : []),
    ...(has('models', 'totals') ? missingTimes(content) : []),
    ...partOfAll(content),
    ...(has('incidents', 'unusual') ? foreignWords(content) : []),
  ];
}

const wordsFor = ({ template }: Facts) => wordsOf(template?.language ?? 'en', template?.labels);

function missingDays(content: Facts): string[] {
  const { nDays, nCovered } = content.coverage;
  return nCovered === nDays ? [] : [wordsFor(content).t('note.days', { nCovered, nDays })];
}

function missingPrices(content: Facts): string[] {
  const { cost } = content;
  const { t, count } = wordsFor(content);
  if (cost === undefined) return [];
  if (cost.currency === null) return [t('note.no-prices')];
  const models = cost.models.flatMap((one) => (one.cost === null && one.model !== null ? [one] : []));
  if (models.length === 0) return [];
  const n = models.reduce((sum, { nConversations }) => sum + nConversations, 0);
  return [t('note.prices', { models: models.map(({ model }) => model).join(', '), conversations: count(n) })];
}

function missingModels(content: Facts): string[] {
  const named = content.models.reduce((sum, { nConversations }) => sum + nConversations, 0);
  return told(content, 'note.models', content.totals.nConversations - named);
}

function missingUsers(content: Facts): string[] {
  return content.users.length > 0 ? [] : [wordsFor(content).t('note.users')];
}

const missingCategories = (content: Facts): string[] =>
  told(content, 'note.categories', content.quality.nWithoutCategory);

const missingLanguages = (content: Facts): string[] => [
  ...told(content, 'note.languages', content.quality.nWithoutLanguage),
  ...told(content, 'note.translations', content.quality.nUntranslated),
];

const missingScores = (content: Facts): string[] =>
  told(content, 'note.scores', content.quality.nWithoutScore);

function missingTimes(content: Facts): string[] {
  return content.totals.meanLatencySeconds === null ? [wordsFor(content).t('note.times')] : [];
}

/** What is not told of a part of all conversations. */
function partOfAll(content: Facts): string[] {
  const isPart = Object.keys(content.template?.filters ?? {}).length > 0;
  return isPart ? [wordsFor(content).t('note.filtered')] : [];
}

/** What other services say is said in English. */
function foreignWords(content: Facts): string[] {
  const isEnglish = (content.template?.language ?? 'en') === 'en';
  const hasWords = content.anomalies.length > 0 || content.unusual.length > 0;
  return isEnglish || !hasWords ? [] : [wordsFor(content).t('note.english')];
}

type Counted = 'note.models' | 'note.categories' | 'note.languages' | 'note.translations' | 'note.scores';

const told = (content: Facts, key: Counted, n: number): string[] =>
  n <= 0
    ? []
    : [wordsFor(content).t(key, { n, all: wordsFor(content).count(content.totals.nConversations) })];
