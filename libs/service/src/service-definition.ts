import type { DynamicModule } from '@nestjs/common';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { Bus } from '@convoscope/bus';
import type { SettingsOf, SettingsSchema } from '@convoscope/config';
import type { ObjectStore } from '@convoscope/objects';
import type { Store } from '@convoscope/store';
import type { Clock, Telemetry } from '@convoscope/telemetry';
import type { OnExpiry } from './lifetimes/on-expiry.ts';

/** What every service is given. In one process (`npm start`) services share bus, store and objects. */
export interface Infrastructure {
  bus: Bus;
  store: Store;
  objects: ObjectStore;
  clock: Clock;
  /** Tenant this installation writes for. */
  tenant: string;
  /** Folder for local durable state and scratch files. */
  dataDir: string;
}

export interface ServiceRuntime<S> extends Infrastructure {
  name: string;
  settings: S;
  telemetry: Telemetry;
}

/** A service: its name, its typed settings, and the one function that wires ports to adapters. */
export interface ServiceDefinition<S extends SettingsSchema = SettingsSchema> {
  name: string;
  settings: S;
  /** Controllers with `@Subscribe(topic)` methods and HTTP routes; providers with OnApplicationBootstrap/OnModuleDestroy for loops. */
  module(runtime: ServiceRuntime<SettingsOf<S>>): DynamicModule;
  /** What goes with documents of this service whose lifetime is over. */
  onExpiry?(runtime: ServiceRuntime<SettingsOf<S>>): OnExpiry;
  /** Called before the service listens: Fastify plugins, hooks, filters. */
  configure?(app: NestFastifyApplication, runtime: ServiceRuntime<SettingsOf<S>>): void | Promise<void>;
}

export const defineService = <const S extends SettingsSchema>(
  definition: ServiceDefinition<S>,
): ServiceDefinition<S> => definition;
