import type { FaultRow } from '../fault-row.ts';
import { blockAService } from './block-a-service.ts';
import { degradeNetwork, partitionNetwork } from './break-network.ts';
import { changeTopics } from './change-topics.ts';
import { crashBetweenEffects } from './crash-points.ts';
import { cutRetention } from './cut-retention.ts';
import { fillDisks } from './fill-disks.ts';
import { freezeConsumer, freezeLakeWriter } from './freeze-consumers.ts';
import { killKafka, killMongod, longKafkaOutage } from './kill-servers.ts';
import { killServices } from './kill-services.ts';
import { mongodbFailpoints } from './mongodb-failpoints.ts';
import { quietTime } from './quiet-time.ts';
import { rebalanceOften } from './rebalance-often.ts';
import { replayEvents } from './replay-events.ts';
import { rotateSecrets } from './rotate-secrets.ts';
import { rollingRestarts } from './rolling-restarts.ts';
import { slowHandlers } from './slow-handlers.ts';
import { slowSink } from './slow-sink.ts';
import { spoilObjectStore } from './spoil-object-store.ts';
import { drainOnSigterm, killAtGraceEnd } from './stop-services.ts';
import { recordMalformed } from './record-malformed.ts';
import { recordSchema } from './record-schema.ts';
import { clockSkew } from './clock-skew.ts';
import { sourceMalformedPages } from './source-malformed-pages.ts';
import { sourceMovingRows } from './source-moving-rows.ts';
import { sourceOutages } from './source-outages.ts';
import { translatorOutage } from './translator-outage.ts';
import { webhookReceiver } from './webhook-receiver.ts';

/** Every row of the fault matrix, in its order, and what else is asked of a running installation. */
export const allRows: readonly FaultRow[] = [
  killServices,
  killKafka,
  longKafkaOutage,
  killMongod,
  mongodbFailpoints,
  spoilObjectStore,
  freezeLakeWriter,
  sourceOutages,
  sourceMalformedPages,
  sourceMovingRows,
  clockSkew,
  recordMalformed,
  recordSchema,
  replayEvents,
  rebalanceOften,
  freezeConsumer,
  slowHandlers,
  slowSink,
  partitionNetwork,
  degradeNetwork,
  fillDisks,
  drainOnSigterm,
  killAtGraceEnd,
  translatorOutage,
  webhookReceiver,
  changeTopics,
  cutRetention,
  rotateSecrets,
  blockAService,
  crashBetweenEffects,
  rollingRestarts,
  quietTime,
];
