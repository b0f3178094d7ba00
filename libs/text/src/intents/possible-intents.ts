import type { Token } from '../tokens/token.ts';
import type { Intent } from './intent.ts';
import type { SentimentResult } from '../sentiment/analyse-sentiment.ts';
import { findNotation } from '../topics/notation.ts';
import { openingOf, speaksOfCode } from './openings.ts';

/** Without a word for a person in charge nobody asks for one. */
const PERSON =
  /human|agent|manager|supervisor|representative|\bperson\b|real people|someone|somebody|lawyer|formal complaint|phone number|mensch|mitarbeiter|vorgesetz|telefonnummer|humain|conseiller|responsable|\bpersona\b|operatore|atendente|pessoa|gerente|medewerker|\bmens\b|człowiek|konsultant|человек|оператор|менеджер|operátor|člověk|människa|担当|人と|オペレーター|人工|经理/iu;
/** Without a word of money or goods that go back nobody asks for them back. */
const GOING_BACK =
  /refund|money back|reimburs|compensat|charge ?back|return (?:it|this|that|them|these|the|my|an?)\b|to return\b|returns? (?:policy|label)|send (?:it|them|this) back|overcharg|charged twice|erstatt|zurück|rembours|retour|reembols|devol|devuelv|rimbors|restitu|ridat|terug|retour|zwrot|zwróc|zwraca|返金|返品|возврат|верн|vráti|vrácen|återbetal|iade|退款|退货/iu;
/** Wishes for advice, wherever in the message they stand. */
const ASKS_ADVICE =
  /\b(?:recommend(?:ation)?s?|suggest(?:ion)?s?)\b|\bany (?:ideas?|tips|advice)\b|\b(?:ideas|tips|advice) (?:on|for|about)\b|\bgive me (?:some|a few|any)?\b|\bwhat(?:'s| is| are) the best\b|\bbest way to\b|\bwhich (?:one )?should i\b|empfehl|empfiehl|vorschl[aä]g|conseil|suggér|recomiend|recomend|suger|consigli|suggeri|aanra|aanbevel|polec|poradź|посовет|рекоменд|おすすめ|お勧め|推荐/iu;
/** Words of somebody who is wronged, beside those of feeling. */
const WRONGED =
  /refuse|ignor|scam|rip.?off|unaccept|ridicul|ludicrous|never (?:again|agreed|received)|no (?:one|body) (?:answers|helps|replies)|(?:your|this) (?:fault|service is)|shame on|joke of|waste of|fed up|done with|beschwer|unverschämt|plainte|inadmissible|queja|inaceptable|reclam|inaccettabile|vergogn|klacht|skarg|жалоб|苦情|投诉/iu;

/** Praise is short; who writes more wants something. */
const MOST_WORDS_OF_PRAISE = 40;

/** Whether a message wishes for advice. */
export const asksAdvice = (text: string): boolean => ASKS_ADVICE.test(text.slice(0, 1000));

/** A complaint is felt or named; who asks for advice without either does not complain. */
function isNoComplaint(text: string, { score, label }: SentimentResult): boolean {
  if (WRONGED.test(text.slice(0, 1000)) || label === 'negative') return false;
  return score > 0 || asksAdvice(text);
}

/** Intents that a message cannot have, whatever its words: nobody replies before anything was said. */
export function impossibleIntents(
  text: string,
  tokens: readonly Token[],
  isFirst: boolean,
  sentiment: SentimentResult,
): ReadonlySet<Intent> {
  const excluded = new Set<Intent>();
  if (isFirst) excluded.add('reply');
  if (!PERSON.test(text.slice(0, 600))) excluded.add('escalation');
  if (!GOING_BACK.test(text.slice(0, 1000))) excluded.add('refund_request');
  if (!speaksOfCode(tokens) && !findNotation(text).includes('code')) excluded.add('code_help');
  if (isNoComplaint(text, sentiment)) excluded.add('complaint');
  const opening = openingOf(tokens);
  if (opening === 'make' || opening === 'suggest' || tokens.length > MOST_WORDS_OF_PRAISE)
    excluded.add('praise');
  if (opening === 'make' || opening === 'suggest') {
    excluded.add('complaint');
    excluded.add('small_talk');
  }
  return excluded;
}
