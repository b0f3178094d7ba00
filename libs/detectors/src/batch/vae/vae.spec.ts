import { describeDetector } from '../../conformance/describe-detector.ts';
import { vae } from './vae.ts';

describeDetector(vae, { minAuroc: 0.9, params: { nSteps: 300 } });
