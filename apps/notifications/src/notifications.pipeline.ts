import { pipeline, type BatchHandler } from '@convoscope/bus';
import { createAddressEventStep, type Addressee } from './steps/address-event.step.ts';
import { createStoreDeliveriesStep, type StoreDeliveriesOptions } from './steps/store-deliveries.step.ts';
import type { EndpointStates } from './delivery/endpoint-registry.ts';

export interface NotificationsPipelineOptions extends StoreDeliveriesOptions {
  addressees: readonly Addressee[];
  statesOf: (tenant: string) => Promise<EndpointStates>;
}

/** received -> addressed -> stored. Posting is the workers' part: a receiver that is slow holds no topic up. */
export const createNotificationsPipeline = (options: NotificationsPipelineOptions): BatchHandler =>
  pipeline()
    .step(createAddressEventStep(options.addressees, options.statesOf))
    .batch(createStoreDeliveriesStep(options))
    .toHandler();
