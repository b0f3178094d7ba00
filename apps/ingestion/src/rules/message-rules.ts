import type { MessageRole } from '@convoscope/contracts';
import { ownRoles } from '../mapping/read-messages.ts';
import { roleOf } from '../mapping/roles.ts';
import type { ConversationDraft, DraftMessage } from './conversation-draft.ts';
import { unchanged, type Rule, type RuleResult } from './rule.ts';

/** 1990-01-01 to 2100-01-01. Fixed, not relative to now: a rule must judge the same row alike every day. */
const EARLIEST_MS = Date.UTC(1990, 0, 1);
const LATEST_MS = Date.UTC(2100, 0, 1);

const isInRange = (ms: number | null): boolean => ms === null || (ms >= EARLIEST_MS && ms < LATEST_MS);

function withMessages(draft: ConversationDraft, messages: DraftMessage[], changed: number): RuleResult {
  return changed === 0 ? unchanged(draft) : { draft: { ...draft, messages }, changed };
}

/** Applies the roles of the mapping first, then the names chat systems use. */
export const createCanonicalRole = (roles: Readonly<Record<string, MessageRole>>): Rule => {
  const own = ownRoles({ roles });
  return {
    name: 'canonical-role',
    doc: 'Names roles `user`, `assistant`, `system`, `tool`: `human`, `bot`, `ai` … are known, others come from the mapping key `roles`.',
    apply(draft) {
      let changed = 0;
      const messages = draft.messages.map((message) => {
        const role = roleOf(message.role, own) ?? message.role;
        if (role !== message.role) changed += 1;
        return { ...message, role };
      });
      return withMessages(draft, messages, changed);
    },
  };
};

export const unknownRole: Rule = {
  name: 'unknown-role',
  doc: 'Gives a message whose role nobody knows the role `system`: it is kept, and counts neither as the user nor as the assistant speaking.',
  apply(draft) {
    let changed = 0;
    const messages = draft.messages.map((message) => {
      if (['user', 'assistant', 'system', 'tool'].includes(message.role)) return message;
      changed += 1;
      return { ...message, role: 'system' };
    });
    return withMessages(draft, messages, changed);
  },
};

const dropMessages = (name: string, doc: string, isKept: (message: DraftMessage) => boolean): Rule => ({
  name,
  doc,
  apply(draft) {
    const messages = draft.messages.filter(isKept);
    return withMessages(draft, messages, draft.messages.length - messages.length);
  },
});

export const messageWithoutContent = dropMessages(
  'message-without-content',
  'Drops messages without any text (an attachment only, a cancelled answer).',
  (message) => message.content !== null && message.content.trim() !== '',
);

export const duplicateMessageId: Rule = {
  name: 'duplicate-message-id',
  doc: 'Keeps the first of several messages with the same message id.',
  apply(draft) {
    const seen = new Set<string>();
    const messages = draft.messages.filter(({ id }) => {
      if (id === null) return true;
      if (seen.has(id)) return false;
      seen.add(id);
      return true;
    });
    return withMessages(draft, messages, draft.messages.length - messages.length);
  },
};

export const timestampOutOfRange: Rule = {
  name: 'timestamp-out-of-range',
  doc: 'Forgets times before 1990 or from 2100 on: they are zeros, wrong units or typing errors.',
  apply(draft) {
    let changed = 0;
    const check = (ms: number | null): number | null => {
      if (isInRange(ms)) return ms;
      changed += 1;
      return null;
    };
    const messages = draft.messages.map((message) => ({ ...message, sentAtMs: check(message.sentAtMs) }));
    const times = {
      startedAtMs: check(draft.startedAtMs),
      endedAtMs: check(draft.endedAtMs),
      createdAtMs: check(draft.createdAtMs),
    };
    return changed === 0 ? unchanged(draft) : { draft: { ...draft, ...times, messages }, changed };
  },
};

export const orderMessages: Rule = {
  name: 'order-messages-by-time',
  doc: 'Puts messages in the order of the order column, else of their times. Where one lacks it, or where only seconds contradict the order of the source (clocks differ), that order stands. Stable.',
  apply(draft) {
    const sorted = sortedBy(draft.messages, (m) => m.order) ?? sortedByTime(draft.messages);
    const isMoved = sorted?.some((message, index) => message !== draft.messages[index]) ?? false;
    return isMoved && sorted !== null
      ? { draft: { ...draft, messages: sorted }, changed: 1 }
      : unchanged(draft);
  },
};

/** Clocks of a person's device and of a server differ by this much without anybody noticing. */
const CLOCK_DIFFERENCE_MS = 60_000;

/**
 * By time, unless each step back is short and between two speakers: then the list knows better. A list that runs backwards as a whole was written newest first; of two
 * messages only if the later one, by its time, is the answer.
 */
function sortedByTime(messages: DraftMessage[]): DraftMessage[] | null {
  const times = messages.map((message) => message.sentAtMs);
  const steps = times.slice(1).map((ms, i) => (ms ?? 0) - (times[i] ?? 0));
  if (times.some((ms) => ms === null)) return null;
  if (isNewestFirst(messages, steps)) return sortedBy([...messages].reverse(), (m) => m.sentAtMs);
  const isContradicted = steps.some((step, i) => step < 0 && !areTwoClocks(messages, i, step));
  return isContradicted ? sortedBy(messages, (m) => m.sentAtMs) : null;
}

/** Messages of one speaker carry the times of one clock. */
const areTwoClocks = (messages: readonly DraftMessage[], i: number, step: number): boolean =>
  step > -CLOCK_DIFFERENCE_MS && messages[i]?.role !== messages[i + 1]?.role;

function isNewestFirst(messages: readonly DraftMessage[], steps: readonly number[]): boolean {
  const isDescending = steps.every((step) => step <= 0) && steps.some((step) => step < 0);
  if (!isDescending || steps.length > 1) return isDescending;
  return messages[0]?.role !== 'user' || messages[1]?.role === 'user';
}

function sortedBy(messages: DraftMessage[], key: (m: DraftMessage) => number | null): DraftMessage[] | null {
  if (messages.some((message) => key(message) === null)) return null;
  return [...messages].sort((a, b) => (key(a) ?? 0) - (key(b) ?? 0));
}
