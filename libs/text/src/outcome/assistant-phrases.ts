import { anywhere, says, words } from './phrases.ts';

/**
 * What assistants say from which it shows how a conversation goes, in fourteen languages. Each expression looks at a beginning or an end of bounded length, and what may be repeated in it is bounded, too: linear in the text.
 */
const REFUSES = words(
  "i(?:'m| am) (?:not able|unable|not allowed|not permitted) to",
  "we(?:'re| are) (?:not able|unable|not allowed) to",
  "i (?:can't|cannot|can not|won't|will not|am not going to) (?:\\p{L}+ )?(?:help|assist|provide|give|share|comply|write|create|make|do|access|browse|open|see|view|tell|offer|predict|support|generate|engage|discuss|recommend|navigate|answer|fulfil?l|process|send|play)",
  "i (?:must|have to|need to) decline|(?:i'd|i would) rather not|as an ai(?: language model)?,? i (?:can|do|am|cannot|don't)[^.]{0,20}(?:not|n't|cannot|unable)",
  "against (?:my|our) (?:guidelines|polic\\p{L}+)|(?:isn't|is not|not) something i(?:'m| am| can| could|'d)[^.]{0,12}(?:able|allowed|do|help|comfortable)?",
  'ich (?:kann|darf|werde)[^.]{0,40} nicht (?:helfen|weitergeben|schreiben|beantworten|erstellen|machen)|dabei kann ich[^.]{0,20} nicht helfen|kann ich (?:dir|ihnen)?[^.]{0,12}nicht helfen|ich darf nicht',
  "je ne (?:peux|suis) pas (?:vous |t'|en mesure|autorisée? )?(?:aider|répondre|fournir|de|à|écrire|accéder)?",
  'no puedo (?:ayudar|proporcionar|hacer|escribir|compartir|acceder|dar)\\p{L}*',
  'non posso (?:aiutar|scriver|fornir|far|condivider)\\p{L}*',
  'não posso (?:ajudar|fornecer|escrever|fazer|compartilhar)',
  'ik kan (?:je|u)[^.]{0,20}niet (?:mee |bij )?helpen|(?:daar|hier) kan ik (?:je|u) niet (?:bij|mee) helpen',
  'nie mogę (?:w tym |ci |panu |pani )?(?:pomóc|udostępnić|napisać|podać)',
  'я не (?:могу|буду)[^.]{0,12}(?:помочь|помогать|предоставить|написать)',
  'nemohu (?:ti |vám )?(?:s tím )?(?:pomoci|pomoct)|jag kan inte hjälpa|yardımcı olamam',
);

const REFUSES_ASIAN = anywhere(
  'お手伝いできません|お答えできません|対応できません|お教えできません|无法(?:帮助|协助|提供|满足)|不能(?:帮助|协助|提供)(?:您|你)|도와드릴 수 없',
);

