import { deadLetterId, type DeadLetter } from '@convoscope/bus';
import { z } from 'zod';
import { nameSchema } from '../http/openapi/component-schemas.ts';

export const deadLetterSchema = nameSchema(
  'DeadLetter',
  z.object({
    id: z.string(),
    topic: z.string(),
    partition: z.int(),
    offset: z.string(),
    key: z.string().nullable(),
    reason: z
      .string()
      .describe('`behind`: it did nothing wrong, it waits behind an earlier event of its key'),
    behind: z.string().nullable().describe('Partition and offset of the event that it waits behind'),
    errorClass: z.string().nullable(),
    error: z.string().nullable(),
    stackDigest: z.string().nullable().describe('Equal faults have equal digests'),
    attempts: z.int(),
    firstFailedAt: z.string(),
    lastFailedAt: z.string(),
    group: z.string().describe('Consumer group that could not process it'),
    traceparent: z.string().nullable(),
    sizeBytes: z.int(),
  }),
);

export const wholeDeadLetterSchema = nameSchema(
  'WholeDeadLetter',
  deadLetterSchema.extend({
    headers: z.record(z.string(), z.string()),
    value: z
      .string()
      .nullable()
      .describe('The original value as text; bytes that are not UTF-8 are replaced'),
  }),
);

/** What a list shows of a dead letter: not its value, which may carry text. */
export const toDeadLetterView = (letter: DeadLetter): z.infer<typeof deadLetterSchema> => ({
  id: deadLetterId(letter),
  topic: letter.originalTopic,
  partition: letter.originalPartition,
  offset: String(letter.originalOffset),
  key: letter.key,
  reason: letter.reason,
  behind: letter.behind,
  errorClass: letter.errorClass,
  error: letter.error,
  stackDigest: letter.stackDigest,
  attempts: letter.attempts,
  firstFailedAt: letter.firstFailedAt,
  lastFailedAt: letter.lastFailedAt,
  group: letter.group,
  traceparent: letter.traceparent,
  sizeBytes: letter.value?.length ?? 0,
});

export const toWholeDeadLetterView = (letter: DeadLetter): z.infer<typeof wholeDeadLetterSchema> => ({
  ...toDeadLetterView(letter),
  headers: letter.headers,
  value: letter.value?.toString('utf8') ?? null,
});
