import { runService } from '@convoscope/service';
import { categorisationService } from './categorisation.service.ts';

await runService(categorisationService);
