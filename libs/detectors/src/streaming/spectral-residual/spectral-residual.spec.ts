import { describeStreamingDetector } from '../../conformance/describe-streaming-detector.ts';
import { spectralResidual } from './spectral-residual.ts';

describeStreamingDetector(spectralResidual);
