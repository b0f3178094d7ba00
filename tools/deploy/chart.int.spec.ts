import { describe, expect, it } from '@jest/globals';
import { globSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { serviceNames } from '../service-names.ts';
import { findHelm } from './install-helm.ts';
import {
  chartDir,
  lintChart,
  renderChart,
  renderWith,
  type Container,
  type KubernetesObject,
} from './render-chart.ts';
import { readSettingNames, unknownSettings } from './setting-names.ts';

const helm = findHelm();
const valueFiles = globSync('ci/*.yaml', { cwd: chartDir }).map((file) => join(chartDir, file));
const minimal = join(chartDir, 'ci/minimal-values.yaml');
const production = join(chartDir, 'ci/production-values.yaml');

function describeWithHelm(title: string, body: (helm: string) => void): void {
  if (helm !== undefined) return void describe(title, () => body(helm));
  const reason = 'helm is not installed (node tools/deploy/install-helm.ts)';
  describe(title, () => {
    if (process.env['CI'] !== 'true') return void it.skip(`skipped: ${reason}`, () => undefined);
    it('finds helm', () => {
      throw new Error(reason);
    });
  });
}

describeWithHelm('the chart', (program) => {
  const render = (...files: string[]): KubernetesObject[] => {
    const rendering = renderChart(program, files);
    if (!rendering.ok) throw new Error(rendering.message);
    return rendering.objects;
  };
  const ofKind = (objects: readonly KubernetesObject[], kind: string): KubernetesObject[] =>
    objects.filter((object) => object.kind === kind);
  const containerOf = (workload: KubernetesObject): Container => {
    const container = workload.spec?.template?.spec.containers[0];
    if (container === undefined) throw new Error(`${workload.metadata.name} has no container`);
    return container;
  };
  const refusal = (values: object): string => {
    const rendering = renderWith(program, minimal, values);
    return rendering.ok ? 'accepted' : rendering.message;
  };

  describe.each(valueFiles.map((file) => [basename(file), file] as const))('with %s', (_, file) => {
    it('lints without a remark that counts', () => {
      const { status, output } = lintChart(program, file);
      expect({ status, output }).toEqual({ status: 0, output: expect.stringContaining('0 chart(s) failed') });
    });

    it('gives every workload three probes on its health', () => {
      for (const workload of ofKind(render(file), 'Deployment')) {
        const { startupProbe, livenessProbe, readinessProbe } = containerOf(workload);
        const paths = [startupProbe, livenessProbe, readinessProbe].map((probe) => probe?.httpGet.path);
        expect(paths).toEqual(['/health/live', '/health/live', '/health/ready']);
      }
    });

    it('restarts a blocked workload well within the two minutes that a standstill may last', () => {
      for (const workload of ofKind(render(file), 'Deployment')) {
        const { periodSeconds = 10, failureThreshold = 3 } = containerOf(workload).livenessProbe ?? {};
        expect(periodSeconds * failureThreshold).toBeLessThanOrEqual(30);
      }
    });

    it('keeps every workload within the restricted pod security standard', () => {
      for (const workload of ofKind(render(file), 'Deployment')) {
        const pod = workload.spec?.template?.spec;
        expect(pod?.automountServiceAccountToken).toBe(false);
        expect(pod?.securityContext).toMatchObject({
          runAsNonRoot: true,
          seccompProfile: { type: 'RuntimeDefault' },
        });
        expect(containerOf(workload).securityContext).toEqual({
          allowPrivilegeEscalation: false,
          readOnlyRootFilesystem: true,
          runAsNonRoot: true,
          capabilities: { drop: ['ALL'] },
          seccompProfile: { type: 'RuntimeDefault' },
        });
        expect(containerOf(workload).resources).toMatchObject({
          requests: { cpu: expect.anything(), memory: expect.anything() },
          limits: { memory: expect.anything() },
        });
      }
    });

    it('names only settings that exist', () => {
      const objects = render(file);
      const fromMaps = ofKind(objects, 'ConfigMap').flatMap(({ data }) => Object.keys(data ?? {}));
      const fromWorkloads = ofKind(objects, 'Deployment').flatMap((workload) =>
        (containerOf(workload).env ?? []).map(({ name }) => name),
      );
      expect(fromMaps).not.toHaveLength(0);
      expect(unknownSettings([...fromMaps, ...fromWorkloads], readSettingNames())).toEqual([]);
    });

    it('puts no secret into a ConfigMap and mounts each where its variable says', () => {
      const objects = render(file);
      const { secrets } = readSettingNames();
      const maps = ofKind(objects, 'ConfigMap').flatMap(({ data }) => Object.keys(data ?? {}));
      expect(maps.filter((name) => secrets.has(name))).toEqual([]);
      for (const workload of ofKind(objects, 'Deployment')) {
        const volumes = JSON.stringify(workload.spec?.template?.spec.volumes);
        const { env = [], volumeMounts } = containerOf(workload);
        expect(env.map(({ name }) => name)).toContain('MONGODB_URI_FILE');
        for (const { name, value } of env) {
          const variable = name.replace(/_FILE$/, '');
          expect(secrets.has(variable)).toBe(true);
          expect(value).toBe(
            `${volumeMounts.find((mount) => mount.name === 'secrets')?.mountPath}/${variable}`,
          );
          expect(volumes).toContain(`"path":"${variable}"`);
        }
      }
    });

    it('selects by Service and disruption budget exactly the pods of one workload', () => {
      const objects = render(file);
      for (const workload of ofKind(objects, 'Deployment')) {
        const labels = workload.spec?.template?.metadata.labels ?? {};
        const named = objects.filter(({ metadata }) => metadata.name === workload.metadata.name);
        const service = named.find(({ kind }) => kind === 'Service');
        const budget = named.find(({ kind }) => kind === 'PodDisruptionBudget');
        expect(labels).toMatchObject(service?.spec?.selector ?? { missing: true });
        expect(labels).toMatchObject(
          (budget?.spec?.selector?.['matchLabels'] as object | undefined) ?? { missing: true },
        );
      }
    });
  });

  it('runs every service', () => {
    const programs = ofKind(render(minimal), 'Deployment').map((workload) =>
      containerOf(workload).command.at(-1),
    );
    expect(programs.sort()).toEqual(serviceNames.map((name) => `apps/${name}/dist/main.js`).sort());
  });

  it('makes autoscalers and network policies only where they are asked for', () => {
    const kinds = (file: string): Set<string> => new Set(render(file).map(({ kind }) => kind));
    expect([...kinds(minimal)].sort()).toEqual(
      ['ConfigMap', 'Deployment', 'PodDisruptionBudget', 'Service', 'ServiceAccount'].sort(),
    );
    expect([...kinds(production)]).toEqual(
      expect.arrayContaining(['HorizontalPodAutoscaler', 'NetworkPolicy']),
    );
  });

  it.each([
    [{ kafka: { brokers: [] } }, 'list at least one broker'],
    [{ kafka: { brokers: ['kafka'] } }, '/kafka/brokers/0'],
    [{ kafka: { saslMechanism: 'plain' } }, 'set kafka.saslUsername'],
    [{ secrets: { mongodb: { name: '' } } }, 'holds the connection string of MongoDB'],
    [{ secrets: { gateway: { name: '' } } }, 'holds an API key'],
    [{ source: { nocodb: { url: '' } } }, 'set source.nocodb.url'],
    [{ source: { kind: 'file' } }, 'services.ingestion.config.SOURCE_PATH'],
    [{ objects: { accessKeyId: 'key' } }, 'belong together'],
    [{ serviceAccount: { create: false } }, 'existing account'],
    [{ config: { MONGODB_URI: 'mongodb://x' } }, 'must not be in config'],
    [
      { services: { lake: { autoscaling: { enabled: true, minReplicas: 9 } } } },
      'services.lake.autoscaling.maxReplicas is below',
    ],
    [{ services: { lake: { replica: 2 } } }, "additional properties 'replica' not allowed"],
    [{ services: { billing: { enabled: true } } }, "additional properties 'billing' not allowed"],
    [{ service: { port: 'http' } }, '/service/port'],
  ])('refuses %j and says what to do', (values, sentence) => {
    expect(refusal(values)).toContain(sentence);
  });

  it.each([...readSettingNames().secrets])('refuses %s in a ConfigMap', (name) => {
    expect(refusal({ config: { [name]: 'secret' } })).toContain(`${name} is a secret`);
  });

  it('has a schema that knows every value it takes: nothing else is let in', () => {
    const schema = JSON.parse(readFileSync(join(chartDir, 'values.schema.json'), 'utf8')) as Schema;
    expect(openObjects(schema)).toEqual([]);
  });
});

interface Schema {
  type?: string | string[];
  properties?: Record<string, Schema>;
  additionalProperties?: unknown;
  $defs?: Record<string, Schema>;
}

/** Paths of objects with named properties that would also take others. */
function openObjects(schema: Schema, path = ''): string[] {
  const children = Object.entries({ ...schema.properties, ...schema.$defs });
  const own = schema.properties !== undefined && schema.additionalProperties !== false ? [path] : [];
  return [...own, ...children.flatMap(([name, child]) => openObjects(child, `${path}/${name}`))];
}
