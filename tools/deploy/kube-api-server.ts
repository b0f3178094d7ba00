/** A real Kubernetes API server (kube-apiserver over etcd, no controllers). Builds it: node tools/deploy/kube-api-server.ts */
import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { installOnce, type OnProgress } from '../../libs/store/src/embedded-mongod/install-once.ts';
import { cacheDir } from '../../libs/testing/src/server-registry.ts';
import { requireCommands } from '../servers/debian.ts';
import { freePorts } from '../servers/free-ports.ts';
import { prepareGo } from '../servers/go-toolchain.ts';
import { runCommand } from '../servers/run-command.ts';
import { placeFor, startProcess, type ServerProcess } from '../servers/server-process.ts';

const VERSION = '1.34.2';
const target = (): string => join(cacheDir(), `kube-apiserver-v${VERSION}`);

const PROGRAM = `package tools

import (
	_ "k8s.io/component-base/cli"
	_ "k8s.io/kubernetes/cmd/kube-apiserver/app"
)
`;

/** Kubernetes requires its own parts at v0.0.0, from the folder beside it; their published versions are v0.<minor>. */
async function build(folder: string): Promise<void> {
  const go = await prepareGo('kube-apiserver');
  const source = join(folder, 'source');
  mkdirSync(source);
  const run = (...args: string[]): Promise<string> => runCommand('go', args, { cwd: source, env: go });
  await run('mod', 'init', 'local/kube');
  const downloaded = await run('mod', 'download', '-json', `k8s.io/kubernetes@v${VERSION}`);
  const { GoMod } = JSON.parse(downloaded.slice(downloaded.indexOf('{'))) as { GoMod: string };
  const required = await runCommand('cat', [GoMod]);
  const staging = new Set([...required.matchAll(/(k8s\.io\/[a-z-]+) v0\.0\.0$/gm)].map(([, name]) => name));
  const published = VERSION.replace(/^1\./, '0.');
  const replaced = [...staging].map((name) => `-replace=${name}=${name}@v${published}`);
  await run('mod', 'edit', `-require=k8s.io/kubernetes@v${VERSION}`, ...replaced);
  writeFileSync(join(source, 'tools.go'), PROGRAM);
  await run('mod', 'tidy');
  const [major = '', minor = ''] = VERSION.split('.');
  const version = 'k8s.io/component-base/version';
  const flags = [
    `-X ${version}.gitVersion=v${VERSION}`,
    `-X ${version}.gitMajor=${major}`,
    `-X ${version}.gitMinor=${minor}`,
  ];
  await run(
    'build',
    `-ldflags=-s -w ${flags.join(' ')}`,
    '-o',
    `${folder}/`,
    'k8s.io/kubernetes/cmd/kube-apiserver',
  );
  rmSync(source, { recursive: true });
}

/** The path of kube-apiserver, built once from source (4 minutes on 2 quiet cores). */
export const installKubeApiServer = async (onProgress?: OnProgress): Promise<string> =>
  join(await installOnce({ target: target(), install: build, onProgress }), 'kube-apiserver');

export const findKubeApiServer = (): string | undefined => {
  const program = join(target(), 'kube-apiserver');
  return existsSync(program) ? program : undefined;
};

export interface KubeApiServer {
  /** File that kubectl and helm take as KUBECONFIG. */
  readonly kubeconfig: string;
  stop(): Promise<void>;
}

const TOKEN = 'the-token-of-a-test';

const kubeconfigOf = (port: number): string => `apiVersion: v1
kind: Config
clusters: [{name: test, cluster: {server: "https://127.0.0.1:${port}", insecure-skip-tls-verify: true}}]
users: [{name: test, user: {token: ${TOKEN}}}]
contexts: [{name: test, context: {cluster: test, user: test}}]
current-context: test
`;

/** Whether something answers 2xx there; the certificate is of the server's own making, so curl is asked not to look at it. */
const answers = (url: string): Promise<boolean> =>
  runCommand('curl', ['-skf', '-H', `Authorization: Bearer ${TOKEN}`, url]).then(
    () => true,
    () => false,
  );

function startEtcd(dir: string, client: number, peer: number): Promise<ServerProcess> {
  const [clients, peers] = [`http://127.0.0.1:${client}`, `http://127.0.0.1:${peer}`];
  return startProcess({
    ...{ name: 'etcd', command: 'etcd', dir, removeDir: false },
    args: [
      ...['--data-dir', join(dir, 'etcd'), '--unsafe-no-fsync'],
      ...['--listen-client-urls', clients, '--advertise-client-urls', clients],
      ...[
        '--listen-peer-urls',
        peers,
        '--initial-advertise-peer-urls',
        peers,
        '--initial-cluster',
        `default=${peers}`,
      ],
    ],
    isReady: () => answers(`${clients}/health`),
  });
}

/** Starts an empty one; there is nothing that makes pods of Deployments, and no default service accounts. */
export async function startKubeApiServer(): Promise<KubeApiServer> {
  const command = findKubeApiServer();
  if (command === undefined) throw new Error('not installed: node tools/deploy/kube-api-server.ts');
  requireCommands('Kubernetes', ['etcd'], ['etcd-server']);
  const { dir } = placeFor('kube', undefined);
  const [port = 0, client = 0, peer = 0] = await freePorts(3);
  const key = join(dir, 'account.key');
  await runCommand('openssl', ['genrsa', '-out', key, '2048']);
  await runCommand('openssl', ['rsa', '-in', key, '-pubout', '-out', `${key}.pub`]);
  writeFileSync(join(dir, 'tokens.csv'), `${TOKEN},admin,admin,system:masters\n`);
  const etcd = await startEtcd(dir, client, peer);
  const api = await startProcess({
    ...{ name: 'kube-apiserver', command, dir, removeDir: true },
    args: [
      ...[
        `--etcd-servers=http://127.0.0.1:${client}`,
        '--bind-address=127.0.0.1',
        '--advertise-address=127.0.0.1',
      ],
      ...[`--secure-port=${port}`, `--cert-dir=${dir}`, `--token-auth-file=${join(dir, 'tokens.csv')}`],
      ...[
        '--authorization-mode=RBAC',
        '--service-account-issuer=https://local',
        '--service-cluster-ip-range=10.0.0.0/24',
      ],
      ...[`--service-account-key-file=${key}.pub`, `--service-account-signing-key-file=${key}`],
      '--disable-admission-plugins=ServiceAccount',
    ],
    isReady: () => answers(`https://127.0.0.1:${port}/readyz`),
  }).catch(async (error: unknown) => {
    await etcd.stop();
    throw error;
  });
  const kubeconfig = join(dir, 'kubeconfig');
  writeFileSync(kubeconfig, kubeconfigOf(port), { mode: 0o600 });
  const stop = async (): Promise<void> => {
    await etcd.stop();
    await api.stop();
  };
  return { kubeconfig, stop };
}

if (import.meta.main) console.log(await installKubeApiServer((line) => console.log(line)));
