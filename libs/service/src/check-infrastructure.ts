import { CRASH_MOMENTS, parseCrashPoint } from '@convoscope/bus';
import { CANARY_TENANT } from '@convoscope/contracts';
import type { InfrastructureSettings } from './infrastructure-settings.ts';

function checkCrashPoint({ bus, nodeEnv }: InfrastructureSettings): string[] {
  if (bus.crashAt === undefined) return [];
  const problems: string[] = [];
  if (nodeEnv !== 'test')
    problems.push('CONVOSCOPE_CRASH_AT is for tests: it is refused unless NODE_ENV is test.');
  if (bus.driver !== 'kafka')
    problems.push('CONVOSCOPE_CRASH_AT works with Kafka only: expected BUS_DRIVER to be kafka.');
  if (parseCrashPoint(bus.crashAt) === null)
    problems.push(
      `CONVOSCOPE_CRASH_AT is "${bus.crashAt}": expected ${CRASH_MOMENTS.join(', ')}, each also with a count such as :3.`,
    );
  return problems;
}

/** What is wrong between settings that are each right: one sentence a problem. */
export function checkInfrastructure(settings: InfrastructureSettings): string[] {
  const { bus, objects } = settings;
  const problems = checkCrashPoint(settings);
  if (settings.tenant === CANARY_TENANT)
    problems.push(
      `CONVOSCOPE_TENANT is "${CANARY_TENANT}", which is kept for the canary: choose another name.`,
    );
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
