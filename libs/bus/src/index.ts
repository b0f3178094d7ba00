export * from './outcome.ts';
export type * from './bus.ts';
export type { BusOptions, TopicSettings } from './bus-options.ts';
export { DEFAULT_TOPIC_PREFIX } from './bus-options.ts';
export { createMemoryBus, type MemoryBusOptions } from './create-memory-bus.ts';
export { deadLetterId } from './dead-letters/dead-letter-queue.ts';
export { pipeline, type BatchStep, type Pipeline, type Step, type StepOptions } from './pipeline.ts';
export { BusTransport, type BusTransportOptions } from './nest/bus-transport.ts';
export { BUS_TRANSPORT_ID, Subscribe, type SubscribeDecoratorOptions } from './nest/subscribe.ts';
