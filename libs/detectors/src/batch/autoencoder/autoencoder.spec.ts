import { describeDetector } from '../../conformance/describe-detector.ts';
import { autoencoder } from './autoencoder.ts';

describeDetector(autoencoder, { minAuroc: 0.9, params: { nSteps: 300 } });