const HANDS_OVER = words(
  '(?:transfer|connect|pass|forward|escalat|rout)(?:ring|ting|ing|ed|red)?(?: you| this| it| your (?:case|request|matter|ticket))?(?: over)? (?:you )?(?:to|with) (?:an? |the |our |my |one of our )?(?:\\p{L}+ ){0,2}(?:colleague|agent|specialist|team|department|supervisor|manager|representative|human|person|advisor|support|engineer)s?',
  '(?:submit|create|open|raise|file|log) (?:a|an|your) (?:support |help )?(?:ticket|request|case)|(?:opened|created|raised|logged|filed) (?:a|your) (?:support |help )?(?:ticket|case|request)',
  '(?:please )?(?:send us an e-?mail|e-?mail us|please (?:e-?mail|contact|call) [^.]{0,40}(?:so that|and) (?:our|we|a)|send us a dm|dm us|(?:please )?(?:e-?mail|write to) [^ ]{1,60}@[^ ]{1,60})',
  '(?:contact|get in touch with|reach out to) our (?:\\p{L}+ ){0,2}(?:team|support|department|specialists?)',
  "(?:our|a) (?:\\p{L}+ ){0,3}(?:team|department|specialist|technician|colleague|agent|advisor)s? (?:will|is going to) (?:\\p{L}+ )?(?:contact|call|reach|get back|be in touch|e-?mail)|they(?:'ll| will) (?:look into|call|contact)[^.]{0,20}(?:for you|you)",
  'ich (?:verbinde|leite)[^.]{0,60}(?:kolleg\\p{L}*|mitarbeiter\\p{L}*|kundenservice|fachabteilung|team|weiter)|an (?:die|den|unser\\p{L}*) (?:fachabteilung|kundenservice|team|abteilung)[^.]{0,20}(?:weitergeleitet|übergeben)',
  'je (?:transmets|transfère|vous mets en relation|vous passe)[^.]{0,60}|un (?:conseiller|collègue|technicien)[^.]{0,20}(?:vous rappellera|vous contactera|prendra contact)',
  '(?:he escalado|he transferido|paso|transfiero|le paso|le conecto)[^.]{0,60}(?:departamento|agente|equipo|compañer\\p{L}+|supervisor\\p{L}*)',
  '(?:vou transferir|estou transferindo|encaminhei|transferirei)[^.]{0,60}|(?:la|ti) metto in contatto con|ho inoltrato[^.]{0,40}(?:reparto|team)|la trasferisco',
  'ik verbind u (?:door)?|doorverbinden|doorgestuurd naar|przekazuję[^.]{0,40}(?:konsultant|dział)\\p{L}*|łączę (?:pana|panią|cię) z|przekierowuję',
  '(?:соединяю|переключаю|перевожу)[^.]{0,20}(?:с|на) (?:оператор|специалист|менеджер)\\p{L}*|передал\\p{L}* [^.]{0,40}(?:отдел|специалист)\\p{L}*|přepojuji|předal\\p{L}? jsem|jag kopplar|sizi [^.]{0,30}(?:aktarıyorum|bağlıyorum)',
);

const HANDS_OVER_ASIAN = anywhere(
  '担当者におつなぎ|オペレーターにおつなぎ|担当部署に|为您转接|转接(?:人工|客服)|已转交',
);

const IS_DONE = words(
  "(?:i have|i've|we have|we've|it has been|has been|have been|is now|are now|was) (?:\\p{L}+ ){0,2}(?:booked|reserved|reset|cancelled|canceled|changed|updated|sent|added|refunded|scheduled|blocked|activated|deactivated|deleted|confirmed|ordered|paid|transferred|turned (?:on|off)|imported)",
  '(?:is|are) (?:now )?(?:booked|reserved|confirmed|cancelled|activated|reset)|^done|(?:reservation|booking|payment|order) (?:is|was|has been) (?:made|confirmed|complete\\p{L}*|successful\\p{L}*)|successfully (?:\\p{L}+)|^playing|are (?:now )?(?:on|off)(?=\\.|$)',
  '(?:wurde|ist|sind)[^.]{0,30}(?:gebucht|reserviert|storniert|zurückgesetzt|geändert|verschickt|bestätigt)|erledigt|est (?:réservée?|annulée?|confirmée?|modifiée?)|a été (?:réservée?|annulée?|modifiée?|envoyée?)|(?:está|ha sido|queda) (?:reservad[oa]|cancelad[oa]|confirmad[oa]|cambiad[oa])|è stat[oa] (?:prenotat[oa]|annullat[oa]|confermat[oa])|foi (?:reservad[oa]|cancelad[oa]|confirmad[oa])|is (?:geboekt|gereserveerd|geannuleerd)|została? (?:zarezerwowan|anulowan|zmienion)\\p{L}+',
);

