import type { FaultRow } from '../fault-row.ts';

const OBSTACLE = 'Convoscope does not deliver webhooks: there is no receiver to fail';

export const webhookReceiver: FaultRow = {
  id: 'F25',
  title: 'webhook receiver: 500, 410, no answer, redirect to 169.254.169.254',
  isStarred: true,
  obstacle: OBSTACLE,
  run: () => Promise.reject(new Error(OBSTACLE)),
};
