import { afterAll, expect, it } from '@jest/globals';
import { loadSettings } from '@convoscope/config';
import { createInfrastructure, infrastructureSettings } from '@convoscope/service';
import { createTelemetry, type Telemetry } from '@convoscope/telemetry';
import { describeWithServers } from '@convoscope/testing';
import { mkdtempSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

describeWithServers(['kafka', 'mongod', 's3'], 'infrastructure on real servers', ({ kafka, mongod, s3 }) => {
  const dataDir = mkdtempSync(join(tmpdir(), 'convoscope-infrastructure-'));
  const telemetries: Telemetry[] = [];

  afterAll(async () => {
    await Promise.all(telemetries.map((telemetry) => telemetry.close()));
    await rm(dataDir, { recursive: true, force: true });
  });

  const env = {
    MONGODB_URI: mongod.uri,
    MONGODB_DATABASE: mongod.database,
    KAFKA_BROKERS: kafka.brokers.join(','),
    KAFKA_TOPIC_PREFIX: `${mongod.database}.`,
    KAFKA_TOPIC_PARTITIONS: '1',
    S3_ENDPOINT: s3.endpoint,
    S3_BUCKET: s3.bucket,
    S3_ACCESS_KEY_ID: s3.accessKeyId,
    S3_SECRET_ACCESS_KEY: s3.secretAccessKey,
    CONVOSCOPE_DATA_DIR: dataDir,
  };

  it('opens all three, is ready while the store answers, and closes', async () => {
    const telemetry = createTelemetry({ service: 'tests', logLevel: 'silent', processMetrics: false });
    telemetries.push(telemetry);
    const settings = loadSettings(infrastructureSettings, env);
    const infrastructure = await createInfrastructure(settings, telemetry);
    expect(await telemetry.health('ready')).toMatchObject({ checks: { store: { healthy: true } } });
    expect(infrastructure.dataDir).toBe(dataDir);
    await infrastructure.store.processingState.findAll('default');
    const metrics = await telemetry.registry.metrics();
    expect(metrics).toMatch(/convoscope_policy_calls_total\{.*policy="mongodb".*\} 1/);
    await infrastructure.close();
    expect((await telemetry.health('ready')).healthy).toBe(false);
  }, 120_000);

  it('leaves nothing open when MongoDB cannot be reached', async () => {
    const telemetry = createTelemetry({ service: 'tests', logLevel: 'silent', processMetrics: false });
    telemetries.push(telemetry);
    const uri = 'mongodb://127.0.0.1:1/?serverSelectionTimeoutMS=300';
    const settings = loadSettings(infrastructureSettings, { ...env, MONGODB_URI: uri });
    await expect(createInfrastructure(settings, telemetry)).rejects.toMatchObject({ name: 'TransientError' });
  }, 60_000);
});
