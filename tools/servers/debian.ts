import { spawnSync } from 'node:child_process';

const APT = ['-y', '--no-install-recommends', '-o', 'DPkg::Lock::Timeout=300'];

/** True when a program starts; `probe` are arguments that make it end at once. */
export const hasCommand = (command: string, probe: readonly string[] = ['--version']): boolean =>
  spawnSync(command, [...probe], { stdio: 'ignore', timeout: 20_000 }).error === undefined;

const aptGet = (...args: string[]): boolean =>
  spawnSync('apt-get', args, {
    stdio: ['ignore', 'ignore', 'inherit'],
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
  }).status === 0;

/**
 * Installs Debian packages when this process is root on a Debian-like system. Throws an Error that names the packages when it is not,
 * or when the installation fails.
 */
export function installDebianPackages(purpose: string, packages: readonly string[]): void {
  const wish = `${purpose} needs: apt-get install ${packages.join(' ')}`;
  if (process.getuid?.() !== 0 || !hasCommand('apt-get'))
    throw new Error(`${wish} (as root; on other systems their equals)`);
  console.log(`${purpose}: apt-get install ${packages.join(' ')}`);
  if (aptGet('install', '-q', ...APT, ...packages)) return;
  if (aptGet('update', '-q') && aptGet('install', '-q', ...APT, ...packages)) return;
  throw new Error(`apt-get could not install the packages; ${wish}`);
}

/** Installs Debian packages unless all the commands they bring are there. */
export function requireCommands(
  purpose: string,
  commands: readonly string[],
  packages: readonly string[],
): void {
  if (!commands.every((command) => hasCommand(command))) installDebianPackages(purpose, packages);
}
