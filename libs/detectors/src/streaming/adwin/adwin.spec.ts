import { describeStreamingDetector } from '../../conformance/describe-streaming-detector.ts';
import { adwin } from './adwin.ts';

describeStreamingDetector(adwin, { event: 'shift', nLearn: 1500 });
