import type { InfrastructureSettings } from './infrastructure-settings.ts';

/** What is wrong between settings that are each right: one sentence a problem. */
export function checkInfrastructure({ bus, objects }: InfrastructureSettings): string[] {
  const problems: string[] = [];
  if (bus.driver === 'kafka' && bus.brokers.length === 0) {
    problems.push(
      'KAFKA_BROKERS names no broker: expected at least one host:port because BUS_DRIVER is kafka.',
    );
  }
  const needsLogin = bus.driver === 'kafka' && bus.saslMechanism !== 'none';
  if (needsLogin && (bus.saslUsername === undefined || bus.saslPassword === undefined)) {
    problems.push(
      `KAFKA_SASL_USERNAME and KAFKA_SASL_PASSWORD are required because KAFKA_SASL_MECHANISM is ${bus.saslMechanism}.`,
    );
  }
  if ((objects.accessKeyId === undefined) !== (objects.secretAccessKey === undefined)) {
    problems.push('S3_ACCESS_KEY_ID and S3_SECRET_ACCESS_KEY belong together: expected both or neither.');
  }
  return problems;
}
