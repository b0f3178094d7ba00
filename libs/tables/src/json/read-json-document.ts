import type { TextBlock } from '../encoding/text-blocks.ts';
import type { TableEntry } from '../entry.ts';
import { createDocumentSplitter, type SplitterOptions } from './document-splitter.ts';

/**
 * Records of one JSON document, streamed: the objects at the given depth (0: objects that follow one another; 1: members of the outermost list;
 * 2: of a list in an object …). Each object is parsed by itself, so a broken one costs only itself. Memory: one record.
 */
export async function* readJsonDocument(
  blocks: AsyncIterable<TextBlock>,
  options: SplitterOptions,
): AsyncGenerator<TableEntry[]> {
  const splitter = createDocumentSplitter(options);
  for await (const { bytes } of blocks) yield splitter.push(bytes);
  yield splitter.end();
}
