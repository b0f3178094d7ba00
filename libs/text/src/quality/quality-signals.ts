/** Phrases of assistant and user messages that tell how a conversation goes, in nine languages. */
const APOLOGY =
  /\b(?:sorry|apologi[sz]e|apologies)\b|tut mir leid|entschuldig|désolée?|excuse[zs]?-|mes excuses|nos excuses|lo siento|lamento|disculp|mi dispiace|ci scusiamo|desculpe|lamentamos|peço desculpa|het spijt|excuses|przepraszam|przykro mi|申し訳|すみません|恐れ入り/iu;

const REFUSAL =
  /\bi(?:'m| am) (?:not able|unable) to\b|\bi (?:can't|cannot|won't) (?:help|assist|provide|do that|share|comply)|\bas an ai\b|against (?:my|our) (?:guidelines|polic)|not allowed to|kann ich (?:leider )?nicht helfen|ich darf nicht|je ne peux pas (?:vous )?(?:aider|répondre|fournir)|no puedo (?:ayudar|proporcionar|hacer eso)|non posso aiutar|não posso (?:ajudar|fornecer)|ik kan (?:je|u) (?:hier)?(?:mee|bij)? ?niet helpen|nie mogę (?:w tym )?pomóc|お手伝いできません|お答えできません/iu;

const FAILURE =
  /\b(?:an? )?(?:internal |unexpected )?(?:server )?error (?:has )?occurred|something went wrong|internal server error|service (?:is )?(?:temporarily )?unavailable|request (?:has )?timed out|rate limit exceeded|upstream (?:timeout|error)|\b(?:error|fehler|erreur|erro|errore|fout|błąd|エラー)[:：]? ?\(?(?:code )?[45]\d\d\b|\b50[0234] (?:bad gateway|internal|service|gateway)|model (?:is )?overloaded|ist ein fehler aufgetreten|une erreur (?:interne )?(?:s'est|est) |se ha producido un error|si è verificato un errore|ocorreu um erro|er is (?:een fout|iets fout)|wystąpił błąd|エラーが発生/iu;

const ESCALATION =
  /\b(?:speak|talk|connect|transfer|escalate)\w*\b.{0,24}\b(?:human|person|agent|manager|supervisor|representative|someone)\b|real person|mit einem (?:menschen|mitarbeiter)|vorgesetzte|(?:parler à|passez-moi) un (?:humain|conseiller|responsable)|hablar con (?:una persona|un agente|un supervisor|alguien)|parlare con (?:una persona|un operatore)|falar com (?:um atendente|uma pessoa|alguém)|(?:medewerker|mens) spreken|rozmawiać z (?:człowiekiem|konsultantem)|担当者|オペレーター/iu;

const RESOLVED =
  /\b(?:that|it|this|now it|all)(?:'s| is| has)? ?(?:worked|works|fixed|solved|resolved|did the trick)\b|problem solved|exactly what i (?:needed|wanted)|that'?s all|hat geholfen|hat geklappt|funktioniert (?:jetzt|wieder)|geht wieder|ça (?:marche|fonctionne) (?:maintenant|à nouveau|enfin)|c'est (?:réglé|bon maintenant)|(?:ya|ahora) funciona|solucionado|problema resuelto|ora funziona|ha funzionato|risolto|(?:agora|já) funciona|funcionou|resolvido|het werkt (?:nu|weer)|opgelost|(?:już|teraz) działa|zadziałało|rozwiązane|解決しました|できました|直りました/iu;

const THANKS =
  /\b(?:thanks|thank you|thx|cheers)\b|\bdanke|dankeschön|\bmerci\b|\bgracias\b|\bgrazie\b|\bobrigad[oa]\b|\bbedankt\b|dank (?:je|u)|\bdzięk|dziękuj|ありがとう|助かりました/iu;

const UNSOLVED =
  /\b(?:still|again) (?:not|doesn't|don't|broken|waiting|the same|no)|(?:doesn't|didn't|not) (?:help|work|answer)|that'?s not what i|you (?:are not|aren't) (?:listening|helping)|immer noch nicht|hilft (?:mir )?nicht|toujours pas|n'aide pas|ne marche toujours|sigue sin|no me ayuda|non (?:aiuta|funziona ancora)|ainda não|não ajuda|nog steeds niet|helpt niet|nadal nie|nie pomaga|まだ(?:でき|動き|届)/iu;

/** Whether an assistant message reports a failure of the system instead of answering. Looks at the beginning only. */
export function isErrorMessage(text: string): boolean {
  return text.length < 600 && FAILURE.test(text);
}

/** Whether the assistant says that it will or may not do what it was asked. */
export function isRefusal(text: string): boolean {
  return REFUSAL.test(text.slice(0, 400));
}

export function isApology(text: string): boolean {
  return APOLOGY.test(text.slice(0, 400));
}

/** Whether a user asks for a person instead of the assistant. */
export function asksForHuman(text: string): boolean {
  return ESCALATION.test(text.slice(0, 600));
}

/** Whether a user says that it is done. */
export function saysResolved(text: string): boolean {
  return RESOLVED.test(text.slice(0, 600));
}

/** Whether a user says thanks. */
export function saysThanks(text: string): boolean {
  return THANKS.test(text.slice(0, 600));
}

/** Whether a user says that the problem is still there. */
export function saysUnsolved(text: string): boolean {
  return UNSOLVED.test(text.slice(0, 600));
}
