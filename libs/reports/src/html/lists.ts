import type { MetricAnomaly } from '../content/report-content.ts';
import type { Words } from '../language/words.ts';
import { escape, shorten } from './escape.ts';
import type { HtmlContext } from './html-context.ts';
import { linkTo, linkToConversation } from './link-to.ts';

const MAX_ANOMALIES = 8;

const nothing = (text: string): string => `<p class="nothing">${text}</p>`;

export const scrolling = (head: readonly string[], rows: readonly string[]): string =>
  `<div class="scroll"><table><thead><tr>${head.join('')}</tr></thead><tbody>${rows.join('')}</tbody></table></div>`;

export const leftHead = (title: string): string => `<th scope="col">${escape(title)}</th>`;
export const rightHead = (title: string): string => `<th scope="col" class="right">${escape(title)}</th>`;
const right = (text: string, kind = ''): string => `<td class="right${kind}">${text}</td>`;

const badge = (severity: string, { label }: Words): string =>
  `<span class="badge ${escape(severity)}">${escape(label(severity))}</span>`;

const toShortDays = ({ date, endDate }: MetricAnomaly, { shortDay }: Words): string =>
  date === endDate ? shortDay(date) : `${shortDay(date)} – ${shortDay(endDate)}`;

/** What other services say of single things is in English, whatever the report speaks. */
const inEnglish = ({ language }: Words): string => (language === 'en' ? '' : ' lang="en"');

/** Unusual days, the strongest first, each with its sentence. */
export function anomalyList({ content: { anomalies }, words }: HtmlContext): string {
  if (anomalies.length === 0) return nothing(words.t('nothing.days'));
  const rows = anomalies
    .slice(0, MAX_ANOMALIES)
    .map(
      (one) =>
        `<li><time datetime="${one.date}">${toShortDays(one, words)}</time><p${inEnglish(words)}>${escape(one.explanation)}</p>${badge(one.severity, words)}</li>`,
    );
  const nMore = anomalies.length - MAX_ANOMALIES;
  const more = nMore > 0 ? `<p class="more">${words.t('and-more', { n: nMore })}</p>` : '';
  return `<ol class="findings">${rows.join('')}</ol>${more}`;
}

/** The most unusual conversations and what made each so. */
export function unusualList({ content: { unusual }, words }: HtmlContext): string {
  const { t, shortDay, label, decimal } = words;
  if (unusual.length === 0) return nothing(t('nothing.unusual'));
  const rows = unusual.map(({ conversationId, title, topic, model, date, score, explanation }) => {
    const place = [shortDay(date), topic === null ? null : label(topic), model].filter(
      (part) => part !== null,
    );
    return `<li><span class="score" title="${escape(t('score-hint'))}"><i style="height:${Math.round(score * 100)}%"></i><b>${decimal(score)}</b></span><div><h3>${linkToConversation(conversationId, shorten(title ?? t('without-words'), 90))}</h3><p${inEnglish(words)}>${escape(explanation)}</p><small>${escape(place.join(' · '))}</small></div></li>`;
  });
  return `<ol class="unusual">${rows.join('')}</ol>`;
}

export function userTable({
  content: { users, from, to },
  words: { t, count, signed },
}: HtmlContext): string {
  if (users.length === 0) return nothing(t('nothing.users'));
  const rows = users.map(
    ({ userId, nConversations, sentiment, nAnomalous }) =>
      `<tr><th scope="row">${linkTo({ from, to, userId }, shorten(userId, 32))}</th>${right(count(nConversations))}${right(sentiment === null ? '–' : signed(sentiment))}${right(nAnomalous === 0 ? '' : count(nAnomalous))}</tr>`,
  );
  const head = [
    leftHead(t('dimension.user')),
    ...[t('column.conversations'), t('column.sentiment'), t('column.unusual')].map(rightHead),
  ];
  return scrolling(head, rows);
}

