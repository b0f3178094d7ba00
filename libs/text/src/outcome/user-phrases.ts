import { anywhere, says, words } from './phrases.ts';

/**
 * What users say from which it shows how a conversation goes, in fourteen languages. Each expression looks at a beginning or an end of bounded length, and what may be repeated in it is bounded, too: linear in the text.
 */
const ASKS_PERSON = words(
  '(?:speak|talk|chat|connect|transfer|escalate|put)(?:ing)?(?: me)?(?: through)? ?(?:to|with)? (?:an? |the |your |some |another )?(?:actual |real |live |human )*(?:human|person|agent|manager|supervisor|representative|someone|somebody|operator|people|advisor)s?(?: being)?',
  '(?:get|give|want|need|find) (?:me )?(?:an? |the |your |some )?(?:actual |real |live )*(?:human|manager|supervisor|representative|live agent|real person)',
  'human (?:please|now)|real person|is there (?:a|any) (?:human|real person)|(?:anyone|somebody|someone) real',
  'mit (?:einem|einer|jemandem) ?(?:echten |richtigen )?(?:menschen|mitarbeiter(?:in)?|person|berater(?:in)?|vorgesetzten)? ?(?:sprechen|reden|verbinden)|vorgesetzten? sprechen|(?:einen|echten) (?:menschen|mitarbeiter) sprechen',
  "(?:parler (?:à|avec)|passez-moi|joindre) (?:un|une|quelqu'un)(?: vrai)? ?(?:humain|conseiller|responsable|personne|être humain)?",
  '(?:hablar|comunicarme) con (?:una persona|un agente|un supervisor|alguien|un humano|un encargado)',
  'parlare con (?:una persona|un operatore|un responsabile|qualcuno)|falar com (?:um atendente|uma pessoa|alguém|um humano|o gerente|um supervisor)',
  '(?:een )?(?:echte )?(?:medewerker|mens|persoon|iemand) (?:spreken|aan de lijn)|rozmawiać z (?:człowiekiem|konsultantem|kierownikiem|kimś)',
  '(?:позовите|соедините|переключите|дайте)[^.]{0,20}(?:оператор|менеджер|человек|начальник|специалист)\\p{L}*|mluvit s (?:člověkem|operátorem|nadřízeným)|prata med en människa|(?:temsilciye|insanla|yetkiliyle) (?:bağla\\p{L}*|görüş\\p{L}*|konuş\\p{L}*)',
);
const ASKS_PERSON_ASIAN = anywhere('担当者(?:に|と|を)|オペレーター(?:に|と|を)|人と話|人工客服|转人工|真人');

const IS_SETTLED = words(
  "(?:that|it|this|now it|all|everything)(?:'s| is| has)?(?: now)? ?(?:worked|works|fixed|solved|resolved|sorted|did the trick|did it)(?: now)?",
  "(?:problem|issue) (?:is )?(?:solved|fixed|resolved)|(?:exactly|just) what i (?:needed|wanted|was (?:after|looking for))|that(?:'s| is| was| will be| would be|'ll be) all(?: i)?|that(?:'s| is) it,? thanks|works? (?:now|again|perfectly|fine|great|like a charm)|working (?:now|again|fine)|been stable|found it|got it(?: working| now)?|that(?:'s| is) (?:the one|perfect|great|it)|all (?:set|good|sorted)|no(?:pe)?,? (?:that|i'?m (?:good|okay|ok|fine))[^.]{0,20}|you(?:'ve| have) answered",
  'hat (?:geholfen|geklappt|funktioniert)|funktioniert (?:jetzt|wieder)|geht (?:jetzt|wieder)|(?:problem|alles) (?:ist )?(?:gelöst|erledigt)|klappt (?:jetzt|wieder)|gefunden',
  "ça (?:marche|fonctionne)(?: maintenant| à nouveau| enfin)?|c'est (?:réglé|bon|parfait|résolu)|j'ai trouvé",
  '(?:ya|ahora) (?:funciona|está|lo encontré|pude)|solucionado|resuelto|funcionó',
  'ora funziona|ha funzionato|risolto|trovata|trovato|(?:agora|já) funciona|funcionou|resolvido|consegui|deu certo',
  'opgelost|gelukt|het werkt(?: nu| weer)?|gevonden|(?:już|teraz) działa|zadziałało|rozwiązane|udało się|znalazł\\p{L}m',
  '(?:получилось|заработало|всё работает|все работает|нашёл|нашла|решено|разобрал\\p{L}*)|povedlo se|funguje to|už to funguje|vyřešeno|det (?:fungerade|fungerar|löste sig)|oldu|çözüldü|çalıştı|buldum',
);
const IS_SETTLED_ASIAN = anywhere(
  '解決しました|(?<!まだ)できました|直りました|わかりました|已经?(?:改好|解决|好)了?|可以了|搞定|해결됐',
);

