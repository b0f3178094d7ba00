import { createHash } from 'node:crypto';
import { deadLetterId, type Bus, type DeadLetter, type ReplayResult } from '@convoscope/bus';
import { PermanentError, type Topic } from '@convoscope/contracts';
import type { AuditLogRepository } from '@convoscope/store';
import { setPath } from './set-path.ts';

export interface DeadLetterDeskOptions {
  bus: Pick<Bus, 'listDeadLetters' | 'replayDeadLetters' | 'dropDeadLetters'>;
  auditLog: Pick<AuditLogRepository, 'append'>;
  now: () => number;
}

/** Who acts, for whom, and why. */
export interface Actor {
  tenant: string;
  by: string;
  because?: string | undefined;
}

/** New data for one letter: all of it, or values at paths such as `messages.0.text`. */
export type Edit = { data: unknown } | { set: readonly { path: string; value: unknown }[] };

/** More than anybody looks at; the oldest beyond it come into view when newer ones are settled. */
const MAX_LETTERS = 10_000;

const digestOf = (value: Buffer | null): string | null =>
  value === null ? null : createHash('sha256').update(value).digest('hex');

/** What the letter holds. Throws PermanentError where that is no JSON: such a letter is edited as a whole. */
function dataOf({ value }: DeadLetter): unknown {
  try {
    return JSON.parse(value?.toString('utf8') ?? '');
  } catch (error) {
    throw new PermanentError('the dead letter is no JSON: give all of its data', {
      code: 'GATEWAY_EDIT_NOT_JSON',
      cause: error,
    });
  }
}

/**
 * What people do with dead letters. Every action is written to the audit log before it is done: what cannot be written down is not done.
 */
export function createDeadLetterDesk({ bus, auditLog, now }: DeadLetterDeskOptions) {
  const list = (topic: Topic): Promise<DeadLetter[]> => bus.listDeadLetters(topic, { limit: MAX_LETTERS });
  const find = async (topic: Topic, id: string): Promise<DeadLetter | null> =>
    (await list(topic)).find((letter) => deadLetterId(letter) === id) ?? null;
  const choose = async (topic: Topic, ids: readonly string[] | 'all'): Promise<DeadLetter[]> => {
    const letters = await list(topic);
    return ids === 'all' ? letters : letters.filter((letter) => ids.includes(deadLetterId(letter)));
  };
  const note = async (
    action: string,
    { tenant, by, because = undefined }: Actor,
    letter: DeadLetter,
    after: string | null,
  ): Promise<void> => {
    const subject = `${letter.originalTopic}/${letter.originalPartition}-${letter.originalOffset} (${letter.group})`;
    const at = new Date(now());
    const before = digestOf(letter.value);
    await auditLog.append(tenant, { at, by, action, subject, because: because ?? null, before, after });
  };

  return {
    find,
    async replay(topic: Topic, ids: readonly string[] | 'all', actor: Actor): Promise<ReplayResult> {
      const letters = await choose(topic, ids);
      for (const letter of letters) await note('dead-letter.replay', actor, letter, digestOf(letter.value));
      return bus.replayDeadLetters(topic, letters.map(deadLetterId));
    },
    /** Null: there is no such letter. Throws PermanentError where the edited data does not fit the topic: the attempt is noted all the same. */
    async replayEdited(topic: Topic, id: string, edit: Edit, actor: Actor): Promise<ReplayResult | null> {
      const letter = await find(topic, id);
      if (letter === null) return null;
      const data =
        'data' in edit
          ? edit.data
          : edit.set.reduce((whole, { path, value }) => setPath(whole, path, value), dataOf(letter));
      await note('dead-letter.edit', actor, letter, digestOf(Buffer.from(JSON.stringify(data))));
      return bus.replayDeadLetters(topic, [id], { data });
    },
    async drop(topic: Topic, ids: readonly string[], actor: Actor & { because: string }): Promise<number> {
      const letters = await choose(topic, ids);
      for (const letter of letters) await note('dead-letter.drop', actor, letter, null);
      return bus.dropDeadLetters(topic, letters.map(deadLetterId), { by: actor.by, because: actor.because });
    },
  };
}

export type DeadLetterDesk = ReturnType<typeof createDeadLetterDesk>;
