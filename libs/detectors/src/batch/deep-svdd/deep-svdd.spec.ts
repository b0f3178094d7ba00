import { describeDetector } from '../../conformance/describe-detector.ts';
import { deepSvdd } from './deep-svdd.ts';

describeDetector(deepSvdd, { minAuroc: 0.9, params: { nSteps: 300 } });