const THANKS = words(
  'thanks?|thank you|thanx|thx|ty|cheers|appreciate it|much appreciated',
  'danke(?:schön)?|vielen dank|merci|gracias|grazie|obrigad[oa]|bedankt|dank (?:je|u)(?: wel)?|dzięki|dziękuję|спасибо|благодарю|děkuji|díky|tack(?: så mycket)?|teşekkür(?:ler| ederim)?|sağ ol',
);
const THANKS_ASIAN = anywhere('ありがとう|助かりました|谢谢|感谢|감사');

/** Words that contentment alone consists of: "great", "parfait", "ok". */
const CONTENT_WORDS =
  'ok(?:ay)?|great|perfect|awesome|brilliant|nice|cool|wonderful|excellent|sounds good|good|lovely|super|prima|toll|klasse|passt|parfait|super|génial|perfecto|genial|vale|perfetto|ottimo|perfeito|ótimo|mooi|fijn|świetnie|super|отлично|хорошо|супер|výborně|toppen|harika|tamam';
const BEFORE_CONTENT =
  "that's|that is|that was|it's|it is|this is|oh|ah|wow|yes|yeah|ok|okay|alright|all|very|so|das ist|c'est|todo|tutto|tudo|bardzo|очень";
/** At the beginning: "I need the perfect gift" is no contentment. */
const CONTENT = new RegExp(
  `^[^\\p{L}]*(?:(?:${BEFORE_CONTENT})[ ,]+){0,2}(?:${CONTENT_WORDS})(?![\\p{L}\\p{N}])`,
  'iu',
);
const CONTENT_SIGNS = anywhere('👍|🙏|🎉|✅|😊|❤|好的|了解です');

