import { PermanentError } from '@convoscope/contracts';

/** Stages that stay within the documents they are given; others can read other tenants, write or reveal the server. */
const ALLOWED_STAGES = new Set(
  (
    '$match $group $sort $project $set $addFields $unset $limit $skip $count $facet $bucket $bucketAuto $sortByCount ' +
    '$unwind $replaceRoot $replaceWith $setWindowFields $densify $fill $sample $redact'
  ).split(' '),
);

/** Operators that run JavaScript in the server, wherever they stand. */
const REFUSED_OPERATORS = new Set([
  '$where',
  '$function',
  '$accumulator',
  '$out',
  '$merge',
  '$lookup',
  '$unionWith',
  '$graphLookup',
]);

const refused = (name: string): PermanentError =>
  new PermanentError(`${name} is not allowed in an aggregation`, {
    code: 'STORE_PIPELINE_REFUSED',
    context: { name },
  });

function checkOperators(value: unknown): void {
  if (Array.isArray(value)) return value.forEach(checkOperators);
  if (value === null || typeof value !== 'object') return;
  for (const [name, child] of Object.entries(value)) {
    if (REFUSED_OPERATORS.has(name)) throw refused(name);
    checkOperators(child);
  }
}

/** Throws PermanentError `STORE_PIPELINE_REFUSED` naming the first stage or operator that must not run. */
export function checkPipeline(pipeline: readonly Record<string, unknown>[]): void {
  for (const stage of pipeline) {
    const names = Object.keys(stage);
    for (const name of names) if (!ALLOWED_STAGES.has(name)) throw refused(name);
    for (const facet of Object.values((stage['$facet'] as Record<string, unknown>) ?? {}))
      checkPipeline(facet as Record<string, unknown>[]);
    checkOperators(stage);
  }
}
