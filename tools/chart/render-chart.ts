import { spawnSync } from 'node:child_process';
import { globSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { parseAllDocuments } from 'yaml';

export interface Container {
  name: string;
  image: string;
  command: string[];
  args?: string[];
  env?: { name: string; value?: string; valueFrom?: object }[];
  envFrom?: { configMapRef: { name: string } }[];
  securityContext: Record<string, unknown>;
  resources: { requests?: object; limits?: object };
  startupProbe?: Probe;
  livenessProbe?: Probe;
  readinessProbe?: Probe;
  volumeMounts: { name: string; mountPath: string }[];
}

export interface Probe {
  periodSeconds?: number;
  failureThreshold?: number;
  httpGet: { path: string; port: string };
}

export interface PodSpec {
  automountServiceAccountToken: boolean;
  serviceAccountName?: string;
  terminationGracePeriodSeconds?: number;
  securityContext: Record<string, unknown>;
  topologySpreadConstraints?: { topologyKey: string; whenUnsatisfiable: string }[];
  containers: Container[];
  volumes: Record<string, unknown>[];
}

export interface PodTemplate {
  metadata: { labels: Record<string, string> };
  spec: PodSpec;
}

/** A Kubernetes object, as far as the chart's tests look into it. */
export interface KubernetesObject {
  apiVersion: string;
  kind: string;
  metadata: {
    name: string;
    namespace?: string;
    labels: Record<string, string>;
    annotations?: Record<string, string>;
  };
  data?: Record<string, string>;
  spec?: Record<string, unknown> & {
    selector?: Record<string, unknown>;
    template?: PodTemplate;
    jobTemplate?: { spec: { template: PodTemplate } };
  };
}

export type Rendering =
  | { readonly ok: true; readonly objects: KubernetesObject[]; readonly text: string }
  | { readonly ok: false; readonly message: string };

export const KUBERNETES_VERSION = '1.34.0';
export const chartDir = join(import.meta.dirname, '../../charts/convoscope');

/** The example values of the chart by name: `ci/trial-values.yaml` is `trial`. */
export const profiles: ReadonlyMap<string, string> = new Map(
  globSync('ci/*-values.yaml', { cwd: chartDir })
    .sort()
    .map((file) => [basename(file, '-values.yaml'), join(chartDir, file)]),
);

const run = (helm: string, args: string[]) =>
  spawnSync(helm, args, { encoding: 'utf8', timeout: 30_000, maxBuffer: 2 ** 26 });

/** What `helm lint --strict` says: its exit status and its words. */
export function lintChart(helm: string, valuesFile: string): { status: number | null; output: string } {
  const args = ['lint', '--strict', '--kube-version', KUBERNETES_VERSION, chartDir, '-f', valuesFile];
  const { status, stdout, stderr } = run(helm, args);
  return { status, output: stdout + stderr };
}

/** The objects that `helm template` makes of value files, later ones winning, or the reason why it refuses them. */
export function renderChart(helm: string, valuesFiles: readonly string[]): Rendering {
  const files = valuesFiles.flatMap((file) => ['-f', file]);
  const { status, stdout, stderr } = run(helm, [
    ...['template', 'test', chartDir, '--kube-version', KUBERNETES_VERSION, '--namespace', 'convoscope'],
    ...files,
  ]);
  if (status !== 0) return { ok: false, message: stderr };
  const documents = parseAllDocuments(stdout);
  const errors = documents.flatMap((document) => document.errors);
  if (errors.length > 0) return { ok: false, message: errors.join('\n') };
  const objects = documents.map((document) => document.toJS() as KubernetesObject | null);
  return { ok: true, objects: objects.filter((object) => object !== null), text: stdout };
}

/** `renderChart` of a value file with further values above it. */
export function renderWith(helm: string, valuesFile: string, values: object): Rendering {
  const folder = mkdtempSync(join(tmpdir(), 'convoscope-values-'));
  try {
    const extra = join(folder, 'values.json');
    writeFileSync(extra, JSON.stringify(values));
    return renderChart(helm, [valuesFile, extra]);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
