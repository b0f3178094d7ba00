import type { Estimate, ReportContent } from '../content/report-content.ts';
import { toCount, toDuration, toPercent, toSigned } from '../content/wording.ts';
import { shorten } from './escape.ts';
import { linkTo } from './link-to.ts';

/** Below this many conversations a mean says little. */
const FEW = 20;

type Domain = readonly [number, number];

/** An estimate as a dot with its interval, on the scale that all models share. */
function interval({ low, value, high }: Estimate, domain: Domain): string {
  const at = (v: number): string =>
    (((Math.max(domain[0], Math.min(domain[1], v)) - domain[0]) / (domain[1] - domain[0])) * 100).toFixed(1);
  const zero = domain[0] < 0 && domain[1] > 0 ? `<i class="zero" style="left:${at(0)}%"></i>` : '';
  const whisker = `<i class="whisker" style="left:${at(low)}%;right:${(100 - Number(at(high))).toFixed(1)}%"></i>`;
  return `<span class="interval" aria-hidden="true">${zero}${whisker}<i class="dot" style="left:${at(value)}%"></i></span>`;
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
export function modelTable({ models, from, to }: ReportContent): string {
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
      `<tr${model.nConversations < FEW ? ' class="few"' : ''}><th scope="row">${linkTo({ from, to, model: model.label }, shorten(model.label, 40))}${model.nConversations < FEW ? ' <small>few</small>' : ''}</th><td class="right">${toCount(model.nConversations)}</td>${cell(model.sentiment, domains.sentiment, (v) => toSigned(v))}${cell(model.quality, domains.quality, (v) => v.toFixed(2))}${cell(model.errorRate, domains.errors, (v) => toPercent(v, 1))}<td class="right">${model.meanLatencySeconds === null ? '–' : toDuration(model.meanLatencySeconds)}</td></tr>`,
  );
  return `<div class="scroll"><table><thead><tr><th scope="col">Model</th><th scope="col" class="right">Conversations</th><th scope="col">Sentiment</th><th scope="col">Quality</th><th scope="col">Assistant failed</th><th scope="col" class="right">Answer time</th></tr></thead><tbody>${rows.join('')}</tbody></table></div><p class="more">Lines are 95 % confidence intervals: where two overlap widely, the difference may be chance. Models with under ${FEW} conversations are marked.</p>`;
}
