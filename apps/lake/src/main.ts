import { runService } from '@convoscope/service';
import { lakeService } from './lake.service.ts';

await runService(lakeService);
