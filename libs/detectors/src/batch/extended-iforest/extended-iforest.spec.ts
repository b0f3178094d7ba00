import { describeDetector } from '../../conformance/describe-detector.ts';
import { extendedIforest } from './extended-iforest.ts';

describeDetector(extendedIforest, { minAuroc: 0.98 });
