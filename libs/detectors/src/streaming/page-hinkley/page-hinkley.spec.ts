import { describeStreamingDetector } from '../../conformance/describe-streaming-detector.ts';
import { pageHinkley } from './page-hinkley.ts';

describeStreamingDetector(pageHinkley, { event: 'shift' });
