/** Debian's Chromium, for tests in a real browser. */
import { findServer } from '../../libs/testing/src/find-server.ts';
import { installDebianPackages } from './debian.ts';

/** The path of a Chromium or Chrome: CONVOSCOPE_TEST_CHROMIUM, one on PATH, or Debian's, installed as root when missing. */
export async function installChromium(): Promise<string> {
  if (findServer('chromium') === undefined)
    installDebianPackages('Chromium', ['chromium', 'fonts-dejavu-core']);
  const found = findServer('chromium');
  if (found === undefined) throw new Error('Chromium was installed but is not on PATH');
  return Promise.resolve(found.executablePath);
}
