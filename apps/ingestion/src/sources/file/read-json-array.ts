import type { Readable } from 'node:stream';
import { StringDecoder } from 'node:string_decoder';
import { PermanentError } from '@convoscope/contracts';
import { parseRecord, type FileRecord } from './file-record.ts';

/**
 * Objects of a JSON file, streamed: members of the outermost array, or of the first array inside an outermost object
 * (`{"conversations":[…]}`). Only brackets and quotes are looked at here; each object is parsed by itself, so one broken object does not lose
 * the next ones as long as its brackets match.
 */
export async function* readJsonArray(text: Readable): AsyncIterable<FileRecord> {
  const decoder = new StringDecoder('utf8');
  const splitter = createObjectSplitter();
  for await (const chunk of text as AsyncIterable<Buffer>) {
    for (const json of splitter.push(decoder.write(chunk))) yield parseRecord(json);
  }
  for (const json of splitter.push(decoder.end())) yield parseRecord(json);
  if (!splitter.isComplete()) {
    throw new PermanentError('the JSON file ends in the middle of a value', { code: 'FILE_UNREADABLE' });
  }
}

interface ObjectSplitter {
  push(text: string): string[];
  isComplete(): boolean;
}

function createObjectSplitter(): ObjectSplitter {
  let depth = 0;
  /** Depth of the array whose members are the records; null until it is found. */
  let arrayDepth: number | null = null;
  let isInString = false;
  let isEscaped = false;
  let pending: string[] = [];
  let isCollecting = false;

  function step(char: string): boolean {
    if (isInString) {
      if (isEscaped) isEscaped = false;
      else if (char === '\\') isEscaped = true;
      else if (char === '"') isInString = false;
      return false;
    }
    if (char === '"') isInString = true;
    else if (char === '[' || char === '{') open(char);
    else if (char === ']' || char === '}') return close(char);
    return false;
  }

  function open(char: string): void {
    if (char === '[' && arrayDepth === null && depth <= 1) arrayDepth = depth + 1;
    depth += 1;
  }

  function close(char: string): boolean {
    depth -= 1;
    return char === '}' && arrayDepth !== null && depth === arrayDepth;
  }

  return {
    push(text) {
      const records: string[] = [];
      let from = 0;
      for (let i = 0; i < text.length; i++) {
        const char = text[i] ?? '';
        const isStart =
          char === '{' && !isInString && !isCollecting && arrayDepth !== null && depth === arrayDepth;
        if (isStart) {
          isCollecting = true;
          from = i;
        }
        if (!step(char)) continue;
        pending.push(text.slice(from, i + 1));
        records.push(pending.join(''));
        pending = [];
        isCollecting = false;
      }
      if (isCollecting) pending.push(text.slice(from));
      return records;
    },
    isComplete: () => depth === 0 && !isInString,
  };
}
