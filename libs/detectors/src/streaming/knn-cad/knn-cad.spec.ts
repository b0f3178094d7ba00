import { describeStreamingDetector } from '../../conformance/describe-streaming-detector.ts';
import { knnCad } from './knn-cad.ts';

describeStreamingDetector(knnCad, { params: { historySize: 200, calibrationSize: 600, shingle: 4 } });
