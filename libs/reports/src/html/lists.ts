import type { MetricAnomaly, ReportContent, UnusualConversation } from '../content/report-content.ts';
import { toCount, toPercent, toShortDay, toSigned, toWords } from '../content/wording.ts';
import { escape, shorten } from './escape.ts';
import { linkTo, linkToConversation } from './link-to.ts';

const MAX_ANOMALIES = 8;

const badge = (severity: string): string =>
  `<span class="badge ${escape(severity)}">${escape(severity)}</span>`;

const toShortDays = (from: string, to: string): string =>
  from === to ? toShortDay(from) : `${toShortDay(from)} – ${toShortDay(to)}`;

/** Unusual days, the strongest first, each with its sentence. */
export function anomalyList(anomalies: readonly MetricAnomaly[]): string {
  if (anomalies.length === 0) return '<p class="nothing">No day stood out.</p>';
  const rows = anomalies
    .slice(0, MAX_ANOMALIES)
    .map(
      ({ date, endDate, severity, explanation }) =>
        `<li><time datetime="${date}">${toShortDays(date, endDate)}</time><p>${escape(explanation)}</p>${badge(severity)}</li>`,
    );
  const more =
    anomalies.length > MAX_ANOMALIES
      ? `<p class="more">and ${anomalies.length - MAX_ANOMALIES} more</p>`
      : '';
  return `<ol class="findings">${rows.join('')}</ol>${more}`;
}

/** The most unusual conversations and what made each so. */
export function unusualList(unusual: readonly UnusualConversation[]): string {
  if (unusual.length === 0) return '<p class="nothing">No conversation stood out.</p>';
  const rows = unusual.map(({ conversationId, title, topic, model, date, score, explanation }) => {
    const place = [toShortDay(date), topic === null ? null : toWords(topic), model].filter(
      (part) => part !== null,
    );
    return `<li><span class="score" title="anomaly score, 0 to 1"><i style="height:${Math.round(score * 100)}%"></i><b>${score.toFixed(2)}</b></span><div><h3>${linkToConversation(conversationId, shorten(title ?? 'A conversation without words', 90))}</h3><p>${escape(explanation)}</p><small>${escape(place.join(' · '))}</small></div></li>`;
  });
  return `<ol class="unusual">${rows.join('')}</ol>`;
}

export function userTable({ users, from, to }: ReportContent): string {
  if (users.length === 0) return '<p class="nothing">No conversation names its user.</p>';
  const rows = users.map(
    ({ userId, nConversations, sentiment, nAnomalous }) =>
      `<tr><th scope="row">${linkTo({ from, to, userId }, shorten(userId, 32))}</th><td class="right">${toCount(nConversations)}</td><td class="right">${sentiment === null ? '–' : toSigned(sentiment)}</td><td class="right">${nAnomalous === 0 ? '' : toCount(nAnomalous)}</td></tr>`,
  );
  return `<div class="scroll"><table><thead><tr><th scope="col">User</th><th scope="col" class="right">Conversations</th><th scope="col" class="right">Sentiment</th><th scope="col" class="right">Unusual</th></tr></thead><tbody>${rows.join('')}</tbody></table></div>`;
}

/** Defects of conversations by how often they were met. */
export function issueTable({ quality }: ReportContent): string {
  if (quality.issues.length === 0) return '<p class="nothing">No known defect was met.</p>';
  const rows = quality.issues
    .slice(0, 10)
    .map(
      ({ issue, count, share, previousShare }) =>
        `<tr><th scope="row">${escape(toWords(issue))}</th><td class="right">${toCount(count)}</td><td class="right">${toPercent(share, 1)}</td><td class="right faint">${previousShare === null ? '' : toPercent(previousShare, 1)}</td></tr>`,
    );
  return `<div class="scroll"><table><thead><tr><th scope="col">Issue</th><th scope="col" class="right">Conversations</th><th scope="col" class="right">Share</th><th scope="col" class="right">Before</th></tr></thead><tbody>${rows.join('')}</tbody></table></div>`;
}

/** How far the figures can be trusted: what is still missing, and whether every stage holds the same. */
export function dataQuality({ quality, totals }: ReportContent): string {
  const gaps = [
    [quality.nWithoutCategory, 'without category'],
    [quality.nWithoutLanguage, 'without language'],
    [quality.nWithoutScore, 'without anomaly score'],
    [quality.nUntranslated, 'waiting for translation'],
  ] as const;
  const open = gaps.filter(([count]) => count > 0).map(([count, what]) => `${toCount(count)} ${what}`);
  const complete =
    open.length === 0
      ? `All ${toCount(totals.nConversations)} conversations are fully processed.`
      : `Of ${toCount(totals.nConversations)} conversations, ${open.join(', ')}.`;
  const { stages } = quality.ledger;
  if (stages.length === 0)
    return `<p>${complete} The stages have not been reconciled for these days yet.</p>`;
  const cells = stages.map(
    ({ stage, count, isEqual }) =>
      `<li class="${isEqual ? 'good' : 'bad'}"><small>${escape(stage)}</small><b>${toCount(count)}</b><span>${isEqual ? '✓ equal' : '✗ differs'}</span></li>`,
  );
  return `<p>${complete} In = out, counted and fingerprinted at every stage:</p><ol class="ledger">${cells.join('')}</ol>`;
}
