import { runService } from '@convoscope/service';
import { gatewayService } from './gateway.service.ts';

await runService(gatewayService);
