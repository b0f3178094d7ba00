import { DataError } from '../errors.ts';
import { argSort, averageRanks } from './ranks.ts';

function countPositives(labels: ArrayLike<number>, scores: ArrayLike<number>): number {
  if (labels.length !== scores.length) throw new DataError('labels and scores must have the same length');
  let positives = 0;
  for (let i = 0; i < labels.length; i++) positives += labels[i] > 0 ? 1 : 0;
  if (positives === 0 || positives === labels.length) throw new DataError('labels must hold both classes');
  return positives;
}

/** Area under the ROC curve: the chance that a positive (label > 0) outranks a negative, ties count half. */
export function areaUnderRoc(labels: ArrayLike<number>, scores: ArrayLike<number>): number {
  const positives = countPositives(labels, scores);
  const ranks = averageRanks(scores);
  let rankSum = 0;
  for (let i = 0; i < labels.length; i++) if (labels[i] > 0) rankSum += ranks[i];
  return (rankSum - (positives * (positives + 1)) / 2) / (positives * (labels.length - positives));
}

/** Average precision, sum over thresholds of (recall step) x precision, ties taken together (scikit-learn's definition). */
export function averagePrecision(labels: ArrayLike<number>, scores: ArrayLike<number>): number {
  const positives = countPositives(labels, scores);
  const order = argSort(scores).reverse();
  let found = 0;
  let area = 0;
  for (let start = 0; start < order.length;) {
    let end = start;
    let here = 0;
    for (; end < order.length && scores[order[end]] === scores[order[start]]; end++)
      here += labels[order[end]] > 0 ? 1 : 0;
    found += here;
    area += (here / positives) * (found / end);
    start = end;
  }
  return area;
}
