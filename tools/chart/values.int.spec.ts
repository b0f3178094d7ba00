import { describe, expect, it } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { readSettingNames } from '../deploy/setting-names.ts';
import { createRenderer, describeWithTools } from './describe-chart.ts';
import { chartDir } from './render-chart.ts';
import { toValuesSchema } from './values-schema.ts';

/** Values that are each refused, over a profile that is right, and what the refusal must say. */
const WRONG: readonly (readonly [profile: string, values: object, sentence: string])[] = [
  ['minimal', { kafka: { brokers: [] } }, 'list at least one broker'],
  ['minimal', { kafka: { brokers: ['kafka'] } }, '/kafka/brokers/0'],
  ['minimal', { kafka: { saslMechanism: 'plain' } }, 'set kafka.saslUsername'],
  ['minimal', { kafka: { saslMechanism: 'gssapi' } }, '/kafka/saslMechanism'],
  ['minimal', { kafka: { retention: '2 weeks' } }, '/kafka/retention'],
  ['minimal', { kafka: { topicPartitions: 0 } }, '/kafka/topicPartitions'],
  ['minimal', { kafka: { strimzi: { enabled: true } } }, 'set kafka.strimzi.cluster'],
  ['minimal', { kafka: { strimzi: { user: true } } }, 'set kafka.saslMechanism to scram-sha-512'],
  ['minimal', { secrets: { kafka: { name: 'k' } } }, 'the password would never be used'],
  ['minimal', { secrets: { kafkaCa: { name: 'ca' } } }, 'set kafka.ssl to true'],
  ['minimal', { secrets: { mongodb: { name: '' } } }, 'holds the connection string of MongoDB'],
  ['minimal', { secrets: { mongodb: { name: 'My_Secret' } } }, '/secrets/mongodb/name'],
  ['minimal', { generatedSecrets: { enabled: false } }, 'holds an API key'],
  ['minimal', { externalSecrets: { enabled: true } }, 'set externalSecrets.storeName'],
  ['minimal', { source: { nocodb: { url: '' } } }, 'set source.nocodb.url'],
  ['minimal', { source: { nocodb: { url: 'nocodb.example.com' } } }, '/source/nocodb/url'],
  ['minimal', { source: { kind: 'file' } }, 'services.ingestion.config.SOURCE_PATH'],
  ['minimal', { objects: { accessKeyId: 'key' } }, 'belong together'],
  ['minimal', { objects: { bucket: 'My Bucket' } }, '/objects/bucket'],
  ['minimal', { mongodb: { migrate: 'never' } }, '/mongodb/migrate'],
  ['minimal', { mongodb: { migrateOnStart: true } }, "'migrateOnStart' not allowed"],
  ['minimal', { serviceAccount: { create: false } }, 'existing account'],
  ['minimal', { serviceAccount: { name: 'mine' } }, 'set create to false'],
  ['minimal', { config: { MONGODB_URI: 'mongodb://x' } }, 'must not be in config'],
  ['minimal', { config: { LOG_LEVLE: 'debug' } }, 'config.LOG_LEVLE is no setting of any service'],
  ['minimal', { config: { 'log-level': 'debug' } }, '/config'],
  [
    'minimal',
    { services: { lake: { config: { SOURCE_PATH: '/x' } } } },
    'services.lake.config.SOURCE_PATH is no setting of lake',
  ],
  [
    'minimal',
    { services: { lake: { autoscaling: { enabled: true, minReplicas: 6, maxReplicas: 5 } } } },
    'services.lake.autoscaling.maxReplicas is below',
  ],
  ['minimal', { services: { anomaly: { replicas: 7 } } }, 'replicas beyond the partitions stand idle'],
  ['minimal', { services: { lake: { autoscaling: { by: 'memory' } } } }, '/services/lake/autoscaling/by'],
  [
    'minimal',
    { services: { gateway: { autoscaling: { enabled: true, by: 'lag' } } } },
    'the gateway consumes nothing',
  ],
  ['minimal', { services: { lake: { replica: 2 } } }, "additional properties 'replica' not allowed"],
  ['minimal', { services: { billing: { enabled: true } } }, "additional properties 'billing' not allowed"],
  [
    'minimal',
    { services: { lake: { resources: { limits: { memory: 'much' } } } } },
    '/services/lake/resources/limits/memory',
  ],
  ['minimal', { service: { port: 'http' } }, '/service/port'],
  ['minimal', { image: { tag: 5 } }, '/image/tag'],
  ['minimal', { image: { digests: { lake: 'latest' } } }, '/image/digests/lake'],
  ['minimal', { ingress: { enabled: true } }, 'set ingress.host'],
  ['minimal', { gatewayApi: { enabled: true } }, 'set gatewayApi.parentRefs'],
  [
    'minimal',
    { ingress: { enabled: true, host: 'a.example.com' }, services: { gateway: { enabled: false } } },
    'leads to the gateway',
  ],
  ['minimal', { jobs: { backup: { schedule: 'daily' } } }, '/jobs/backup/schedule'],
  ['minimal', { spread: { zone: 'Always' } }, '/spread/zone'],
  ['minimal', { telemetry: { otlpEndpoint: 'collector:4318' } }, '/telemetry/otlpEndpoint'],
  ['minimal', { networkPolicy: { egress: { kafka: { ports: [] } } } }, '/networkPolicy/egress/kafka/ports'],
  ['minimal', { terminationGracePeriodSeconds: 5 }, '/terminationGracePeriodSeconds'],
  ['trial', { kafka: { brokers: ['kafka:9092'] } }, 'brings its own Kafka'],
  ['trial', { kafka: { ssl: true } }, 'neither TLS nor a login'],
  ['trial', { mongodb: { migrate: 'hook' } }, 'does not run before the install'],
  ['trial', { objects: { endpoint: 'http://s3' } }, 'brings its own S3'],
];

