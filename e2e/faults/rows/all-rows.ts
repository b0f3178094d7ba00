import type { FaultRow } from '../fault-row.ts';
import { crashBetweenEffects } from './crash-points.ts';
import { freezeConsumer, freezeLakeWriter } from './freeze-consumers.ts';
import { killKafka, killMongod } from './kill-servers.ts';
import { killServices } from './kill-services.ts';
import { mongodbFailpoints } from './mongodb-failpoints.ts';
import { rebalanceOften } from './rebalance-often.ts';
import { replayEvents } from './replay-events.ts';
import { slowHandlers } from './slow-handlers.ts';
import { spoilObjectStore } from './spoil-object-store.ts';
import { drainOnSigterm, killAtGraceEnd } from './stop-services.ts';

/** Every row of the fault matrix, in its order. */
export const allRows: readonly FaultRow[] = [
  killServices,
  killKafka,
  killMongod,
  mongodbFailpoints,
  spoilObjectStore,
  freezeLakeWriter,
  replayEvents,
  rebalanceOften,
  freezeConsumer,
  slowHandlers,
  drainOnSigterm,
  killAtGraceEnd,
  crashBetweenEffects,
];
