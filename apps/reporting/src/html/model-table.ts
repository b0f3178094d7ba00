import type { Estimate, Slice } from '../report/report-content.ts';
import { toCount, toDuration, toPercent, toSigned } from '../report/wording.ts';
import { escape, shorten } from './escape.ts';
import { linear, px } from './scales.ts';

/** Below this many conversations a mean says little. */
const FEW = 20;
const [WIDTH, HEIGHT] = [130, 18];

type Domain = readonly [number, number];

/** An estimate as a dot with its interval, on the scale that all models share. */
function interval(estimate: Estimate, domain: Domain): string {
  const x = linear(domain, [5, WIDTH - 5]);
  const clamp = (value: number): number => Math.max(domain[0], Math.min(domain[1], value));
  const middle = HEIGHT / 2;
  const zero =
    domain[0] < 0 && domain[1] > 0
      ? `<line class="zero" x1="${px(x(0))}" x2="${px(x(0))}" y1="1" y2="${HEIGHT - 1}"/>`
      : '';
  return `<svg class="interval" viewBox="0 0 ${WIDTH} ${HEIGHT}" aria-hidden="true">${zero}<line class="whisker" x1="${px(x(clamp(estimate.low)))}" x2="${px(x(clamp(estimate.high)))}" y1="${middle}" y2="${middle}"/><circle class="dot" cx="${px(x(clamp(estimate.value)))}" cy="${middle}" r="3.6"/></svg>`;
}

/** All intervals with a little air; never below `floor`, the least that the value can be. */
function domainOf(estimates: readonly (Estimate | null)[], floor: number): Domain {
  const bounds = estimates.flatMap((estimate) =>
    estimate === null || estimate.n < 3 ? [] : [estimate.low, estimate.high],
  );
  if (bounds.length === 0) return [0, 1];
  const [low, high] = [Math.min(...bounds), Math.max(...bounds)];
  const margin = Math.max(0.01, (high - low) * 0.06);
  return [Math.max(floor, low - margin), high + margin];
}

const cell = (estimate: Estimate | null, domain: Domain, format: (value: number) => string): string =>
  estimate === null
    ? '<td>–</td>'
    : `<td title="95 % interval ${format(estimate.low)} to ${format(estimate.high)}, ${estimate.n} conversations"><span class="estimate"><span>${format(estimate.value)}</span>${interval(estimate, domain)}</span></td>`;

/** Models side by side with 95 % intervals; where intervals overlap widely, the difference may be chance. */
export function modelTable(models: readonly Slice[]): string {
  const shown = models.filter(({ nConversations }) => nConversations > 0).slice(0, 12);
  if (shown.length === 0) return '<p class="nothing">No conversation names its model.</p>';
  const domains = {
    sentiment: domainOf(
      shown.map(({ sentiment }) => sentiment),
      -1,
    ),
    quality: domainOf(
      shown.map(({ quality }) => quality),
      0,
    ),
    errors: domainOf(
      shown.map(({ errorRate }) => errorRate),
      0,
    ),
  };
  const rows = shown.map(
    (model) =>
      `<tr${model.nConversations < FEW ? ' class="few"' : ''}><th scope="row">${escape(shorten(model.label, 40))}${model.nConversations < FEW ? ' <small>few</small>' : ''}</th><td class="right">${toCount(model.nConversations)}</td>${cell(model.sentiment, domains.sentiment, (v) => toSigned(v))}${cell(model.quality, domains.quality, (v) => v.toFixed(2))}${cell(model.errorRate, domains.errors, (v) => toPercent(v, 1))}<td class="right">${model.meanLatencySeconds === null ? '–' : toDuration(model.meanLatencySeconds)}</td></tr>`,
  );
  return `<div class="scroll"><table><thead><tr><th scope="col">Model</th><th scope="col" class="right">Conversations</th><th scope="col">Sentiment</th><th scope="col">Quality</th><th scope="col">Assistant failed</th><th scope="col" class="right">Answer time</th></tr></thead><tbody>${rows.join('')}</tbody></table></div><p class="more">Lines are 95 % confidence intervals: where two overlap widely, the difference may be chance. Models with under ${FEW} conversations are marked.</p>`;
}
