/** libfaketime: gives a process a wall clock that is off, from Debian. */
import { globSync } from 'node:fs';
import { installDebianPackages } from './debian.ts';

/** The variant for programs with threads. Debian puts it below the folder of the machine's architecture. */
const findLibrary = (): string | undefined => globSync('/usr/lib/*/faketime/libfaketimeMT.so.1')[0];

/** The path of the library, installed as root when it is missing. Throws an Error that names the package. */
export function installLibfaketime(): string {
  const present = findLibrary();
  if (present !== undefined) return present;
  installDebianPackages('libfaketime', ['libfaketime']);
  const installed = findLibrary();
  if (installed === undefined) throw new Error('libfaketime was installed, but not where Debian puts it');
  return installed;
}

/**
 * Environment of a process whose wall clock is off by what stands in `file` (`+300s`), read again every second: its clock can be stepped while it
 * runs. Timers and monotonic time go on as ever.
 */
export const fakeTimeEnvironment = (library: string, file: string): Record<string, string> => ({
  LD_PRELOAD: library,
  FAKETIME_TIMESTAMP_FILE: file,
  FAKETIME_CACHE_DURATION: '1',
  FAKETIME_DONT_FAKE_MONOTONIC: '1',
});
