import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fakeTimeEnvironment, installLibfaketime } from '../../../tools/servers/libfaketime.ts';

/** Wall clocks of services, to be stepped while they run. */
export interface ServiceClocks {
  /** Environment to start the service with, so that it follows its clock. */
  environmentOf(name: string): Record<string, string>;
  /** Steps the clock: at most a second later the service is so far off. */
  step(name: string, offsetMs: number): void;
}

/** `dir` takes a file for each clock. Throws where libfaketime cannot be had. */
export function createServiceClocks(dir: string): ServiceClocks {
  const library = installLibfaketime();
  mkdirSync(dir, { recursive: true });
  const fileOf = (name: string): string => join(dir, name);
  const step = (name: string, offsetMs: number): void =>
    writeFileSync(fileOf(name), `${offsetMs < 0 ? '' : '+'}${offsetMs / 1_000}s\n`);
  return {
    step,
    environmentOf(name) {
      step(name, 0);
      return fakeTimeEnvironment(library, fileOf(name));
    },
  };
}
