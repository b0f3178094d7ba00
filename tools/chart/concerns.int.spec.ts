import { describe, expect, it } from '@jest/globals';
import { allTopics } from '@convoscope/contracts';
import { serviceNames } from '../service-names.ts';
import { containerOf, createRenderer, describeWithTools, named, ofKind } from './describe-chart.ts';

describeWithTools('what the chart makes beside workloads', ['helm'], (helm) => {
  const chart = createRenderer(helm as string);
  const kinds = (profile: string): string[] => [...new Set(chart.objects(profile).map(({ kind }) => kind))];

  it('makes nothing that was not asked for', () => {
    expect(kinds('minimal').sort()).toEqual(
      [
        ...['ConfigMap', 'CronJob', 'Deployment', 'Job', 'NetworkPolicy', 'PodDisruptionBudget', 'Role'],
        ...['RoleBinding', 'Service', 'ServiceAccount'],
      ].sort(),
    );
  });

  describe('scaling', () => {
    const objects = () => chart.objects('production');

    it('follows lag by consumer group, with the login of the services', () => {
      const scaled = named(objects(), 'ScaledObject', '-categorisation');
      const [trigger] = scaled.spec?.['triggers'] as { metadata: object; authenticationRef: object }[];
      expect(trigger?.metadata).toMatchObject({
        consumerGroup: 'convoscope.categorisation',
        tls: 'enable',
        allowIdleConsumers: 'false',
      });
      expect(named(objects(), 'TriggerAuthentication', '-kafka').spec?.['secretTargetRef']).toEqual(
        expect.arrayContaining([{ parameter: 'password', name: 'kafka', key: 'password' }]),
      );
    });

    it('follows CPU where asked to, and leaves the number of replicas to the autoscaler', () => {
      expect(ofKind(objects(), 'HorizontalPodAutoscaler').map(({ metadata }) => metadata.name)).toEqual([
        'test-convoscope-gateway',
      ]);
      expect(named(objects(), 'Deployment', '-gateway').spec).not.toHaveProperty('replicas');
      expect(named(objects(), 'Deployment', '-reporting').spec).toHaveProperty('replicas', 1);
    });

    it.each(['translation', 'lake', 'notifications'])(
      'lets %s have no more replicas than partitions',
      (name) => {
        const values = { services: { [name]: { autoscaling: { enabled: true, maxReplicas: 7 } } } };
        expect(chart.refusal('minimal', values)).toContain('replicas beyond the partitions stand idle');
      },
    );
  });

  describe('network policies', () => {
    const egress = (profile: string, name: string): string =>
      JSON.stringify(named(chart.objects(profile), 'NetworkPolicy', `-${name}`).spec?.['egress']);

    it('deny everything and then name who may talk to whom', () => {
      const policies = ofKind(chart.objects('ha'), 'NetworkPolicy').map(({ metadata }) => metadata.name);
      expect(policies.sort()).toEqual(
        ['default-deny', 'cli', ...serviceNames].map((name) => `test-convoscope-${name}`).sort(),
      );
      const deny = named(chart.objects('ha'), 'NetworkPolicy', '-default-deny').spec;
      expect(deny).toMatchObject({ policyTypes: ['Ingress', 'Egress'] });
      expect(deny).not.toHaveProperty('ingress');
      expect(deny).not.toHaveProperty('egress');
    });

    it('let out to Kafka, MongoDB, S3 and DNS only, and further those who need it', () => {
      expect(egress('ha', 'categorisation')).not.toContain('8080');
      expect(egress('ha', 'ingestion')).toContain('8080');
      expect(egress('ha', 'categorisation')).toContain('27017');
      expect(egress('production', 'lake')).toContain('4318');
      expect(egress('ha', 'lake')).not.toContain('4318');
    });

    it('let callers in to the gateway alone', () => {
      const policy = (name: string) => named(chart.objects('production'), 'NetworkPolicy', `-${name}`);
      expect(JSON.stringify(policy('gateway').spec)).toContain('"name":"ingress"');
      expect(JSON.stringify(policy('lake').spec)).not.toContain('"name":"ingress"');
      expect(JSON.stringify(policy('lake').spec)).toContain('"name":"monitoring"');
    });
  });

  describe('ways in', () => {
    it('makes an Ingress with its certificate, or a route of a Gateway, to the gateway', () => {
      const ingress = named(chart.objects('production'), 'Ingress', '-gateway');
      expect(ingress.spec).toMatchObject({
        tls: [{ hosts: ['convoscope.example.com'], secretName: 'convoscope-tls' }],
      });
      const route = named(chart.objects('ha'), 'HTTPRoute', '-gateway');
      expect(JSON.stringify(route.spec?.['rules'])).toContain('"port":80');
    });
  });

  describe('jobs', () => {
    it('reconciles, backs up and looks after things at their times, never twice at once', () => {
      const jobs = ofKind(chart.objects('production'), 'CronJob');
      expect(
        jobs.map((job) => [job.metadata.name.replace('test-convoscope-', ''), containerOf(job).args]),
      ).toEqual([
        ['backup', ['backup', '--out', 's3://convoscope-production/backups/$(POD_NAME)']],
        ['reconcile', ['reconcile']],
        ['upkeep', ['doctor']],
      ]);
      for (const { spec } of jobs) expect(spec).toMatchObject({ concurrencyPolicy: 'Forbid' });
    });

    it('migrates before pods change, with settings that need no object of the release', () => {
      const job = named(chart.objects('production'), 'Job', '-migrate');
      expect(job.metadata.annotations?.['helm.sh/hook']).toBe('pre-install,pre-upgrade');
      const { args, env = [], envFrom } = containerOf(job);
      expect(args).toEqual(['migrate', 'up']);
      expect(envFrom).toBeUndefined();
      expect(env.map(({ name }) => name)).toEqual(
        expect.arrayContaining(['MONGODB_DATABASE', 'MONGODB_URI_FILE']),
      );
      expect(named(chart.objects('production'), 'ConfigMap', '-lake').data).toMatchObject({
        MONGODB_MIGRATE_ON_START: 'false',
      });
    });
  });

  describe('secrets', () => {
    it('are generated by a job that may create them and nothing else, and the same text is rendered each time', () => {
      const objects = chart.objects('gitops');
      expect(containerOf(named(objects, 'Job', '-secrets')).args).toEqual(['test-convoscope-api-key=apiKey']);
      expect(ofKind(objects, 'Role').map((role) => (role as { rules?: unknown }).rules)).toEqual([
        [{ apiGroups: [''], resources: ['secrets'], verbs: ['create'] }],
      ]);
      expect(ofKind(objects, 'Secret')).toEqual([]);
      // What a GitOps tool renders twice must not differ, or it would never be in sync.
      expect(chart.with('gitops', {})).toEqual(objects);
    });

    it('are not generated where they have a name', () => {
      expect(ofKind(chart.objects('production'), 'Role')).toEqual([]);
    });

    it('come from a store where one is named', () => {
      const secrets = ofKind(chart.objects('external'), 'ExternalSecret');
      expect(secrets.map(({ metadata }) => metadata.name)).toEqual(['kafka', 'mongodb', 's3']);
      expect(JSON.stringify(secrets[1]?.spec)).toContain('"key":"convoscope/mongodb"');
    });
  });

  describe('Strimzi', () => {
    it('gets every topic with its dead letters, kept when the release goes', () => {
      const made = ofKind(chart.objects('production'), 'KafkaTopic');
      expect(made.map(({ spec }) => spec?.['topicName']).sort()).toEqual(
        allTopics.flatMap(({ name }) => [`convoscope.${name}`, `convoscope.${name}.dlq`]).sort(),
      );
      for (const { metadata } of made)
        expect(metadata.annotations).toMatchObject({ 'helm.sh/resource-policy': 'keep' });
      expect(named(made, 'KafkaTopic', 'ingested.v1').spec).toMatchObject({
        partitions: 24,
        replicas: 3,
        config: { 'retention.ms': '1209600000', 'min.insync.replicas': '2' },
      });
    });

    it('gets a user that may use what is ours, and nothing else', () => {
      const user = JSON.stringify(named(chart.objects('production'), 'KafkaUser', 'convoscope').spec);
      expect(user).not.toMatch(/"All"|"Delete"|"Alter"/);
      expect(user).toContain('"name":"convoscope."');
    });
  });

  describe('a trial', () => {
    const objects = () => chart.objects('trial');

    it('brings the three servers and says so on each', () => {
      const servers = ofKind(objects(), 'StatefulSet');
      expect(servers.map(({ metadata }) => metadata.name)).toEqual([
        'test-convoscope-kafka',
        'test-convoscope-mongodb',
        'test-convoscope-s3',
      ]);
      for (const { metadata } of servers) expect(metadata.labels).toHaveProperty('convoscope/trial', 'true');
    });

    it('points the services at them', () => {
      expect(named(objects(), 'ConfigMap', '-ingestion').data).toMatchObject({
        KAFKA_BROKERS: 'test-convoscope-kafka:9092',
        KAFKA_REPLICATION_FACTOR: '1',
        S3_ENDPOINT: 'http://test-convoscope-s3:7070',
        SOURCE_PATH: 'apps/standalone/demo/conversations.jsonl.gz',
      });
    });

    it('keeps nothing where it is told to', () => {
      const [server] = ofKind(chart.with('trial', { trial: { storage: '' } }), 'StatefulSet');
      expect(server?.spec).not.toHaveProperty('volumeClaimTemplates');
    });
  });
});
