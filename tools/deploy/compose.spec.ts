import { describe, expect, it } from '@jest/globals';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseDocument } from 'yaml';
import { serviceNames } from '../service-names.ts';
import { Ajv } from 'ajv';
import formats from 'ajv-formats';
import { findComposeSchema } from './compose-schema.ts';
import { readSettingNames, unknownSettings } from './setting-names.ts';

interface ComposeService {
  image: string;
  build?: { context: string; dockerfile: string; args: { SERVICE: string } };
  deploy?: { resources: { limits: { memory: string } } };
  profiles?: string[];
  command?: string[];
  environment?: Record<string, string | number>;
  ports?: string[];
  volumes?: string[];
  healthcheck?: { test?: string[] };
  depends_on?: Record<string, { condition: string }>;
}

const root = join(import.meta.dirname, '../..');
const document = parseDocument(readFileSync(join(root, 'docker-compose.yml'), 'utf8'), { merge: true });
const compose = document.toJS() as {
  services: Record<string, ComposeService>;
  volumes: Record<string, unknown>;
};
const { services } = compose;
const ours = (name: string): ComposeService => {
  const found = services[name];
  if (found === undefined) throw new Error(`docker-compose.yml has no service ${name}`);
  return found;
};

describe('docker-compose.yml', () => {
  it('is valid YAML', () => {
    expect([...document.errors, ...document.warnings]).toEqual([]);
  });

  it.each(serviceNames)('runs %s from its own image, with a check of its readiness', (name) => {
    const { image, build, command, healthcheck } = ours(name);
    expect([image, build?.args.SERVICE]).toEqual([`convoscope/${name}:local`, name]);
    expect(command?.at(-1)).toBe(`apps/${name}/dist/main.js`);
    expect(healthcheck?.test).toEqual(['CMD', 'node', 'deploy/docker/health-check.mjs', 'ready']);
  });

  it('is what the specification of Compose allows', () => {
    const schema = findComposeSchema();
    if (schema === undefined) {
      if (process.env['CI'] === 'true') throw new Error('not installed: node tools/deploy/compose-schema.ts');
      return;
    }
    const ajv = new Ajv({ strict: false, allErrors: true });
    formats.default(ajv);
    const validate = ajv.compile(
      Object.fromEntries(Object.entries(schema).filter(([name]) => name !== '$schema')),
    );
    expect([validate(compose), validate.errors]).toEqual([true, null]);
    const wrong = { ...compose, services: { ...services, lake: { ...ours('lake'), restarts: 'always' } } };
    expect(validate(wrong)).toBe(false);
  });

  it('limits the memory of everything that runs', () => {
    for (const { deploy } of Object.values(services))
      expect(deploy?.resources.limits.memory).toMatch(/^\d+[MG]$/);
  });

  it('scrapes every service', () => {
    const config = readFileSync(join(root, 'deploy/monitoring/prometheus.yml'), 'utf8');
    for (const name of serviceNames) expect(config).toContain(`'${name}:8080'`);
  });

  it.each([...serviceNames, 'bucket'])('gives %s only settings that exist', (name) => {
    const names = Object.keys(ours(name).environment ?? {});
    expect(names).not.toHaveLength(0);
    expect(unknownSettings(names, readSettingNames())).toEqual([]);
  });

  it('builds the image with a Dockerfile that is there', () => {
    expect(existsSync(join(root, ours('gateway').build?.dockerfile ?? 'missing'))).toBe(true);
  });

  it('publishes pages for people only, to this machine only', () => {
    const published = Object.entries(services).filter(([, { ports }]) => ports !== undefined);
    expect(published.map(([name]) => name).sort()).toEqual([
      ...['alertmanager', 'gateway', 'grafana', 'nocodb', 'prometheus'],
    ]);
    for (const [, { ports = [] }] of published) {
      for (const port of ports) expect(port).toMatch(/^127\.0\.0\.1:/);
    }
  });

  it('waits only for services that exist, and for health only where it is looked at', () => {
    for (const { depends_on: needs = {} } of Object.values(services)) {
      for (const [name, { condition }] of Object.entries(needs)) {
        const needed = ours(name);
        if (condition === 'service_healthy') expect(needed.healthcheck?.test).toBeDefined();
      }
    }
  });

  it('declares every volume that it mounts', () => {
    const mounted = Object.values(services).flatMap(({ volumes = [] }) => volumes);
    const places = mounted.map((volume) => volume.split(':')[0] ?? '');
    const isFile = (place: string): boolean => place.startsWith('./');
    for (const place of places.filter(isFile))
      expect([place, existsSync(join(root, place))]).toEqual([place, true]);
    expect(new Set(places.filter((place) => !isFile(place)))).toEqual(new Set(Object.keys(compose.volumes)));
  });

  it('pins every image', () => {
    for (const { image } of Object.values(services)) expect(image).toMatch(/:(?!latest$)[\w.-]+$/);
  });
});
