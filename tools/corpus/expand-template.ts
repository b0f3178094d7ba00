/** A source of numbers in [0, 1). */
export type Random = () => number;

/** Slot name to the values it can take; values are templates themselves. */
export type Slots = Readonly<Record<string, readonly string[]>>;

/** One of the items. */
export function pick<T>(items: readonly T[], random: Random): T {
  return items[Math.floor(random() * items.length)]!;
}

/** A whole number in [low, high]. */
export function between(low: number, high: number, random: Random): number {
  return low + Math.floor(random() * (high - low + 1));
}

/** Parts a choice at its own bars, not at those of choices within it. */
function splitChoices(text: string): string[] {
  const choices = [''];
  let depth = 0;
  for (const char of text) {
    if (char === '[') depth++;
    if (char === ']') depth--;
    if (char === '|' && depth === 0) choices.push('');
    else choices[choices.length - 1] += char;
  }
  return choices;
}

function endOfChoice(text: string, from: number): number {
  let depth = 0;
  for (let at = from; at < text.length; at++) {
    if (text[at] === '[') depth++;
    if (text[at] === ']' && --depth === 0) return at;
  }
  throw new RangeError(`unclosed "[" in: ${text}`);
}

function expandNumber(range: string, random: Random): string {
  const [low, high] = range.split('-').map(Number) as [number, number];
  return String(between(low, high, random));
}

/**
 * Fills a template: `[a|b|]` is one of the choices (they nest), `{name}` a value of that slot, `{#10-99}` a number.
 * A slot asked for twice in one `bound` map has the same value both times, so that a conversation stays about one thing.
 * Throws RangeError for an unknown slot or an unclosed choice.
 */
export function expandTemplate(
  template: string,
  slots: Slots,
  bound: Map<string, string>,
  random: Random,
): string {
  let result = '';
  for (let at = 0; at < template.length; at++) {
    const char = template[at]!;
    if (char === '[') {
      const end = endOfChoice(template, at);
      result += expandTemplate(pick(splitChoices(template.slice(at + 1, end)), random), slots, bound, random);
      at = end;
    } else if (char === '{' && /^\{[#\w][\w-]*\}/.test(template.slice(at))) {
      const end = template.indexOf('}', at);
      result += fillSlot(template.slice(at + 1, end), slots, bound, random);
      at = end;
    } else result += char;
  }
  return result;
}

function fillSlot(name: string, slots: Slots, bound: Map<string, string>, random: Random): string {
  if (name.startsWith('#')) return expandNumber(name.slice(1), random);
  const known = bound.get(name);
  if (known !== undefined) return known;
  const values = slots[name];
  if (values === undefined) throw new RangeError(`unknown slot {${name}}`);
  const value = expandTemplate(pick(values, random), slots, bound, random);
  bound.set(name, value);
  return value;
}