describeWithTools('values of the chart', ['helm'], (helm) => {
  const chart = createRenderer(helm as string);

  it.each(WRONG)('of %s are refused with %j and told what to do', (profile, values, sentence) => {
    expect(chart.refusal(profile, values)).toContain(sentence);
  });

  it.each([...readSettingNames().secrets])('refuse %s in a ConfigMap', (name) => {
    expect(chart.refusal('minimal', { config: { [name]: 'secret' } })).toContain(`${name} is a secret`);
  });

  it('name every problem at once, each once', () => {
    const message = chart.refusal('minimal', {
      kafka: { brokers: [] },
      secrets: { mongodb: { name: '' } },
      config: { NOPE: '1' },
    });
    expect(message.match(/^- .*$/gm)).toHaveLength(3);
  });
});

describe('the schema of the values', () => {
  const yaml = readFileSync(join(chartDir, 'values.yaml'), 'utf8');

  it('knows every value it takes: nothing else is let in', () => {
    expect(openObjects(toValuesSchema(yaml) as Schema)).toEqual([]);
  });

  it('stays small enough to be read', () => {
    expect(yaml.split('\n').length).toBeLessThanOrEqual(500);
    expect(parse(yaml)).toBeInstanceOf(Object);
  });

  it('wants a rule where a default tells nothing', () => {
    expect(() => toValuesSchema('things: []')).toThrow(/things needs a rule/);
  });
});

interface Schema {
  properties?: Record<string, Schema>;
  additionalProperties?: unknown;
}

/** Paths of objects with named properties that would also take others. */
function openObjects(schema: Schema, path = ''): string[] {
  const children = Object.entries({ ...schema.properties });
  const own = schema.properties !== undefined && schema.additionalProperties !== false ? [path] : [];
  return [...own, ...children.flatMap(([name, child]) => openObjects(child, `${path}/${name}`))];
}
