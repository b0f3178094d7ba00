import { expect, it, describe } from '@jest/globals';
import { serviceNames } from '../service-names.ts';
import { readSettingNames, unknownSettings } from '../deploy/setting-names.ts';
import { containerOf, createRenderer, describeWithTools, named, ofKind, podsOf } from './describe-chart.ts';
import { lintChart, profiles } from './render-chart.ts';

const RESTRICTED = {
  allowPrivilegeEscalation: false,
  readOnlyRootFilesystem: true,
  runAsNonRoot: true,
  capabilities: { drop: ['ALL'] },
  seccompProfile: { type: 'RuntimeDefault' },
};

describeWithTools('the workloads of the chart', ['helm'], (helm) => {
  const chart = createRenderer(helm as string);

  describe.each([...profiles])('with the profile %s', (profile, file) => {
    const objects = () => chart.objects(profile);

    it('lints without a remark that counts', () => {
      const { status, output } = lintChart(helm as string, file);
      expect({ status, output }).toEqual({ status: 0, output: expect.stringContaining('0 chart(s) failed') });
    });

    it('renders in less than two seconds', () => {
      const startedAt = performance.now();
      chart.with(profile, {});
      expect(performance.now() - startedAt).toBeLessThan(2_000);
    });

    it('gives every service three probes on its health, and restarts a blocked one well within two minutes', () => {
      for (const workload of ofKind(objects(), 'Deployment')) {
        const { startupProbe, livenessProbe, readinessProbe } = containerOf(workload);
        const paths = [startupProbe, livenessProbe, readinessProbe].map((probe) => probe?.httpGet.path);
        expect(paths).toEqual(['/health/live', '/health/live', '/health/ready']);
        const { periodSeconds = 10, failureThreshold = 3 } = livenessProbe ?? {};
        expect(periodSeconds * failureThreshold).toBeLessThanOrEqual(30);
      }
    });

    it('keeps every pod, jobs included, within the restricted pod security standard', () => {
      for (const { pod } of podsOf(objects())) {
        expect(pod.spec.automountServiceAccountToken).toBe(false);
        expect(pod.spec.securityContext).toMatchObject({
          runAsNonRoot: true,
          runAsUser: expect.any(Number),
          seccompProfile: { type: 'RuntimeDefault' },
        });
        for (const container of pod.spec.containers) {
          expect(container.securityContext).toEqual(RESTRICTED);
          expect(container.resources).toMatchObject({
            requests: { cpu: expect.anything(), memory: expect.anything() },
            limits: { memory: expect.anything() },
          });
        }
      }
    });

    it('names only settings that exist', () => {
      const fromMaps = ofKind(objects(), 'ConfigMap')
        .filter(({ metadata }) => /-(dashboard-\w+|installation)$/.exec(metadata.name) === null)
        .flatMap(({ data }) => Object.keys(data ?? {}));
      const ours = podsOf(objects()).filter(({ pod }) =>
        /\/dist\/main\.js$/.test(pod.spec.containers[0]?.command?.at(-1) ?? ''),
      );
      const fromPods = ours.flatMap(({ object }) => (containerOf(object).env ?? []).map(({ name }) => name));
      const names = [...fromMaps, ...fromPods].filter((name) => name !== 'POD_NAME');
      expect(fromMaps).not.toHaveLength(0);
      expect(unknownSettings(names, readSettingNames())).toEqual([]);
    });

    it('puts no secret into a ConfigMap and mounts each where its variable says', () => {
      const { secrets } = readSettingNames();
      const maps = ofKind(objects(), 'ConfigMap').flatMap(({ data }) => Object.keys(data ?? {}));
      expect(maps.filter((name) => secrets.has(name))).toEqual([]);
      for (const workload of ofKind(objects(), 'Deployment')) {
        const volumes = JSON.stringify(workload.spec?.template?.spec.volumes);
        const { env = [], volumeMounts } = containerOf(workload);
        expect(env.map(({ name }) => name)).toContain('MONGODB_URI_FILE');
        for (const { name, value } of env) {
          const variable = name.replace(/_FILE$/, '');
          const folder = volumeMounts.find((mount) => mount.name === 'secrets')?.mountPath;
          expect(value).toBe(`${folder}/${variable}`);
          expect(volumes).toContain(`"path":"${variable}"`);
        }
      }
    });

    it('selects by Service and disruption budget exactly the pods of one workload', () => {
      const budgets = ofKind(objects(), 'PodDisruptionBudget');
      expect(budgets.length > 0).toBe(profile !== 'trial');
      for (const { metadata, spec } of [...ofKind(objects(), 'Service'), ...budgets]) {
        const selector = (spec?.selector?.['matchLabels'] ?? spec?.selector) as Record<string, string>;
        const selected = podsOf(objects()).filter(({ pod }) =>
          Object.entries(selector).every(([name, value]) => pod.metadata.labels[name] === value),
        );
        expect(selected.map(({ object }) => object.metadata.name)).toEqual([
          metadata.name.replace(/-pods$/, ''),
        ]);
      }
    });

    it('gives each service an account of its own, without rights', () => {
      const accounts = ofKind(objects(), 'ServiceAccount').map(({ metadata }) => metadata.name);
      const used = ofKind(objects(), 'Deployment').map(({ spec }) => spec?.template?.spec.serviceAccountName);
      expect(new Set(used).size).toBe(used.length);
      expect(accounts).toEqual(expect.arrayContaining(used));
      const bound = JSON.stringify(ofKind(objects(), 'RoleBinding'));
      for (const account of used) expect(bound).not.toContain(`"${account}"`);
    });
  });

  it('runs every service, from an image of its own', () => {
    const containers = ofKind(chart.objects('minimal'), 'Deployment').map(containerOf);
    const programs = containers.map(({ command }) => command.at(-1));
    expect(programs.sort()).toEqual(serviceNames.map((name) => `apps/${name}/dist/main.js`).sort());
    for (const { name, image } of containers) expect(image).toMatch(new RegExp(`/${name}:[\\w.]+$`));
  });

  it('prefers a digest to a tag', () => {
    const lake = named(chart.objects('production'), 'Deployment', '-lake');
    expect(containerOf(lake).image).toMatch(/\/lake@sha256:[0-9a-f]{64}$/);
  });

  it('spreads replicas over zones and nodes, and for certain where that is asked for', () => {
    const rules = (profile: string) =>
      named(
        chart.objects(profile),
        'Deployment',
        '-lake',
      ).spec?.template?.spec.topologySpreadConstraints?.map(
        ({ topologyKey, whenUnsatisfiable }) => `${topologyKey} ${whenUnsatisfiable}`,
      );
    expect(rules('minimal')).toEqual([
      'kubernetes.io/hostname ScheduleAnyway',
      'topology.kubernetes.io/zone ScheduleAnyway',
    ]);
    expect(rules('ha')).toEqual([
      'kubernetes.io/hostname DoNotSchedule',
      'topology.kubernetes.io/zone DoNotSchedule',
    ]);
  });

  it('gives pods new names when settings change, and only then', () => {
    const checksum = (values: object) =>
      JSON.stringify(
        named(chart.with('minimal', values), 'Deployment', '-lake').spec?.template?.metadata,
      ).match(/checksum\/config":"(\w+)/)?.[1];
    const before = checksum({});
    expect(before).toMatch(/^[0-9a-f]{64}$/);
    expect(checksum({ config: { LOG_LEVEL: 'debug' } })).not.toBe(before);
    expect(checksum({ services: { gateway: { config: { GATEWAY_ALLOW_LOOPBACK: 'false' } } } })).toBe(before);
  });
});
