import {
  MESSAGE_ROLES,
  TRANSLATION_STATUSES,
  type Message,
  type TranslatedMessage,
} from '@convoscope/contracts';
import type { Store } from '@convoscope/store';
import { z } from 'zod';
import { nameSchema } from '../http/openapi/component-schemas.ts';
import { notFound } from '../http/problem.ts';
import { defineRoute, type Route } from '../http/route.ts';
import { conversationIdParams } from './paging.ts';

const shownMessageSchema = nameSchema(
  'ShownMessage',
  z
    .object({
      index: z.int(),
      role: z.enum(MESSAGE_ROLES),
      sentAt: z.iso.datetime().nullable(),
      content: z
        .string()
        .describe('In the language asked for, where there is such a text; else as it was written'),
      language: z.string().nullable().describe('Language it was written in; null until it was looked at'),
      shownIn: z.string().nullable().describe('Language of `content`; null until it was looked at'),
      translations: z.array(z.string()).describe('Languages there are translations into'),
    })
    .describe('A message as it is shown'),
);

const messageListSchema = nameSchema(
  'MessageList',
  z
    .object({
      conversationId: z.string(),
      language: z
        .string()
        .nullable()
        .describe('Language most of the user text is in; null until it was looked at'),
      languages: z.array(z.string()).describe('Every language found, most frequent first'),
      translationStatus: z.enum(TRANSLATION_STATUSES).nullable(),
      translator: z.string().nullable(),
      messages: z.array(shownMessageSchema),
    })
    .describe('The messages of a conversation, and how they were translated'),
);

type Shown = z.infer<typeof shownMessageSchema>;

export function createMessageRoutes(store: Pick<Store, 'messages' | 'translations'>): Route[] {
  return [
    defineRoute({
      method: 'GET',
      path: '/api/v1/conversations/{conversationId}/messages',
      operationId: 'listMessages',
      needs: 'read:conversations',
      tag: 'Conversations',
      summary: 'The messages of a conversation, as they were written or in another language',
      params: conversationIdParams,
      query: z.strictObject({
        lang: z
          .string()
          .regex(/^[a-z]{2,3}$/)
          .optional()
          .describe('ISO 639-1 code of the language to show them in, where there is a translation'),
      }),
      response: { status: 200, schema: messageListSchema, description: 'The messages, in order' },
      errors: [404],
      example: { params: { conversationId: 'conversation-1' }, query: { lang: 'en' } },
      handle: ({ tenant, params, query }) => readMessages(store, tenant, params.conversationId, query.lang),
    }),
  ];
}

async function readMessages(
  store: Pick<Store, 'messages' | 'translations'>,
  tenant: string,
  conversationId: string,
  lang: string | undefined,
): Promise<z.infer<typeof messageListSchema>> {
  const [source, translation] = await Promise.all([
    store.messages.findById(tenant, conversationId),
    store.translations.findById(tenant, conversationId),
  ]);
  if (source === null || source.deletedAt !== null) throw notFound('conversation', conversationId);
  // A translation of an older revision has other messages: then the original ones are shown.
  const current = translation?.revision === source.revision ? translation : null;
  return {
    conversationId,
    language: current?.language ?? null,
    languages: current?.languages ?? [],
    translationStatus: current?.translationStatus ?? null,
    translator: current?.translator ?? null,
    messages:
      current === null
        ? source.messages.map(asWritten)
        : current.messages.map((message) => showIn(message, lang)),
  };
}

const asWritten = ({ index, role, sentAt, content }: Message): Shown => ({
  ...{ index, role, sentAt, content },
  ...{ language: null, shownIn: null, translations: [] },
});

export function showIn(message: TranslatedMessage, lang: string | undefined): Shown {
  const { language, translations } = message;
  const translated = lang === undefined || lang === language ? undefined : translations[lang];
  return {
    ...asWritten(message),
    content: translated ?? message.content,
    language,
    shownIn: translated === undefined ? language : (lang ?? language),
    translations: Object.keys(translations),
  };
}
