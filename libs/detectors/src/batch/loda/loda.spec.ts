import { describeDetector } from '../../conformance/describe-detector.ts';
import { loda } from './loda.ts';

describeDetector(loda, { minAuroc: 0.95 });