/** What an answer asks back, in its last words. */
const ASKS_FOR = words(
  "(?:could|can|would) you (?:please )?(?:tell|give|provide|share|send|paste|confirm|specify|let|describe|clarify|explain)|please (?:tell|give|provide|share|send|paste|confirm|specify|describe|let (?:us|me) know (?:the|which|what|your))|what(?:'s| is| are| was| were| do| does| did| would| happens| kind| type| brand)?|which|how (?:many|much|old|long|often|big)|where|when|who|do you|did you|are you|is it|have you|may i have",
  'wie (?:lautet|ist|alt|viele|viel|groß)|welche\\p{L}*|können sie|könnten sie|bitte (?:nennen|geben|senden|teilen)|was|wo|wann|haben sie',
  'quel(?:le)?s?|pouvez-vous|pourriez-vous|combien|où|quand|avez-vous|me (?:puede|podría|das|dice)|cuál(?:es)?|cuánt[oa]s?|dónde|cuándo|qué|può|potrebbe|mi (?:può|dice|indica)|qual[ei]?|quant[ioe]|dove|quando|pode (?:me )?|poderia|quantos|onde|welk\\p{L}*|kunt u|heeft u|hoeveel|waar|wanneer|proszę (?:podać|o)|jaki\\p{L}*|który\\p{L}*|ile|kiedy|gdzie|какой|какая|какие|сколько|где|когда|укажите|подскажите|назовите|jaké|který|kolik|kdy|vilket|vilken|hur många|hangi|nedir|kaç|ne zaman',
);
const ASKS_FOR_ASIAN = anywhere(
  '教えて(?:ください|いただけ)|(?:ください|ますか)[？?。]?$|请(?:提供|告诉|问)|什么|哪(?:个|里)',
);
/** Offers: nothing hangs on their answer. */
const OFFERS = words(
  'would you like|(?:is there )?anything else|something else|(?:can|may|shall|could) i (?:\\p{L}+ )?(?:help|assist|do|book|reserve|buy|search)|do you (?:want|need) (?:me|anything|help|more|a|to)|let (?:us|me) know if|hope (?:this|that|it) helps|does (?:that|this) (?:help|make sense|answer|sound)|is (?:that|this|everything) (?:ok|okay|right|correct|fine)|want me to',
  'sonst noch|(?:soll|kann) ich|möchten sie|möchtest du|souhaitez-vous|voulez-vous|autre chose|desea|quieres|algo más|desidera|vuole|altro|deseja|gostaria|mais alguma|wilt u|nog iets|czy chce|coś jeszcze|хотите|что-нибудь ещё|chcete|vill du|ister misiniz',
);
const OFFERS_ASIAN = anywhere('いかがですか|ほかに|还有(?:什么|其他)|需要我');

const BEGINNING = 400;
const SAID = 600;
const END = 300;

/** A text to be handed on speaks in its reader's name, and quoted words are somebody else's. */
const ownVoice = (text: string): string =>
  /^\s*(?:dear|subject:|betreff:|hi \p{L}+,|sehr geehrte|madame|monsieur|estimad|gentile|prezad|beste |szanown|уважаем)/iu.test(
    text,
  )
    ? ''
    : text.slice(0, BEGINNING).replaceAll(/["“„«][^"”»“]{0,200}["”»“]/gu, ' ');

const refuses = says(BEGINNING, REFUSES, REFUSES_ASIAN);
/** Whether the assistant says that it will not or cannot do what it was asked. */
export const isRefusal = (text: string): boolean => refuses(ownVoice(text));
/** Whether the matter is handed to a person, a team or a ticket. */
export const isHandover = says(SAID, HANDS_OVER, HANDS_OVER_ASIAN);
/** Whether the assistant says that what was asked is done. */
export const saysDone = says(BEGINNING, IS_DONE);
const asksFor = says(END, ASKS_FOR, ASKS_FOR_ASIAN);
const offers = says(END, OFFERS, OFFERS_ASIAN);
/** After the question there may be a link, thanks or a name, no new matter. */
const MOST_AFTER = 130;
const PLEASE =
  /(?:please (?:tell|give|provide|share|send|paste|specify|describe|let us know (?:what|which|the|your))|bitte (?:nennen|geben)|proszę podać|укажите|请提供)[^.!?]{0,200}[.!]?\s*$/iu;

/** The last sentence of a text's end that asks something. */
function lastQuestion(end: string): string {
  const at = Math.max(end.lastIndexOf('?'), end.lastIndexOf('？'));
  if (at === -1 || end.length - at > MOST_AFTER) return '';
  const before = end.slice(0, at);
  return before.slice(
    Math.max(...['.', '!', '?', '。', '？', '！', '\n'].map((sign) => before.lastIndexOf(sign))) + 1,
  );
}

/** Whether an answer cannot go on before the user has said something; an offer of more does not count. */
export function asksBack(text: string): boolean {
  const end = text
    .slice(-2 * END)
    .replaceAll(/https?:\/\/\S+/giu, '')
    .trimEnd()
    .slice(-END);
  const question = lastQuestion(end);
  const asked = question === '' && PLEASE.test(end) ? end : question;
  return asked !== '' && asksFor(asked) && !offers(asked);
}
