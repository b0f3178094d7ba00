import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { spawnSync } from 'node:child_process';
import { hasCommand } from '../servers/debian.ts';
import { findKubeApiServer, startKubeApiServer, type KubeApiServer } from '../deploy/kube-api-server.ts';
import { customResourcesFile } from '../deploy/kube-schemas.ts';
import { createRenderer, describeWithTools } from './describe-chart.ts';
import { chartDir, profiles } from './render-chart.ts';

const hasServer = findKubeApiServer() !== undefined && hasCommand('kubectl', ['version', '--client']);
const describeWithServer = hasServer
  ? describeWithTools
  : (title: string, ..._: unknown[]): void =>
      describe.skip(`${title} (skipped: kubectl, or node tools/deploy/kube-api-server.ts)`, () =>
        it('is skipped', () => undefined));

describeWithServer('the chart in a real Kubernetes API', ['helm'], (helm) => {
  const chart = createRenderer(helm as string);
  let server: KubeApiServer;

  const run = (program: string, args: string[], input?: string) => {
    const env = { ...process.env, KUBECONFIG: server.kubeconfig };
    const { status, stdout, stderr } = spawnSync(program, args, {
      encoding: 'utf8',
      env,
      input,
      timeout: 60_000,
    });
    return { status, output: stdout + stderr };
  };
  const kubectl = (...args: string[]) => run('kubectl', args);
  const release = (verb: string, namespace: string, ...args: string[]) =>
    run(helm as string, [verb, 'r', '-n', namespace, '--no-hooks', ...args]);
  const withProfile = (profile: string, ...args: string[]): string[] => [
    ...[chartDir, '-f', profiles.get(profile) ?? '', ...args],
  ];

  beforeAll(async () => {
    server = await startKubeApiServer();
    expect(kubectl('apply', '-f', customResourcesFile)).toMatchObject({ status: 0 });
    expect(kubectl('wait', '--for=condition=Established', 'crd', '--all', '--timeout=60s')).toMatchObject({
      status: 0,
    });
    for (const profile of ['convoscope', ...profiles.keys()]) kubectl('create', 'namespace', profile);
  }, 240_000);

  afterAll(() => server.stop(), 60_000);

  describe.each([...profiles.keys()])('with the profile %s', (profile) => {
    it('has no object that the server refuses or field that it does not know, hooks included', () => {
      const args = ['apply', '--dry-run=server', '--validate=strict', '-f', '-'];
      const { status, output } = run('kubectl', args, chart.text(profile));
      const remarks = output.split('\n').filter((line) => line !== '' && !line.endsWith('(server dry run)'));
      expect({ status, remarks }).toEqual({ status: 0, remarks: [] });
      expect(output.match(/\(server dry run\)/g)).toHaveLength(chart.objects(profile).length);
    });

    it('is installed, upgraded and rolled back', () => {
      const deployed = { status: 0, output: expect.stringContaining('STATUS: deployed') };
      expect(release('install', profile, ...withProfile(profile))).toEqual(deployed);
      const changed = withProfile(profile, '--set', 'config.LOG_LEVEL=debug');
      expect(release('upgrade', profile, ...changed)).toEqual(deployed);
      const level = () =>
        kubectl('-n', profile, 'get', 'configmap', 'r-convoscope-lake', '-o', 'jsonpath={.data.LOG_LEVEL}')
          .output;
      expect(level()).toBe('debug');
      expect(release('rollback', profile, '1')).toMatchObject({ status: 0 });
      expect(level()).not.toBe('debug');
    });
  });

  it('refuses an upgrade that would lose sight of data, and does it when that is meant', () => {
    const other = withProfile(
      'minimal',
      '--set',
      'objects.bucket=other-bucket',
      '--set',
      'kafka.topicPartitions=3',
    );
    const { status, output } = release('upgrade', 'minimal', ...other);
    expect(status).not.toBe(0);
    expect(output).toContain('objects.bucket: lake, reports and large events stay in the old bucket');
    expect(output).toContain('kafka.topicPartitions: it cannot become fewer (was 6, would be 3)');
    const meant = release('upgrade', 'minimal', ...other, '--set', 'upgrade.acceptDataLoss=true');
    expect(meant).toMatchObject({ status: 0 });
  });

  it('lets the job that makes secrets create them, and neither read nor change one', () => {
    const account = 'system:serviceaccount:convoscope:test-convoscope-secrets';
    expect(run('kubectl', ['apply', '-f', '-'], chart.text('gitops')).status).toBe(0);
    const can = (verb: string): string =>
      kubectl('auth', 'can-i', verb, 'secrets', '-n', 'convoscope', `--as=${account}`)
        .output.trim()
        .split('\n')
        .at(-1) ?? '';
    expect(['create', 'get', 'list', 'update', 'delete'].map(can)).toEqual(['yes', 'no', 'no', 'no', 'no']);
  });
});
