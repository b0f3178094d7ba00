import { describeStreamingDetector } from '../../conformance/describe-streaming-detector.ts';
import { kswin } from './kswin.ts';

describeStreamingDetector(kswin, { event: 'shift' });
