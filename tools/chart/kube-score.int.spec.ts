import { describe, expect, it } from '@jest/globals';
import { spawnSync } from 'node:child_process';
import { createRenderer, describeWithTools } from './describe-chart.ts';
import { KUBERNETES_VERSION, profiles } from './render-chart.ts';

/**
 * Two of its wishes are not ours: a limit on CPU slows a service that could use what nobody needs, and an image that is pinned by version
 * or digest need not be pulled at every start.
 */
const NOT_WANTED = ['--ignore-container-cpu-limit', '--ignore-test', 'container-image-pull-policy'];

describeWithTools('kube-score', ['helm', 'kube-score'], (helm, kubeScore) => {
  const chart = createRenderer(helm as string);
  const critical = (text: string): string[] => {
    const version = `v${KUBERNETES_VERSION.split('.').slice(0, 2).join('.')}`;
    const args = ['score', '--kubernetes-version', version, '-o', 'ci', ...NOT_WANTED, '-'];
    const { stdout, error } = spawnSync(kubeScore as string, args, { input: text, encoding: 'utf8' });
    if (error) throw error;
    expect(stdout).toContain('[OK]');
    return stdout.split('\n').filter((line) => line.startsWith('[CRITICAL]'));
  };

  it.each([...profiles.keys()])('finds nothing critical in the profile %s', (profile) => {
    expect(critical(chart.text(profile))).toEqual([]);
  });

  it('would find a container that may write its own files', () => {
    const wrong = chart
      .text('minimal')
      .replaceAll('readOnlyRootFilesystem: true', 'readOnlyRootFilesystem: false');
    expect(critical(wrong).length).toBeGreaterThan(0);
  });
});

describe('the profiles', () => {
  it('are the six that an installation may begin with', () => {
    expect([...profiles.keys()]).toEqual(['external', 'gitops', 'ha', 'minimal', 'production', 'trial']);
  });
});
