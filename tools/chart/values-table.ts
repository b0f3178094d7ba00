import { isMap, isPair, isScalar, parseDocument, type Pair, type YAMLMap } from 'yaml';

interface Row {
  readonly path: string;
  readonly standard: string;
  readonly meaning: string;
}

const MARK = /^ ?-- /m;

/** The comment that explains a value: from its `# --` on; other comments speak of what follows as a whole. */
function meaningOf(pair: Pair, map: YAMLMap): string {
  const key = pair.key as { commentBefore?: string | null };
  const isFirst = map.items[0] === pair;
  const comment = key.commentBefore ?? (isFirst ? map.commentBefore : undefined) ?? '';
  const start = comment.search(MARK);
  return start < 0 ? '' : comment.slice(start).replace(MARK, '').replace(/\s+/g, ' ').trim();
}

function rowsOf(map: YAMLMap, prefix: string): Row[] {
  return map.items.flatMap((pair) => {
    if (!isPair(pair) || !isScalar(pair.key)) return [];
    const path = prefix + String(pair.key.value);
    const meaning = meaningOf(pair as Pair, map);
    if (isMap(pair.value) && pair.value.items.length > 0) {
      const inner = rowsOf(pair.value, `${path}.`);
      return meaning === '' ? inner : [{ path, standard: '', meaning }, ...inner];
    }
    const value = (pair.value as { toJSON(): unknown }).toJSON();
    return [{ path, standard: JSON.stringify(value), meaning }];
  });
}

const cell = (text: string): string => text.replaceAll('|', '\\|');

/** Every value with its default and what its comment says, as a Markdown table. */
export function toValuesTable(valuesYaml: string): string {
  const root = parseDocument(valuesYaml).contents;
  if (!isMap(root)) throw new TypeError('values.yaml is no map');
  const rows = rowsOf(root, '').map(
    ({ path, standard, meaning }) =>
      `| \`${path}\` | ${standard === '' ? '' : `\`${cell(standard)}\``} | ${cell(meaning)} |`,
  );
  return ['| value | default | meaning |', '|---|---|---|', ...rows].join('\n');
}
