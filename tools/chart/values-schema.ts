import { parse } from 'yaml';

/** A JSON Schema (draft 7), as far as Helm's values need one. */
export type Schema = Readonly<Record<string, unknown>>;

const NAME = '^$|^[a-z0-9]([-a-z0-9.]*[a-z0-9])?$';
const map = (value: Schema): Schema => ({ type: 'object', additionalProperties: value });
const oneOf = (...values: string[]): Schema => ({ enum: values });
const integer = (minimum: number, maximum: number): Schema => ({ type: 'integer', minimum, maximum });
const text = (pattern?: string): Schema => ({ type: 'string', ...(pattern !== undefined && { pattern }) });
const objects: Schema = { type: 'array', items: { type: 'object' } };
const scalar: Schema = { type: ['string', 'number', 'boolean'] };

const SETTINGS: Schema = {
  type: 'object',
  patternProperties: { '^[A-Z][A-Z0-9_]*$': scalar },
  additionalProperties: false,
};
const QUANTITY = { type: ['string', 'integer'], pattern: '^[0-9.]+([munkKMGTPE]i?|)$' };
const RESOURCES: Schema = {
  type: 'object',
  additionalProperties: false,
  properties: { requests: map(QUANTITY), limits: map(QUANTITY), claims: objects },
};
const SCHEDULE = text('^\\S+ \\S+ \\S+ \\S+ \\S+$');
const URL = text('^$|^https?://[^\\s/]+');

/**
 * What a default cannot tell of the values it may be replaced by, by path; `*` stands for any one name. Everything else follows from
 * values.yaml: a value has the type of its default, and an object has the names it has there and no others.
 */
const RULES: Readonly<Record<string, Schema>> = {
  nameOverride: text(NAME),
  fullnameOverride: text(NAME),
  'image.repository': text('^[^\\s@]+[^\\s@/]$'),
  'image.digests': map(text('^sha256:[0-9a-f]{64}$')),
  'image.pullPolicy': oneOf('Always', 'IfNotPresent', 'Never'),
  imagePullSecrets: {
    type: 'array',
    items: { type: 'object', required: ['name'], additionalProperties: false, properties: { name: text() } },
  },
  'trial.storage': text('^$|^[0-9]+([KMGT]i)$'),
  'trial.images.*': text('^[^\\s:]+(:[0-9]+/[^\\s:]+)?[:@]\\S+$'),
  'kafka.brokers': { type: 'array', items: text('^[^\\s:/]+:[0-9]{1,5}$') },
  'kafka.topicPrefix': text('^[A-Za-z0-9._-]*$'),
  'kafka.topicPartitions': integer(1, 10_000),
  'kafka.replicationFactor': integer(1, 9),
  'kafka.retention': text('^[1-9][0-9]*(ms|s|m|h|d)$'),
  'kafka.saslMechanism': oneOf('none', 'plain', 'scram-sha-256', 'scram-sha-512'),
  'mongodb.database': text('^[^\\s/\\\\."$]{1,63}$'),
  'mongodb.migrate': oneOf('on-start', 'hook', 'by-hand'),
  'objects.endpoint': URL,
  'objects.bucket': text('^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$'),
  'secrets.*.name': text(NAME),
  'secrets.*.key': text('^[-._a-zA-Z0-9]+$'),
  'externalSecrets.storeKind': oneOf('SecretStore', 'ClusterSecretStore'),
  'externalSecrets.refreshInterval': text('^[0-9]+(s|m|h)$'),
  'source.kind': oneOf('nocodb', 'file'),
  'source.name': text('^[A-Za-z0-9][A-Za-z0-9._-]*$'),
  'source.nocodb.url': URL,
  'telemetry.otlpEndpoint': URL,
  'telemetry.tracePercent': integer(0, 100),
  config: SETTINGS,
  'services.*.config': SETTINGS,
  'services.*.replicas': integer(0, 1_000),
  'services.*.resources': RESOURCES,
  'services.*.autoscaling.by': oneOf('cpu', 'lag'),
  'services.*.autoscaling.minReplicas': integer(1, 1_000),
  'services.*.autoscaling.maxReplicas': integer(1, 1_000),
  'services.*.autoscaling.cpuUtilisation': integer(1, 100),
  'services.*.autoscaling.lagThreshold': integer(1, 100_000_000),
  'jobs.*.schedule': SCHEDULE,
  'jobs.backup.prefix': text('^[A-Za-z0-9._/-]+$'),
  'jobs.resources': RESOURCES,
  'serviceAccount.annotations': map(text()),
  'service.type': oneOf('ClusterIP', 'NodePort', 'LoadBalancer'),
  'service.port': integer(1, 65_535),
  'ingress.host': text('^$|^(\\*\\.)?[a-z0-9-]+(\\.[a-z0-9-]+)*$'),
  'ingress.annotations': map(text()),
  'gatewayApi.parentRefs': objects,
  'gatewayApi.hostnames': { type: 'array', items: text('^(\\*\\.)?[a-z0-9-]+(\\.[a-z0-9-]+)*$') },
  'monitoring.serviceMonitor.interval': text('^[1-9][0-9]*(s|m)$'),
  'monitoring.*.labels': map(text()),
  'monitoring.rules.runbookUrl': URL,
  'podDisruptionBudget.maxUnavailable': { type: ['integer', 'string'], pattern: '^[0-9]{1,3}%$', minimum: 0 },
  'networkPolicy.gatewayFrom': objects,
  'networkPolicy.metricsFrom': objects,
  'networkPolicy.egress.*.ports': { type: 'array', minItems: 1, items: integer(1, 65_535) },
  'networkPolicy.egress.*.to': objects,
  terminationGracePeriodSeconds: integer(15, 3_600),
  dataSizeLimit: text('^[0-9]+([KMGT]i)$'),
  extraVolumes: objects,
  extraVolumeMounts: objects,
  podAnnotations: map(text()),
  podLabels: map(text()),
  nodeSelector: map(text()),
  tolerations: objects,
  affinity: { type: 'object' },
  'spread.*': oneOf('ScheduleAnyway', 'DoNotSchedule', ''),
};

/** The rule for a path: of the whole path, or with any of its names replaced by `*`. */
function ruleFor(path: readonly string[]): Schema | undefined {
  return Object.entries(RULES).find(([rule]) => {
    const names = rule.split('.');
    return names.length === path.length && names.every((name, i) => name === '*' || name === path[i]);
  })?.[1];
}

function schemaOf(value: unknown, path: readonly string[]): Schema {
  const rule = ruleFor(path);
  if (rule !== undefined) return rule;
  if (typeof value === 'boolean') return { type: 'boolean' };
  if (typeof value === 'string') return { type: 'string' };
  if (value === null || typeof value !== 'object' || Array.isArray(value) || Object.keys(value).length === 0)
    throw new TypeError(`values.yaml: ${path.join('.')} needs a rule in tools/chart/values-schema.ts`);
  const properties = Object.entries(value).map(([name, child]) => [name, schemaOf(child, [...path, name])]);
  return {
    type: 'object',
    additionalProperties: false,
    properties: Object.fromEntries(properties) as object,
  };
}

/** The schema of a chart's values, closed: a name that values.yaml does not have is refused. */
export function toValuesSchema(valuesYaml: string): Schema {
  const { properties, ...root } = schemaOf(parse(valuesYaml), []) as { properties: object };
  return {
    $schema: 'http://json-schema.org/draft-07/schema#',
    title: 'Values of the chart convoscope',
    ...root,
    // Helm itself puts `global` there.
    properties: { ...properties, global: { type: 'object' } },
  };
}
