/** Prints the parameter tables of docs/detectors.md: `node tools/bench/anomaly-params.ts` after a build. */
import { batchDetectors, describeBound, streamingDetectors } from '@convoscope/detectors';

for (const factory of [...batchDetectors, ...streamingDetectors]) {
  const own = Object.entries(factory.params).filter(([name]) => name !== 'contamination' && name !== 'seed');
  const text = own.map(([name, spec]) => `\`${name}\` = ${spec.default} (${describeBound(spec)})`).join('; ');
  console.log(`| ${factory.name} | ${factory.summary} | ${text || '-'} |`);
}
