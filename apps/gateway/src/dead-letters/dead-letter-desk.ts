import { createHash } from 'node:crypto';
import { deadLetterId, type Bus, type DeadLetter, type ReplayResult } from '@convoscope/bus';
import { PermanentError, type Topic } from '@convoscope/contracts';
import type { AuditLogRepository } from '@convoscope/store';
import { setPath } from './set-path.ts';

export interface DeadLetterDeskOptions {
  bus: Pick<Bus, 'listDeadLetters' | 'replayDeadLetters' | 'dropDeadLetters'>;
  auditLog: Pick<AuditLogRepository, 'append'>;
  now: () => number;
  /** Whose letters a tenant may see: those of its own events, by the tenant that an event names, or null where it names none. */
  isOf: (tenant: string, letterTenant: string | null) => boolean;
}

/** Who acts, for whom, and why. */
export interface Actor {
  tenant: string;
  by: string;
  because?: string | undefined;
}

/** New data for one letter: all of it, or values at paths such as `messages.0.text`. */
export type Edit = { data: unknown } | { set: readonly { path: string; value: unknown }[] };

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
export function createDeadLetterDesk({ bus, auditLog, now, isOf }: DeadLetterDeskOptions) {
  const whoseOf = (tenant: string) => (letterTenant: string | null) => isOf(tenant, letterTenant);
  const choose = (topic: Topic, ids: readonly string[], tenant: string): Promise<DeadLetter[]> =>
    bus.listDeadLetters(topic, { ids, whose: whoseOf(tenant) });
  const find = async (topic: Topic, id: string, tenant: string): Promise<DeadLetter | null> =>
    (await choose(topic, [id], tenant))[0] ?? null;
  const toEntry = (action: string, { by, because }: Actor, what: Noted) => ({
    ...{ at: new Date(now()), by, action, because: because ?? null },
    ...what,
  });
  const note = (
    action: string,
    actor: Actor,
    letters: readonly DeadLetter[],
    after: (letter: DeadLetter) => string | null,
  ): Promise<unknown> => {
    const entries = letters.map((letter) =>
      toEntry(action, actor, {
        subject: `${letter.originalTopic}/${letter.originalPartition}-${letter.originalOffset} (${letter.group})`,
        before: digestOf(letter.value),
        after: after(letter),
      }),
    );
    return entries.length === 0 ? Promise.resolve() : auditLog.append(actor.tenant, entries);
  };
  const unchanged = ({ value }: DeadLetter): string | null => digestOf(value);

  return {
    find,
    list: (topic: Topic, limit: number, tenant: string): Promise<DeadLetter[]> =>
      bus.listDeadLetters(topic, { limit, whose: whoseOf(tenant) }),
    async replay(topic: Topic, ids: readonly string[] | 'all', actor: Actor): Promise<ReplayResult> {
      if (ids === 'all') {
        const what = { subject: `${topic.name}, all dead letters`, before: null, after: null };
        await auditLog.append(actor.tenant, [toEntry('dead-letter.replay', actor, what)]);
        return bus.replayDeadLetters(topic, 'all', undefined, whoseOf(actor.tenant));
      }
      const letters = await choose(topic, ids, actor.tenant);
      await note('dead-letter.replay', actor, letters, unchanged);
      return bus.replayDeadLetters(topic, letters.map(deadLetterId));
    },
    /** Null: there is no such letter. Throws PermanentError where the edited data does not fit the topic: the attempt is noted all the same. */
    async replayEdited(topic: Topic, id: string, edit: Edit, actor: Actor): Promise<ReplayResult | null> {
      const letter = await find(topic, id, actor.tenant);
      if (letter === null) return null;
      const data =
        'data' in edit
          ? edit.data
          : edit.set.reduce((whole, { path, value }) => setPath(whole, path, value), dataOf(letter));
      await note('dead-letter.edit', actor, [letter], () => digestOf(Buffer.from(JSON.stringify(data))));
      return bus.replayDeadLetters(topic, [id], { data });
    },
    async drop(topic: Topic, ids: readonly string[], actor: Actor & { because: string }): Promise<number> {
      const letters = await choose(topic, ids, actor.tenant);
      await note('dead-letter.drop', actor, letters, () => null);
      return bus.dropDeadLetters(topic, letters.map(deadLetterId), { by: actor.by, because: actor.because });
    },
  };
}

interface Noted {
  subject: string;
  before: string | null;
  after: string | null;
}

export type DeadLetterDesk = ReturnType<typeof createDeadLetterDesk>;
