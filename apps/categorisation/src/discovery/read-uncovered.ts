import type { AnalyticsRepository, TranslationsRepository } from '@convoscope/store';
import { OTHER_TOPIC } from '@convoscope/text';
import type { UncoveredText } from './find-topics.ts';

export interface ReadUncoveredOptions {
  tenant: string;
  analytics: Pick<AnalyticsRepository, 'findPage'>;
  translations: Pick<TranslationsRepository, 'findByIds'>;
}

type Row = Pick<UncoveredText, 'conversationId' | 'userId' | 'startedAt'>;

export const PAGE = 200;
const MOST_CHARACTERS = 600;
const FEWEST_CHARACTERS = 8;

/** The newest conversations that no topic covers, up to `most`; an index leads to them. Cost: those it returns. */
export async function readNewest(
  { tenant, analytics }: ReadUncoveredOptions,
  most: number,
  signal: AbortSignal,
): Promise<Row[]> {
  const rows: Row[] = [];
  let cursor: string | undefined;
  while (rows.length < most && !signal.aborted) {
    const page = { limit: Math.min(PAGE, most - rows.length), ...(cursor !== undefined && { cursor }) };
    const { items, nextCursor } = await analytics.findPage(tenant, { topic: OTHER_TOPIC }, page);
    rows.push(
      ...items.map(({ conversationId, userId, startedAt }) => ({ conversationId, userId, startedAt })),
    );
    if (nextCursor === null) break;
    cursor = nextCursor;
  }
  return rows;
}

/** What their users said first; those that said next to nothing are left out. The texts are read where they are stored, and nothing of them is kept. */
export async function readTexts(
  { tenant, translations }: ReadUncoveredOptions,
  rows: readonly Row[],
): Promise<UncoveredText[]> {
  const texts: UncoveredText[] = [];
  for (let start = 0; start < rows.length; start += PAGE) {
    const page = rows.slice(start, start + PAGE);
    const found = await translations.findByIds(
      tenant,
      page.map(({ conversationId }) => conversationId),
    );
    const byId = new Map(found.map((one) => [one.conversationId, one]));
    for (const row of page) {
      const said = byId
        .get(row.conversationId)
        ?.messages.find(({ role }) => role === 'user')
        ?.content.trim();
      if (said !== undefined && said.length >= FEWEST_CHARACTERS)
        texts.push({ ...row, text: said.slice(0, MOST_CHARACTERS) });
    }
  }
  return texts;
}