const STILL_BROKEN = words(
  "still (?:not|no|doesn't|does not|isn't|don't|didn't|can't|cannot|waiting|broken|fails?|failing|the same|having|getting|crash\\p{L}*|won't|nothing|empty|missing)",
  "(?:doesn't|didn't|does not|did not|won't|not) (?:help|work|working|solve|fix|answer)(?: \\p{L}+)?|that(?:'s| is) not (?:what|it|right|the)|no luck|same (?:error|problem|issue|thing|answer)|nothing (?:works|happens|changed|helps)|again (?:not|no)|you(?:'re| are) not (?:listening|helping|answering)|there (?:is|are) no(?: such)?|(?:already|i) (?:tried|did) (?:that|this|it|all)",
  'immer noch (?:nicht|kein\\p{L}*)|hilft (?:mir )?nicht|bringt (?:gar )?nichts|geht (?:immer noch |trotzdem )?nicht|funktioniert (?:immer noch |trotzdem )?nicht|klappt (?:immer noch |trotzdem )?nicht|hab(?:e)? ich schon|fehlt (?:noch|immer noch|weiterhin)',
  "toujours (?:pas|rien|la même|le même)|n'aide pas|ne (?:marche|fonctionne)(?: toujours)? pas|rien ne change|déjà (?:fait|essayé)",
  'sigue (?:sin|igual)|no (?:me )?(?:ayuda|funciona|sirve)|todavía no|aún no|ya (?:lo|los|la|las) (?:hice|probé|comprobé|intenté)|no resuelve',
  'non (?:aiuta|funziona|risolve)(?: ancora)?|ancora non|già (?:fatto|provato)|ainda não|não (?:ajuda|funciona|resolve|adianta|adiantou)|continua (?:sem|não)|já (?:fiz|tentei)',
  'nog steeds (?:niet|geen)|helpt niet|werkt (?:nog )?(?:steeds )?niet|al geprobeerd|nadal nie|nie (?:pomaga|działa)|już (?:próbowałem|próbowałam|restartowałem)|restartowałem|znowu nie',
  '(?:всё|все) (?:ещё|еще|равно) не|не (?:помогает|помогло|работает|решает)|до сих пор|уже (?:пробовал|делал|жду)\\p{L}*|stále ne\\p{L}*|pořád ne\\p{L}*|fortfarande inte|fungerar inte|hâlâ|hala|çalışmıyor|işe yaramadı|aynı (?:cevap|sorun|hata)',
);
const STILL_BROKEN_ASIAN = anywhere(
  'まだ[^。]{0,12}(?:ません|ない)|解決しません|直りません|还是(?:不|没)|依然(?:不|没)|没(?:有)?(?:用|解决)|还没',
);

/** One thing is right, another is not: "the first works but …". */
const BUT = words(
  'but|though|although|however|the other|only|still|aber|jedoch|leider|fehlt|mais|pas|pero|ma|mas|porém|maar|ale|но|ale|men|ama',
);
const HALF_DONE = words(
  "(?:works?|fine|good|right|done|there|received|ok(?:ay)?|better|yes|passes|fixed|correct|arrived)(?: now)?,? (?:but|though|however|although)[^.]{0,60}(?:not|n't|still|missing|empty|fail\\p{L}*|too|wrong|no|another)",
  '(?:one|first|some|half|part) (?:of (?:it|them) )?(?:works?|passes|is (?:fixed|right|ok|there)|are (?:fixed|there))[^.]{0,40}(?:other|second|rest|still|not)|better than nothing|partly|partially',
  '(?:passt|stimmt|geht|da|funktioniert|angekommen|klappt)[^.]{0,20}(?:,| ) ?aber[^.]{0,60}(?:nicht|fehlt|kein\\p{L}*)',
  '(?:reçu|marche|fonctionne|bon|bien)[^.]{0,30}mais[^.]{0,50}(?:pas|manque)|(?:ya|funciona|bien)[^.]{0,30}pero[^.]{0,50}(?:no|falta)',
  '(?:bene|funziona)[^.]{0,30} ma [^.]{0,50}(?:non|manca)|(?:certo|funciona|chegou)[^.]{0,30} mas [^.]{0,50}(?:não|falta)|(?:goed|werkt)[^.]{0,30} maar [^.]{0,50}(?:niet|geen)|działa[^.]{0,30} ale [^.]{0,50}nie|работает[^.]{0,30} но [^.]{0,50}не',
);

