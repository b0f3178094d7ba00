/** What the beginning of a JSON document shows about where its records lie. */
export interface RecordPlace {
  /** Brackets around a record; null: there is no object that could be one. */
  depth: number | null;
  /** Whether a record with one of the keys was seen: then only those, and what stands in lists with them, are records. */
  isKeyed: boolean;
}

const MAX_LEVELS = 64;

interface Level {
  isList: boolean;
  key: string | null;
}

/**
 * Looks for records in the beginning of a document: the shallowest objects with one of `recordKeys`; where none has one, the shallowest objects
 * that are members of a list; else the outermost object itself. Only structure is looked at, so a document may be cut off anywhere.
 */
export function findRecordDepth(text: string, recordKeys: readonly string[]): RecordPlace {
  const found = { keyed: Infinity, listed: Infinity, outermost: Infinity };
  const levels: Level[] = [];
  // A text without an end takes all that follows: looked for from each of its quotes again it would cost their square.
  const pattern = /"((?:[^"\\]|\\.)*)(?:"(\s{0,1000}:)?|\\?$)|[{}[\]]/gs;
  for (const [token, name, colon] of text.matchAll(pattern)) {
    if (token === '{' || token === '[') {
      if (token === '{') noteObject(found, levels);
      if (levels.length < MAX_LEVELS) levels.push({ isList: token === '[', key: null });
      else break;
    } else if (token === '}' || token === ']') levels.pop();
    else if (colon !== undefined && name !== undefined && levels.at(-1)?.isList === false)
      if (recordKeys.includes(name)) found.keyed = Math.min(found.keyed, levels.length - 1);
  }
  const depth = [found.keyed, found.listed, found.outermost].find(Number.isFinite);
  return { depth: depth ?? null, isKeyed: Number.isFinite(found.keyed) };
}

function noteObject(found: { listed: number; outermost: number }, levels: readonly Level[]): void {
  if (levels.at(-1)?.isList === true) found.listed = Math.min(found.listed, levels.length);
  if (levels.length === 0) found.outermost = 0;
}
