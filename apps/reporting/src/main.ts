import { runService } from '@convoscope/service';
import { reportingService } from './reporting.service.ts';

await runService(reportingService);
