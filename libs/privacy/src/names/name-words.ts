const alternatives = (words: string): string =>
  words
    .split('|')
    .map((word) => word.replace(/\./g, '\\.'))
    .join('|');

/** Titles in front of a surname, in the languages written with capitals. */
export const TITLES = alternatives(
  'Mr.|Mr|Mrs.|Mrs|Ms.|Ms|Miss|Dr.|Dr|Prof.|Professor|Sir|Madam|Herr|Herrn|Frau|Monsieur|Madame|Mademoiselle|M.|Mme|Mlle|Señor|Señora|Señorita|Sr.|Sra.|Srta.|Don|Doña|Signor|Signora|Signorina|Sig.|Sig.ra|Dott.|Dott.ssa|Meneer|Mevrouw|Dhr.|dhr.|Mevr.|mevr.|Pan|Pana|Panu|Panem|Pani|Panią|Senhor|Senhora|Dona|Dom|signor|signora|señor|señora|senhor|senhora|meneer|mevrouw|pan|pana|pani|panią|monsieur|madame|herr|frau',
);

/** What people say before their name or another's. Case does not matter. */
export const INTRODUCTIONS = alternatives(
  "my name is|name is|my name's|i am called|call me|signed by|sincerely|regards|best wishes|cheers|yours truly|full name|name|customer|patient|client|contact person|on behalf of|speaking with|spoke with|spoke to|talked to|mein name ist|ich heiße|ich heisse|ich bin|mit freundlichen grüßen|viele grüße|liebe grüße|beste grüße|gruß|vor- und nachname|kunde|kundin|ansprechpartner|ansprechpartnerin|je m'appelle|je m’appelle|mon nom est|je suis|cordialement|bien à vous|nom|nom complet|cliente?|me llamo|mi nombre es|soy|atentamente|saludos|un saludo|nombre|nombre completo|mi chiamo|il mio nome è|sono|cordiali saluti|distinti saluti|saluti|nome|nome e cognome|ik heet|mijn naam is|ik ben|met vriendelijke groet|groeten|groetjes|naam|nazywam się|mam na imię|jestem|pozdrawiam|z poważaniem|imię i nazwisko|chamo-me|me chamo|o meu nome é|meu nome é|sou o|sou a|eu sou|atenciosamente|cumprimentos|com os melhores cumprimentos|abraços|nome completo|i'm|i’m|i am|this is|here is|it's|it’s",
);

/** What people say before a given name alone. */
export const GREETINGS = alternatives(
  'hi|hello|hey|dear|thanks|thank you|good morning|good afternoon|hallo|liebe|lieber|guten tag|guten morgen|danke|moin|bonjour|salut|chère|cher|merci|hola|querido|querida|estimado|estimada|gracias|buenos días|ciao|caro|cara|gentile|buongiorno|grazie|beste|dag|hoi|bedankt|goedemorgen|cześć|witaj|drogi|droga|szanowny|szanowna|dzień dobry|olá|oi|prezado|prezada|caro|cara|obrigado|obrigada|bom dia',
);

/** Words that begin with a capital after an introduction and are no name. */
export const NO_NAMES: ReadonlySet<string> = new Set(
  'I The A An And Or But My Your Our Their This That There It Is Are Not No Yes In On At To For From With Of By As If So We You He She They Please Thanks Thank Hello Hi Monday Tuesday Wednesday Thursday Friday Saturday Sunday January February March April May June July August September October November December English German French Spanish Italian Dutch Polish Portuguese Japanese American British Ich Du Er Sie Wir Ihr Der Die Das Ein Eine Und Oder Aber Mein Meine Bitte Danke Hallo Kunde Kundin Neukunde Je Tu Il Elle Nous Vous Le La Les Un Une Des Et Ou Mais Mon Ma Bonjour Merci El Los Las Yo Usted Mi Su Y O Pero Gracias Hola Io Lei Lui Noi Voi Lo Gli Una Ma Grazie De Het Een En Ik Jij U Wij Zij Maar Nie Tak Dzień Proszę Dziękuję Eu Ele Ela Nós Os As Um Uma E Mas Olá Obrigado Windows Google Apple Amazon Microsoft Android Linux Python Java JavaScript Excel Berlin Paris London Madrid Roma Rome Warszawa Lisboa Amsterdam Europe Germany France Spain Italy Poland Portugal Japan America Support Team Service Customer Client API PDF Account Email Phone ID Street Road Avenue Company GmbH Ltd Inc'.split(
    ' ',
  ),
);
