import { createHash } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { once } from 'node:events';
import { addToDigest, EMPTY_DIGEST } from '@convoscope/privacy';
import type { ConversationDocument } from '@convoscope/store';
import type { PersonDeps, PersonRequest } from './person-deps.ts';

const BATCH = 100;

/**
 * Everything that is kept of a person, as JSON Lines: one of the person, one a conversation with all that was made of it, one at the end with how many
 * there were and their digest. A file without its end is not whole. Memory: a batch.
 */
export async function exportPerson(deps: PersonDeps, request: PersonRequest): Promise<void> {
  const { store, tenant, objects, clock, scratchDir } = deps;
  const { requestId, userId, personHash } = request;
  await mkdir(scratchDir, { recursive: true });
  const path = join(
    scratchDir,
    `person-${createHash('sha256').update(requestId).digest('hex').slice(0, 16)}.jsonl`,
  );
  const objectKey = `${tenant === 'default' ? '' : `tenants/${tenant}/`}exports/${requestId}.jsonl`;
  try {
    const { nConversations, digest } = await writeLines(deps, request, path);
    await objects.putFile(objectKey, path, { contentType: 'application/x-ndjson' });
    const completedAt = new Date(clock.now());
    const entry = {
      at: completedAt,
      by: request.requestedBy,
      action: 'export-person',
      subject: `person ${personHash}`,
    };
    await store.auditLog.append(tenant, [
      { ...entry, because: request.because, before: null, after: digest },
    ]);
    await store.personRequests.update(tenant, requestId, {
      ...{ status: 'done', userId, waitsFor: [], completedAt, nConversations, digest, objectKey },
    });
  } finally {
    await rm(path, { force: true });
  }
}

async function writeLines(
  { store, tenant, clock }: PersonDeps,
  { userId }: PersonRequest,
  path: string,
): Promise<{ nConversations: number; digest: string }> {
  const file = createWriteStream(path, { mode: 0o600 });
  const write = async (line: object): Promise<void> => {
    if (!file.write(`${JSON.stringify(line)}\n`)) await once(file, 'drain');
  };
  let [nConversations, digest, after] = [0, EMPTY_DIGEST, ''];
  const user = await store.users.findById(tenant, userId);
  await write({
    kind: 'person',
    format: 'convoscope.person/1',
    tenant,
    userId,
    exportedAt: new Date(clock.now()).toISOString(),
    figures: user,
  });
  for (;;) {
    const found = await store.personTraces.conversationsAfter(tenant, userId, after, BATCH);
    for (const line of await withResults(store, tenant, found)) await write(line);
    for (const { conversationId, revision } of found) digest = addToDigest(digest, conversationId, revision);
    nConversations += found.length;
    after = found.at(-1)?.conversationId ?? after;
    if (found.length < BATCH) break;
  }
  await write({ kind: 'end', nConversations, digest });
  file.end();
  await once(file, 'close');
  return { nConversations, digest };
}

/** Conversations with what each service made of them; null where it has not. */
async function withResults(
  store: PersonDeps['store'],
  tenant: string,
  conversations: readonly ConversationDocument[],
): Promise<object[]> {
  const ids = conversations.map(({ conversationId }) => conversationId);
  if (ids.length === 0) return [];
  const read = async (from: {
    findByIds(tenant: string, ids: readonly string[]): Promise<{ conversationId: string }[]>;
  }) => new Map((await from.findByIds(tenant, ids)).map((document) => [document.conversationId, document]));
  const [translations, categories, scores] = await Promise.all([
    read(store.translations),
    read(store.categories),
    read(store.scores),
  ]);
  return conversations.map((conversation) => ({
    kind: 'conversation',
    conversation,
    translation: translations.get(conversation.conversationId) ?? null,
    category: categories.get(conversation.conversationId) ?? null,
    score: scores.get(conversation.conversationId) ?? null,
  }));
}
