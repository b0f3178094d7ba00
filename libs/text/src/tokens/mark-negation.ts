import type { MutableToken } from './token.ts';

/** Negators of all supported languages; few words are negators in one language and common in another. */
const NEGATORS = new Set(
  (
    "not no never none nobody nothing neither nor cannot can't cant don't dont doesn't doesnt didn't didnt isn't isnt wasn't wasnt " +
    "aren't arent won't wont wouldn't wouldnt couldn't couldnt shouldn't haven't havent hasn't hasnt hadn't weren't ain't aint without hardly barely " +
    'nicht kein keine keinen keinem keiner nie niemals nichts ohne weder ' +
    'ne pas jamais rien aucun aucune sans ' +
    'nunca jamás nada ningún ninguna ninguno sin tampoco ' +
    'non mai niente nessun nessuno nessuna senza ' +
    'não nao nem nenhum nenhuma sem ' +
    'niet geen nooit niks zonder ' +
    'nigdy nic żaden żadna bez ' +
    'не нет никогда'
  ).split(' '),
);

/** How many tokens a negation reaches forward, and, at the end of a clause, backward ("gefällt mir nicht"). */
const FORWARD = 4;
const BACKWARD = 3;
/** Negators that only stand before what they negate; the others may close a German or Dutch clause. */
const CLOSING = new Set(['nicht', 'niet', 'pas', 'not']);

/** Whether the normalised word negates what follows. */
export function isNegator(norm: string): boolean {
  return NEGATORS.has(norm) || norm.endsWith("n't") || norm.startsWith("n'");
}

function endsClause(token: MutableToken | undefined): boolean {
  if (token === undefined || token.kind === 'emoji' || token.kind === 'emoticon') return true;
  return token.kind === 'punctuation' && token.norm !== '-';
}

/** Sets `negated` on the words in the scope of each negator; a clause's punctuation ends the scope. */
export function markNegation(tokens: readonly MutableToken[]): void {
  for (let at = 0; at < tokens.length; at++) {
    const token = tokens[at]!;
    if (token.kind !== 'word' || !isNegator(token.norm)) continue;
    for (let ahead = at + 1; ahead <= at + FORWARD && !endsClause(tokens[ahead]); ahead++) {
      tokens[ahead]!.negated = true;
    }
    if (!CLOSING.has(token.norm) || !endsClause(tokens[at + 1])) continue;
    for (let back = at - 1; back >= at - BACKWARD && back >= 0 && !endsClause(tokens[back]); back--) {
      tokens[back]!.negated = true;
    }
  }
}
