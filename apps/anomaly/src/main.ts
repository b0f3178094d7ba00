import { runService } from '@convoscope/service';
import { anomalyService } from './anomaly.service.ts';

await runService(anomalyService);
