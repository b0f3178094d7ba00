import { describeStreamingDetector } from '../../conformance/describe-streaming-detector.ts';
import { hst } from './hst.ts';

describeStreamingDetector(hst, { params: { windowSize: 100 }, maxConstantScore: 0.95 });
