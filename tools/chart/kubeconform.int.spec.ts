import { describe, expect, it } from '@jest/globals';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findKubeSchemas, kubernetesVersions, writeCustomSchemas } from '../deploy/kube-schemas.ts';
import { createRenderer, describeWithTools } from './describe-chart.ts';
import { profiles } from './render-chart.ts';

interface Report {
  resources: { kind: string; name: string; status: string; msg: string }[];
  summary: { valid: number; invalid: number; errors: number; skipped: number };
}

describeWithTools('every profile of the chart', ['helm', 'kubeconform'], (helm, kubeconform) => {
  const chart = createRenderer(helm as string);

  /** What kubeconform says of objects; kinds without a schema count as errors. */
  function check(text: string, version: string): Report {
    const own = mkdtempSync(join(tmpdir(), 'convoscope-schemas-'));
    try {
      writeCustomSchemas(own);
      const schemas = `${findKubeSchemas()}/{{.NormalizedKubernetesVersion}}-standalone{{.StrictSuffix}}/{{.ResourceKind}}{{.KindSuffix}}.json`;
      const { stdout, stderr } = spawnSync(
        kubeconform as string,
        [
          ...['-strict', '-summary', '-output', 'json', '-kubernetes-version', version],
          ...['-schema-location', schemas, '-schema-location', join(own, '{{.ResourceKind}}.json'), '-'],
        ],
        { input: text, encoding: 'utf8' },
      );
      if (stdout === '') throw new Error(stderr);
      return JSON.parse(stdout) as Report;
    } finally {
      rmSync(own, { recursive: true });
    }
  }

  it('finds the schemas of Kubernetes', () => {
    expect(findKubeSchemas()).toBeDefined();
  });

  describe.each([...profiles.keys()])('%s', (profile) => {
    it.each(kubernetesVersions)('is valid for Kubernetes %s', (version) => {
      const { resources, summary } = check(chart.text(profile), version);
      expect(resources).toEqual([]);
      expect(summary).toMatchObject({
        invalid: 0,
        errors: 0,
        skipped: 0,
        valid: chart.objects(profile).length,
      });
    });
  });

  it('would not be valid with a field that does not exist', () => {
    const wrong = chart.text('minimal').replace('revisionHistoryLimit', 'revisionHistoryLimits');
    expect(check(wrong, '1.34.0').summary.invalid).toBe(1);
  });

  it('would not be valid with a custom resource that has another field', () => {
    const wrong = chart.text('production').replace('cooldownPeriod', 'coolDownPeriod');
    expect(check(wrong, '1.34.0').summary.invalid).toBe(1);
  });
});
