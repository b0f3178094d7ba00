import { describe } from '@jest/globals';
import { describeDetector } from '../../conformance/describe-detector.ts';
import { ensemble } from './ensemble.ts';

describe.each(['rms', 'average', 'maximum', 'aom', 'moa'])('combined by %s', (combination) => {
  describeDetector(ensemble, { minAuroc: 0.98, params: { combination } });
});
