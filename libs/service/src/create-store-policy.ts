import { createPolicy, defaultPolicyOptions, type Policy } from '@convoscope/resilience';
import { systemClock, type Telemetry } from '@convoscope/telemetry';

/** A little more than the server is given for any operation: only where it does not answer at all does this end the wait. */
const TIMEOUT_MS = 28_000;

/**
 * How calls to MongoDB are protected: while it does not answer, everybody is told so at once, and one call at a time looks whether it is back. One
 * further attempt only: batches are tried again by the bus, and both together stay below the time after which a partition counts as stuck.
 */
export const createStorePolicy = (telemetry: Telemetry): Policy =>
  createPolicy(
    {
      ...defaultPolicyOptions('mongodb'),
      timeoutMs: TIMEOUT_MS,
      retries: 1,
      maxDelayMs: 1_000,
      maxConcurrent: 64,
      maxQueued: 10_000,
      breaker: { errorThresholdPercentage: 50, volumeThreshold: 20, resetTimeoutMs: 2_000 },
    },
    { clock: systemClock, telemetry },
  );
