export { asNobody } from './as-nobody.ts';
export { aConversation, aMessage, anEvent, saidInTurn, someConversations } from './conversation-builders.ts';
export {
  describeWithServer,
  describeWithServers,
  suiteServer,
  withDatabase,
  type SuiteServer,
  type SuiteServers,
} from './describe-with-servers.ts';
export { eventually, type EventuallyOptions } from './eventually.ts';
export { findServer, realServers, requireServer } from './find-server.ts';
export { fuzzRuns, mutated, type Mutation } from './fuzz.ts';
export { loopDelayMs } from './loop-delay.ts';
export { ManualClock } from './manual-clock.ts';
export { pickOne, seededRandom } from './seeded-random.ts';
export type { ServerName, ServerSettings } from './server-registry.ts';
export {
  ScriptedHttpServer,
  type Handler,
  type RecordedRequest,
  type Reply,
} from './scripted-http-server.ts';
export { serviceEnvironment } from './service-environment.ts';