/** Defects of conversations by how often they were met. */
export function issueTable({
  content: { quality },
  words: { t, count, label, percent },
}: HtmlContext): string {
  if (quality.issues.length === 0) return nothing(t('nothing.issues'));
  const rows = quality.issues
    .slice(0, 10)
    .map(
      ({ issue, count: n, share, previousShare }) =>
        `<tr><th scope="row">${escape(label(issue))}</th>${right(count(n))}${right(percent(share, 1))}${right(previousShare === null ? '' : percent(previousShare, 1), ' faint')}</tr>`,
    );
  const head = [
    leftHead(t('column.issue')),
    ...[t('column.conversations'), t('column.share'), t('column.before')].map(rightHead),
  ];
  return scrolling(head, rows);
}

/** What conversations cost by model, where prices are known. */
export function costTable({ content: { cost, from, to }, words }: HtmlContext): string {
  const { t, count, money } = words;
  if (cost === undefined) return '';
  const amount = (value: number | null): string =>
    value === null || cost.currency === null ? '–' : money(value, cost.currency);
  const rows = cost.models.map(({ model, cost: price, ...one }) => {
    const name = model === null ? escape(t('no-model')) : linkTo({ from, to, model }, shorten(model, 40));
    const each = price === null ? null : price / one.nConversations;
    return `<tr><th scope="row">${name}</th>${right(count(one.nConversations))}${right(count(one.nMessages))}${right(count(one.nCharacters))}${right(amount(price))}${right(amount(each))}</tr>`;
  });
  const titles = ['conversations', 'messages', 'characters', 'cost', 'cost-each'] as const;
  const head = [leftHead(t('dimension.model')), ...titles.map((title) => rightHead(t(`column.${title}`)))];
  return `${scrolling(head, rows)}${costNotes({ content: { cost }, words })}`;
}

function costNotes({
  content: { cost },
  words: { t, money },
}: {
  content: Pick<HtmlContext['content'], 'cost'>;
  words: Words;
}): string {
  if (cost === undefined) return '';
  if (cost.currency === null) return `<p class="more">${t('note.no-prices')}</p>`;
  if (cost.total === null) return '';
  const nPriced = cost.models.reduce((sum, one) => (one.cost === null ? sum : sum + one.nConversations), 0);
  const [total, each] = [cost.total, cost.total / Math.max(1, nPriced)].map((value) =>
    money(value, cost.currency ?? ''),
  );
  const before =
    cost.previousTotal === null
      ? ''
      : ` ${t('hint.cost-before', { total: money(cost.previousTotal, cost.currency) })}`;
  return `<p class="more">${t('hint.cost-total', { total: total ?? '', each: each ?? '' })}${before} ${t('hint.cost')}</p>`;
}

/** What is missing for what the template asks. */
export const noteList = ({ content: { notes = [] } }: HtmlContext): string =>
  `<ul class="notes">${notes.map((note) => `<li>${escape(note)}</li>`).join('')}</ul>`;

/** How far the figures can be trusted: what is still missing, and whether every stage holds the same. */
export function dataQuality({ content: { quality, totals }, words: { t, count } }: HtmlContext): string {
  const gaps = [
    [quality.nWithoutCategory, 'category'],
    [quality.nWithoutLanguage, 'language'],
    [quality.nWithoutScore, 'score'],
    [quality.nUntranslated, 'translation'],
  ] as const;
  const open = gaps.filter(([n]) => n > 0).map(([n, what]) => t(`trust.${what}`, { n }));
  const n = totals.nConversations;
  const complete =
    open.length === 0 ? t('trust.complete', { n }) : t('trust.open', { n, gaps: open.join(', ') });
  const { stages } = quality.ledger;
  if (stages.length === 0) return `<p>${complete} ${t('trust.not-reconciled')}</p>`;
  const cells = stages.map(
    ({ stage, count: nStored, isEqual }) =>
      `<li class="${isEqual ? 'good' : 'bad'}"><small>${escape(stage)}</small><b>${count(nStored)}</b><span>${isEqual ? `✓ ${t('equal')}` : `✗ ${t('differs')}`}</span></li>`,
  );
  return `<p>${complete} ${t('trust.equal')}</p><ol class="ledger">${cells.join('')}</ol>`;
}
