import { mean } from '../descriptive/moments.ts';
import { ParameterError } from '../errors.ts';

/**
 * Takes out of outcomes what was there before the experiment (CUPED; Deng et al. 2013): the difference between groups stays, its variance falls by the
 * squared correlation. `before` must not depend on the assignment. Give the subjects of all groups together. Throws `ParameterError`.
 */
export function adjustByHistory(
  outcomes: readonly number[],
  before: readonly number[],
): { adjusted: number[]; slope: number; varianceLeft: number } {
  if (outcomes.length !== before.length || outcomes.length < 2)
    throw new ParameterError('before', 'as many as outcomes, two at least', before.length);
  const [meanOutcome, meanBefore] = [mean(outcomes), mean(before)];
  let [together, ofBefore, ofOutcome] = [0, 0, 0];
  outcomes.forEach((outcome, i) => {
    together += (outcome - meanOutcome) * (before[i] - meanBefore);
    ofBefore += (before[i] - meanBefore) ** 2;
    ofOutcome += (outcome - meanOutcome) ** 2;
  });
  const slope = ofBefore === 0 ? 0 : together / ofBefore;
  const correlation = ofBefore === 0 || ofOutcome === 0 ? 0 : together / Math.sqrt(ofBefore * ofOutcome);
  return {
    adjusted: outcomes.map((outcome, i) => outcome - slope * (before[i] - meanBefore)),
    ...{ slope, varianceLeft: 1 - correlation * correlation },
  };
}
