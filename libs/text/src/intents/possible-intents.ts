import type { Token } from '../tokens/token.ts';
import type { Intent } from './intent.ts';
import { openingOf } from './openings.ts';

/** Without a word for a person in charge nobody asks for one. */
const PERSON =
  /human|agent|manager|supervisor|representative|\bperson\b|real people|someone|somebody|lawyer|formal complaint|phone number|mensch|mitarbeiter|vorgesetz|telefonnummer|humain|conseiller|responsable|persona|supervisor|operatore|atendente|pessoa|gerente|medewerker|\bmens\b|człowiek|konsultant|человек|оператор|менеджер|operátor|člověk|människa|担当|人と|オペレーター|人工|经理/iu;
/** Praise is short; who writes more wants something. */
const MOST_WORDS_OF_PRAISE = 40;

/** Intents that a message cannot have, whatever its words: nobody replies before anything was said. */
export function impossibleIntents(
  text: string,
  tokens: readonly Token[],
  isFirst: boolean,
): ReadonlySet<Intent> {
  const excluded = new Set<Intent>();
  if (isFirst) excluded.add('reply');
  if (!PERSON.test(text.slice(0, 600))) excluded.add('escalation');
  const opening = openingOf(tokens);
  if (opening === 'make' || opening === 'suggest' || tokens.length > MOST_WORDS_OF_PRAISE)
    excluded.add('praise');
  if (opening === 'make' || opening === 'suggest') {
    excluded.add('complaint');
    excluded.add('small_talk');
  }
  return excluded;
}
