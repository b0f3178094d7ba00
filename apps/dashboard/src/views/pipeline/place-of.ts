interface Placed {
  file?: string | null | undefined;
  line?: number | null | undefined;
  record?: number | null | undefined;
  column?: string | null | undefined;
  conversationId?: string | null;
  sourceRowId?: string;
}

/** `file:line:column` of a file, else the row that it is. */
export function placeOf({ file, line, record, column, conversationId, sourceRowId }: Placed): string {
  if (!file) return conversationId ?? sourceRowId ?? '';
  return [file, line ?? (record == null ? null : `#${record}`), column]
    .filter((part) => part != null)
    .join(':');
}
