import { describeStreamingDetector } from '../../conformance/describe-streaming-detector.ts';
import { zscore } from './zscore.ts';

describeStreamingDetector(zscore);
