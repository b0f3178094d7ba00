/** Phrases of assistant messages that tell of failures, in nine languages. */
const APOLOGY =
  /\b(?:sorry|apologi[sz]e|apologies)\b|tut mir leid|entschuldig|désolée?|excuse[zs]?-|mes excuses|nos excuses|lo siento|lamento|disculp|mi dispiace|ci scusiamo|desculpe|lamentamos|peço desculpa|het spijt|excuses|przepraszam|przykro mi|申し訳|すみません|恐れ入り/iu;

const FAILURE =
  /\b(?:an? )?(?:internal |unexpected )?(?:server )?error (?:has )?occurred|something went wrong|internal server error|service (?:is )?(?:temporarily )?unavailable|request (?:has )?timed out|rate limit exceeded|upstream (?:timeout|error)|\b(?:error|fehler|erreur|erro|errore|fout|błąd|エラー)[:：]? ?\(?(?:code )?[45]\d\d\b|\b50[0234] (?:bad gateway|internal|service|gateway)|model (?:is )?overloaded|ist ein fehler aufgetreten|une erreur (?:interne )?(?:s'est|est) |se ha producido un error|si è verificato un errore|ocorreu um erro|er is (?:een fout|iets fout)|wystąpił błąd|エラーが発生/iu;

/** Whether an assistant message reports a failure of the system instead of answering. Looks at the beginning only. */
export function isErrorMessage(text: string): boolean {
  return text.length < 600 && FAILURE.test(text);
}

export function isApology(text: string): boolean {
  return APOLOGY.test(text.slice(0, 400));
}
