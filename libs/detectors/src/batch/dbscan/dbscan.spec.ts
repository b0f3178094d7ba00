import { describeDetector } from '../../conformance/describe-detector.ts';
import { dbscan } from './dbscan.ts';

describeDetector(dbscan, { minAuroc: 0.95 });
