import { runService } from '@convoscope/service';
import { ingestionService } from './ingestion.service.ts';

await runService(ingestionService);