const ANNOYED = words(
  "useless|unacceptable|ridiculous|ludicrous|unbelievable|pathetic|disgrace\\p{L}*|shame(?:ful)?|joke of|worst (?:\\p{L}+ )?(?:ever|service|company|support|experience|app|update|providers?|bank|store|airline)|you(?:'re| are| guys are)? the worst|horrible|terrible (?:service|support|experience)|awful (?:service|support)|waste of|fed up|sick (?:and tired )?of|sick of|tired of|wtf|ffs|bullshit|crap|sucks?|rip.?off|scam(?:ming)? (?:company|people|us|me)|fuming|furious|disappointed|appalling|incompetent|nightmare|never again|frustrat(?:ing|ed)|irritating|annoying|annoyed|outrageous|what the hell|morons?|poor service|bad service",
  "how (?:hard|difficult) can it be|(?:third|fourth|fifth|tenth|\\d+(?:rd|th)|hundredth) time (?:i|i've|i'm|asking|now|this (?:week|month))|how many times|spent (?:hours|days)|(?:takes?|took|taking) (?:days|weeks|hours|forever|ages) to|still ignor\\p{L}*|fix (?:this|it|your)[^.]{0,20}!|great job|thanks for nothing|well that fixes|you (?:always )?said that|ignor(?:e|ed|ing) (?:me|us|my)|lmao|smh|are you (?:kidding|serious)|hello\\?{2,}|someone please help",
  "schrott|unverschämt\\p{L}*|frechheit|saftladen|nutzlos|unfassbar|lächerlich|zum kotzen|reicht(?:'s)? (?:mir )?(?:jetzt)?|schlechteste\\p{L}*|(?:schon )?(?:zum )?(?:dritten|vierten|zehnten) ?mal|dreimal|inakzeptabel|genervt|nervt|stinksauer|enttäuscht",
  "honte|inadmissible|inacceptable|ras.le.bol|marre|scandaleux|lamentable|arnaque|n'importe quoi|incompétents?|déçue?|(?:troisième|dixième) fois|foutez",
  'hart[oa]s?|vergüenza|inaceptable|pésim[oa]|inútil(?:es)?|estafa|indignante|decepcionad[oa]|terrible servicio|tercera vez|cansad[oa] de|qué asco|ridículo',
  'vergogn\\p{L}*|inaccettabile|inutil[ei]|pessim[oa]|truffa|terza volta|ridicol[oa]|delus[oa]|vergonha|inaceitável|inútil|péssim[oa]|cansad[oa]|palhaçada|terceira vez|não resolve nada|decepcionad[oa]',
  'belachelijk|schandalig|waardeloos|onacceptabel|teleurgesteld|derde keer|kpina|skandal\\p{L}*|żenada|beznadziej\\p{L}*|mam dość|nie do przyjęcia|trzeci raz|dziesięć razy|oszustwo',
  'безобрази\\p{L}*|ужас\\p{L}*|надоел\\p{L}*|позор|издеваетесь|кошмар|возмутительно|бесполезн\\p{L}*|никто не (?:отвечает|помогает)|(?:третий|десятый) раз|otřesné|ostuda|skandál|hanba|katastrofa|skandal|värdelös\\p{L}*|oacceptabelt|rezalet|berbat|bıktım|saçmalık|kepazelik',
);
const ANNOYED_ASIAN = anywhere(
  'もういいです|ひどい|ふざけ|いい加減|最悪|何度も|太(?:不负责|差|过分|离谱)|垃圾|气死|什么破|都[^，。]{0,6}(?:天|周|星期|个月)了|짜증|😡|🤬|😤|🙄|💩',
);

