import { defineService } from '@convoscope/service';
import { notificationsSettings } from './notifications.config.ts';
import { createNotificationsModule } from './notifications.module.ts';

/** Tells other systems what happens: events to webhooks. */
export const notificationsService = defineService({
  name: 'notifications',
  settings: notificationsSettings,
  module: createNotificationsModule,
});
