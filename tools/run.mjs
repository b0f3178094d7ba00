/**
 * Runs one of the repository's programs on the pinned Node, installing the packages first where they are missing or
 * out of date. Plain JavaScript, because it must run on whatever Node >= 20 the machine has.
 * Usage: node tools/run.mjs PROGRAM [arguments], a PROGRAM being a name in PROGRAMS.
 */
import { spawn, spawnSync } from 'node:child_process';
import { statSync } from 'node:fs';
import { constants } from 'node:os';
import { join } from 'node:path';

/** The first Node that runs this file: `import.meta.dirname`. */
const LEAST_NODE = [20, 11];
const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
if (major < LEAST_NODE[0] || (major === LEAST_NODE[0] && minor < LEAST_NODE[1])) {
  process.stderr.write(
    `Node ${process.versions.node} is too old: Convoscope needs Node ${LEAST_NODE.join('.')} or newer (https://nodejs.org).\n`,
  );
  process.exit(78);
}

const root = join(import.meta.dirname, '..');

/** `build` compiles what changed before the program starts. */
const PROGRAMS = {
  start: { script: 'apps/standalone/dist/main.js', build: true },
  convoscope: { script: 'apps/cli/dist/main.js', build: true },
  service: { script: 'tools/service.ts', build: true },
  cluster: { script: 'tools/cluster.ts', build: true },
  test: { script: 'tools/test.ts', build: false },
  bench: { script: 'tools/bench/main.ts', build: true },
  faults: { script: 'e2e/faults/main.ts', build: true },
  soak: { script: 'e2e/faults/soak.ts', build: true },
  sdk: { script: 'tools/sdk/main.ts', build: false },
};

const modifiedAt = (file) => statSync(join(root, file), { throwIfNoEntry: false })?.mtimeMs ?? 0;

/** npm writes its own record of what it installed: older than the lockfile, it is out of date. */
function installPackages() {
  if (modifiedAt('node_modules/.package-lock.json') >= modifiedAt('package-lock.json')) return;
  process.stderr.write('Installing packages (about a minute, once) ...\n');
  run('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error']);
}

/** Runs a command whose output goes to standard error, so that a program's own output stays clean. */
function run(command, args) {
  const { status, error } = spawnSync(command, args, { cwd: root, stdio: ['ignore', 2, 2] });
  if (error) throw error;
  if (status !== 0) process.exit(status ?? 1);
}

/**
 * A third less memory at the same speed (the pipeline bench tells): the GNU C library otherwise gives each thread of DuckDB and libuv a
 * heap of its own and hands little back, and V8 lets its young generation grow to 128 MiB. Processes started from here inherit it.
 */
const memory = {
  MALLOC_ARENA_MAX: '2',
  MALLOC_TRIM_THRESHOLD_: '131072',
  NODE_OPTIONS: `${process.env.NODE_OPTIONS ?? ''} --max-semi-space-size=32`.trim(),
};

const [name = '', ...args] = process.argv.slice(2);
const program = PROGRAMS[name];
if (!program) {
  process.stderr.write(`Unknown program "${name}". Known: ${Object.keys(PROGRAMS).join(', ')}\n`);
  process.exit(78);
}
installPackages();
const node = join(root, 'node_modules', '.bin', 'node');
if (program.build) run(node, ['tools/build.ts', '--quiet']);

const child = spawn(
  node,
  ['--disable-warning=ExperimentalWarning', '--enable-source-maps', join(root, program.script), ...args],
  {
    stdio: 'inherit',
    env: { ...memory, ...process.env, NODE_OPTIONS: memory.NODE_OPTIONS },
  },
);
// Ctrl-C reaches the child by itself (same terminal); a signal sent to this process alone is passed on.
for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP']) {
  process.on(signal, () => {
    if (signal !== 'SIGINT' || !process.stdin.isTTY) child.kill(signal);
  });
}
child.on('exit', (code, signal) =>
  process.exit(signal ? 128 + (constants.signals[signal] ?? 0) : (code ?? 1)),
);