const MADE_UP = words(
  "(?:you|you've|you're|you just|stop|it|ai|bot)(?: just| have| are| is)? (?:ma(?:de|king) (?:that|this|it|things|stuff|them)(?: all)? up|mak(?:e|ing) (?:things|stuff) up|invent(?:ed|ing)? ?(?:that|this|it|things|them)?|hallucinat\\p{L}*|fabricat\\p{L}*|lying|lied)",
  "(?:that|this|the|those|these|it|there|such)(?: \\p{L}+){0,3} (?:doesn't|does not|do not|don't|didn't|did not|never) (?:even )?exist(?:ed)?|there(?:'s| is| are) no such|no such (?:thing|flag|function|method|book|paper|law|option|setting|api|command|article)",
  "(?:that|this|it)(?:'s| is| was)(?: \\p{L}+)? (?:wrong|false|incorrect|untrue|made up|not true|nonsense|factually)|(?:also|still|again|completely|totally) (?:wrong|incorrect)|(?:your|the) (?:answer|information|source|claim|quote)s? (?:is|are|was|were) (?:\\p{L}+ )?(?:wrong|false|incorrect|made up|fake)|wrong\\.|has no attribute|hallucinat(?:ion|ing|ed)",
  '(?:das )?(?:hast du|haben sie) (?:dir |sich )?(?:das )?(?:nur )?(?:ausgedacht|erfunden)|gibt es (?:gar |überhaupt )?nicht|(?:das )?(?:stimmt|ist) (?:doch )?(?:gar )?(?:nicht|falsch)|erfunden|halluzin\\p{L}*',
  "(?:tu|vous) (?:inventes|inventez|hallucines|racontes n'importe quoi)|n'existe pas|n'a jamais existé|c'est (?:faux|inventé|incorrect)|(?:te|se) lo (?:estás|está|has|ha) inventa\\p{L}*|no existe|es(?:o)? (?:es )?(?:falso|mentira|incorrecto)|inventado",
  '(?:te|se) lo (?:sei|stai|è) inventa\\p{L}*|non esiste|è (?:falso|sbagliato|inventato)|(?:você )?(?:inventou|está inventando)|não existe|(?:isso )?(?:é|está) (?:falso|errado|mentira)|bestaat (?:helemaal )?niet|(?:heb je )?verzonnen|klopt niet|nie istnieje|zmyśl\\p{L}*|to nieprawda|(?:это )?(?:неправда|ложь|выдум\\p{L}*)|не существует|neexistuje|vymyslel\\p{L}*|finns inte|hittat på|(?:böyle bir şey )?yok öyle|uydur\\p{L}*',
);
const MADE_UP_ASIAN = anywhere('存在しません|でたらめ|嘘です|間違っています|不存在|你?(?:瞎)?编的|胡说');

const SAID = 600;

/** Whether a user asks for a person instead of the assistant. */
export const asksForHuman = says(SAID, ASKS_PERSON, ASKS_PERSON_ASIAN);
/** Whether a user says that it is done. */
export const saysResolved = says(SAID, IS_SETTLED, IS_SETTLED_ASIAN);
/** Whether a user says thanks. */
export const saysThanks = says(SAID, THANKS, THANKS_ASIAN);
/** Whether a user says that one part is right and another is not. */
export const saysHalfDone = says(SAID, HALF_DONE);
/** Whether a user says that the problem is still there. */
export const saysUnsolved = says(SAID, STILL_BROKEN, STILL_BROKEN_ASIAN);
const isWordedAnnoyance = says(SAID, ANNOYED, ANNOYED_ASIAN);
const FEWEST_SHOUTED = 8;

/** Words in capitals throughout; what looks like code or a query does not shout. */
function isShouted(text: string): boolean {
  const letters = text.slice(0, SAID).replaceAll(/[^\p{Lu}\p{Ll}]/gu, '');
  if (letters.length < FEWEST_SHOUTED || !/\p{L}\s+\p{L}/u.test(text) || /[=;{}*<>_]/u.test(text))
    return false;
  return !/\p{Ll}/u.test(letters);
}

/** Whether a user is annoyed by how it goes. */
export const isAnnoyed = (text: string): boolean => isWordedAnnoyance(text) || isShouted(text);
/** Whether a user says that what the assistant said is false or made up. */
export const saysMadeUp = says(SAID, MADE_UP, MADE_UP_ASIAN);

const isContentWord = says(60, CONTENT, CONTENT_SIGNS);
const FEW_CHARACTERS = 40;
/** Whether a short message does nothing but accept what was said. */
export const accepts = (text: string): boolean =>
  text.length <= FEW_CHARACTERS && !/[?？]/u.test(text) && isContentWord(text) && !BUT.test(text);
