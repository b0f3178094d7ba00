import { isNotOlder } from '@convoscope/contracts';
import type { mongo } from 'mongoose';
import type { Filter } from '../collections/collection-spec.ts';
import { notNewerThan } from '../mongo/guarded-upsert.ts';
import type { GuardedWrite, Update } from '../mongo/guarded-write.ts';
import { scalar } from '../mongo/scalar.ts';
import type { AnalyticsSection } from '../store.ts';
import type { Deletion } from './deletion.ts';

/** After any change: a deletion holds until the conversation section is newer than it, whatever arrived first. */
const derivedFields = {
  language: { $ifNull: ['$language', null] },
  category: { $ifNull: ['$category', null] },
  anomaly: { $ifNull: ['$anomaly', null] },
  deletion: { $ifNull: ['$deletion', null] },
};

const IS_DELETED = {
  $and: [
    { $ne: [{ $ifNull: ['$deletion', null] }, null] },
    { $lte: [{ $ifNull: ['$sequence', -1] }, { $ifNull: ['$deletion.sequence', -1] }] },
  ],
};

/** What tells of a person goes with the conversation, also where it comes once more after its deletion. */
const unlessDeleted = (field: string): mongo.Document => ({
  $cond: [{ $and: [IS_DELETED, { $gt: ['$revision', null] }] }, null, field],
});

const derive = (at: Date): mongo.Document => ({
  $set: {
    ...derivedFields,
    title: unlessDeleted('$title'),
    userId: unlessDeleted('$userId'),
    deletedAt: { $cond: [IS_DELETED, '$deletion.at', null] },
    isLive: { $and: [{ $gt: ['$revision', null] }, { $not: [IS_DELETED] }] },
    updatedAt: { $max: ['$updatedAt', at] },
  },
});

const HOUR_BEFORE = { $substrCP: ['$startedAt', 0, 13] };

/** The hours it was in before, with the one it leaves now; absent while it has stayed where it was. */
const pastHoursBefore = (startedAt: string): mongo.Document => ({
  $cond: [
    { $in: [{ $ifNull: ['$startedAt', null] }, [null]] },
    '$$REMOVE',
    {
      $cond: [
        { $eq: [HOUR_BEFORE, { $literal: startedAt.slice(0, 13) }] },
        { $ifNull: ['$pastHours', '$$REMOVE'] },
        { $setUnion: [{ $ifNull: ['$pastHours', []] }, [HOUR_BEFORE]] },
      ],
    },
  ],
});

/** Values are literal: text that begins with `$` is text. */
const literally = (fields: object): mongo.Document =>
  Object.fromEntries(
    Object.entries(fields)
      .filter(([, value]) => value !== undefined)
      .map(([name, value]) => [name, { $literal: value as unknown }]),
  );

/** A row of which nothing is known yet. */
const EMPTY_ROW = {
  language: null,
  category: null,
  anomaly: null,
  deletion: null,
  deletedAt: null,
  isLive: false,
};

/** What the section makes of nothing: the same as its update does. */
function toFreshRow(tenant: string, section: AnalyticsSection, at: Date): mongo.Document {
  const row = { ...EMPTY_ROW, tenant, conversationId: conversationIdOf(section), updatedAt: at };
  return section.section === 'conversation'
    ? { ...row, ...section.value, isLive: true }
    : { ...row, [section.section]: section.value };
}

/** What several sections of one conversation make of nothing. */
export function toWholeRow(tenant: string, sections: readonly AnalyticsSection[], at: Date): mongo.Document {
  const rows = sections.map((section) => toFreshRow(tenant, section, at));
  const own = sections.map(({ section, value }) =>
    section === 'conversation' ? value : { [section]: value },
  );
  const isLive = sections.some(({ section }) => section === 'conversation');
  return Object.assign({}, rows[0], ...own, { isLive }) as mongo.Document;
}

export const conversationIdOf = (section: AnalyticsSection): string =>
  section.section === 'conversation' ? section.value.conversationId : section.conversationId;

const sectionGuard = (section: AnalyticsSection): Filter => {
  if (section.section === 'conversation')
    return { $or: [...(notNewerThan(section.value)['$or'] as Filter[]), { sequence: null }] };
  const guard = notNewerThan(section.value, `${section.section}.`);
  return { $or: [...(guard['$or'] as Filter[]), { [section.section]: null }] };
};

/** Only a conversation decides with its deletion whether the row is live; for the others plain operators do, at half the server's time. */
const toUpdate = (section: AnalyticsSection, conversationId: string, at: Date): Update =>
  section.section === 'conversation'
    ? [
        { $set: { pastHours: pastHoursBefore(section.value.startedAt) } },
        { $set: literally({ ...section.value, conversationId }) },
        derive(at),
      ]
    : { $set: { [section.section]: section.value }, $max: { updatedAt: at } };

/** One section as a guarded write that leaves the other sections alone. */
export function toSectionWrite(tenant: string, section: AnalyticsSection, at: Date): GuardedWrite {
  const conversationId = scalar(conversationIdOf(section), 'conversationId');
  return {
    id: conversationId,
    key: { tenant, conversationId },
    guard: sectionGuard(section),
    change: { update: toUpdate(section, conversationId, at) },
    whenAbsent: toFreshRow(tenant, section, at),
  };
}

/** A deletion as a guarded write: like a section of its own. */
export function toDeletionWrite(tenant: string, deletion: Deletion): GuardedWrite {
  const conversationId = scalar(deletion.conversationId, 'conversationId');
  const { sequence, deletedAt } = deletion;
  return {
    id: conversationId,
    key: { tenant, conversationId },
    guard: { $or: [{ deletion: null }, { 'deletion.sequence': { $lte: sequence } }] },
    change: { update: [{ $set: { deletion: { sequence, at: deletedAt } } }, derive(deletedAt)] },
    whenAbsent: {
      ...EMPTY_ROW,
      ...{ tenant, conversationId, deletedAt, updatedAt: deletedAt },
      deletion: { sequence, at: deletedAt },
    },
  };
}

/** Sections in rounds in which each conversation comes at most once, and of each section only the newest. */
export function inRounds(sections: readonly AnalyticsSection[]): AnalyticsSection[][] {
  const newest = new Map<string, AnalyticsSection>();
  for (const section of sections) {
    const key = `${section.section} ${conversationIdOf(section)}`;
    const known = newest.get(key);
    if (known === undefined || isNotOlder(section.value, known.value)) newest.set(key, section);
  }
  const rounds: AnalyticsSection[][] = [];
  const nSeen = new Map<string, number>();
  for (const section of newest.values()) {
    const round = nSeen.get(conversationIdOf(section)) ?? 0;
    nSeen.set(conversationIdOf(section), round + 1);
    (rounds[round] ??= []).push(section);
  }
  return rounds;
}
