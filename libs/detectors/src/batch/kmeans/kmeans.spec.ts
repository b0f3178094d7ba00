import { describeDetector } from '../../conformance/describe-detector.ts';
import { kmeans } from './kmeans.ts';

describeDetector(kmeans, { minAuroc: 0.95, params: { nClusters: 2 } });
