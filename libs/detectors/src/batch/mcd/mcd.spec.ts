import { describeDetector } from '../../conformance/describe-detector.ts';
import { mcd } from './mcd.ts';

describeDetector(mcd, { minAuroc: 0.98 });
