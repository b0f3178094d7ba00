import { describeStreamingDetector } from '../../conformance/describe-streaming-detector.ts';
import { ewma } from './ewma.ts';

describeStreamingDetector(ewma);
