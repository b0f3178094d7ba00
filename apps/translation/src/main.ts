import { runService } from '@convoscope/service';
import { translationService } from './translation.service.ts';

await runService(translationService);
