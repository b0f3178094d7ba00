import { protectText, type Glossary } from './protect-text.ts';
import type { Translator } from './translator.port.ts';

/**
 * A translator that never sees code, links, addresses, placeholders and terms of the glossary: they come back as they were, or as the glossary says. Texts with
 * nothing else cost no call. Where an answer has lost a mark, the text's pieces are translated one by one, all of a batch in one further call.
 */
export function createProtectingTranslator(
  inner: Translator,
  glossaryFor: (to: string) => Glossary,
): Translator {
  return {
    name: inner.name,
    supports: (from, to) => inner.supports(from, to),
    async translate(texts, from, to, signal) {
      const glossary = glossaryFor(to);
      const guarded = texts.map((text) => protectText(text, glossary));
      const result = texts.map((text, at) => (guarded[at]?.pieces.length ? undefined : text));
      const open = [...texts.keys()].filter((at) => result[at] === undefined);
      const translateAll = (some: readonly string[]): Promise<string[]> =>
        some.length === 0 ? Promise.resolve([]) : inner.translate(some, from, to, signal);
      const answers = await translateAll(open.map((at) => guarded[at]?.masked ?? ''));
      if (answers.length !== open.length) return answers;
      open.forEach((at, position) => (result[at] = guarded[at]?.restore(answers[position] ?? '')));
      const lost = open.filter((at) => result[at] === undefined);
      const pieces = lost.flatMap((at) => guarded[at]?.pieces ?? []);
      const translated = await translateAll(pieces);
      let from_ = 0;
      for (const at of lost) {
        const own = guarded[at];
        if (own === undefined) continue;
        result[at] = own.join(translated.slice(from_, from_ + own.pieces.length));
        from_ += own.pieces.length;
      }
      return result.map((text, at) => text ?? texts[at] ?? '');
    },
  };
}
