import { runService } from '@convoscope/service';
import { notificationsService } from './notifications.service.ts';

await runService(notificationsService);
