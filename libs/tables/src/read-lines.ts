import { textBlocks } from './encoding/text-blocks.ts';
import type { TableEntry, Trouble } from './entry.ts';
import { asBroken } from './files/open-file.ts';
import { readJsonLines } from './json/read-json-lines.ts';

const MAX_RECORD_BYTES = 16 * 2 ** 20;

/**
 * Records of JSON Lines out of a stream, such as standard input, which can be neither looked at beforehand nor unpacked. Like `readTable` it
 * never throws for what is wrong with the input. Memory: one line.
 */
export async function* readLines(input: AsyncIterable<Buffer>): AsyncGenerator<TableEntry[]> {
  const notes: Trouble[] = [];
  try {
    const blocks = textBlocks(input, { encoding: 'auto', onNote: (trouble) => void notes.push(trouble) });
    for await (const batch of readJsonLines(blocks, MAX_RECORD_BYTES)) {
      yield [...notes.splice(0).map((trouble): TableEntry => ({ kind: 'note', trouble })), ...batch];
    }
  } catch (error) {
    yield [{ kind: 'broken', trouble: asBroken(error).trouble }];
  }
}
