/** Texts that the rules of libs/privacy were not written against: other sentences, and values out of Faker's lists of each country. */
import { Faker, base, de, en, en_GB, en_US, es, fr, it, ja, nl, pl, pt_BR, pt_PT } from '@faker-js/faker';
import { fillTemplate, NATIONAL_IDS, type LabelledPersonalText } from '@convoscope/privacy';

const LOCALES = {
  en: [en_US, en_GB, en],
  de: [de],
  fr: [fr],
  es: [es],
  it: [it],
  nl: [nl],
  pl: [pl],
  pt: [pt_PT, pt_BR],
  ja: [ja],
} as const;
type Language = keyof typeof LOCALES;

/** Written once, before the rules were measured on them, and not changed after. */
const TEMPLATES: Readonly<Record<Language, readonly string[]>> = {
  en: [
    'Could you update the account of {name}? The new mail is {email}.',
    'Deliver it to {address} before Friday, the driver should ring {phone}.',
    '{name} told me that the refund goes to {iban}.',
    'I was charged twice on {card}, what now?',
    'For verification: {national-id}, born in spring.',
    'Log line: connection from {ip} refused after 30 s',
    'Is this thing on? I tried 3 times and waited 45 minutes.',
    'Thanks for the help with Photoshop CS6 and Windows 11.',
    'We met {name} and {name} at the Berlin office.',
  ],
  de: [
    'Könnten Sie den Vertrag von {name} kündigen? Erreichbar unter {phone}.',
    'Lieferung bitte an {address}.',
    'Mit Grüßen aus Köln, {name}',
    'Abgebucht wurde von {iban}, Karte {card}.',
    'Für das Finanzamt: {national-id}.',
    'Zugriff von {ip} um 14:22 Uhr.',
    'Meine Mail {email} ist falsch gespeichert.',
    'Das Paket 7745120 liegt seit 3 Tagen in Leipzig.',
    'Frau {name} hat mir das so erklärt.',
  ],
  fr: [
    'Pouvez-vous transférer le dossier de {name} ? Son courriel : {email}.',
    'Livrez au {address} avant vendredi.',
    'Le prélèvement vient de {iban}, carte {card}.',
    'Ma référence à la sécu : {national-id}.',
    'Joignable le soir, {phone}.',
    'Connexion depuis {ip} refusée.',
    'Le colis 553201 est bloqué depuis 4 jours à Lyon.',
    'Madame {name} m’a promis une réponse.',
  ],
  es: [
    '¿Podéis cambiar el titular a {name}? Su correo es {email}.',
    'Entregadlo en {address} antes del viernes.',
    'El cargo salió de {iban} con la tarjeta {card}.',
    'Documento: {national-id}.',
    'Mejor por la tarde en el {phone}.',
    'Conexión desde {ip} rechazada.',
    'El paquete 771203 lleva 4 días en Sevilla.',
    'La señora {name} me lo explicó.',
  ],
  it: [
    'Potete intestare il contratto a {name}? La mail è {email}.',
    'Consegnate in {address} entro venerdì.',
    'Addebito da {iban}, carta {card}.',
    'Documento fiscale {national-id}.',
    'Meglio la sera, {phone}.',
    'Connessione da {ip} rifiutata.',
    'Il pacco 662018 è fermo da 4 giorni a Torino.',
    'La signora {name} me lo ha spiegato.',
  ],
  nl: [
    'Kunt u het contract op naam van {name} zetten? E-mail: {email}.',
    'Bezorgen op {address} graag.',
    'Afgeschreven van {iban}, kaart {card}.',
    'BSN ter controle: {national-id}.',
    'Liefst ’s avonds via {phone}.',
    'Verbinding vanaf {ip} geweigerd.',
    'Pakket 882013 ligt al 4 dagen in Utrecht.',
    'Mevrouw {name} heeft het uitgelegd.',
  ],
  pl: [
    'Proszę przepisać umowę na {name}, mail {email}.',
    'Dostawa pod adres {address}.',
    'Pobrano z {iban}, karta {card}.',
    'Do weryfikacji: {national-id}.',
    'Najlepiej wieczorem: {phone}.',
    'Połączenie z {ip} odrzucone.',
    'Paczka 119203 leży od 4 dni w Gdańsku.',
    'Pani {name} mi to wyjaśniła.',
  ],
  pt: [
    'Podem passar o contrato para {name}? O email é {email}.',
    'Entreguem em {address} até sexta.',
    'Debitado de {iban}, cartão {card}.',
    'Contribuinte {national-id}.',
    'De preferência à noite, {phone}.',
    'Ligação de {ip} recusada.',
    'O pacote 330192 está há 4 dias no Porto.',
    'A senhora {name} explicou-me.',
  ],
  ja: [
    '{name}さんの契約を変更してください。連絡は {email} まで。',
    '金曜日までに{address}へ届けてください。',
    'カード {card} から引き落とされました。',
    '夜なら {phone} が便利です。',
    '{ip} からの接続が拒否されました。',
    '荷物は4日間大阪にあります。',
    '担当は{name}様でした。',
  ],
};

function addressOf(faker: Faker, language: Language): string {
  const street = faker.location.streetAddress();
  const [code, city] = [faker.location.zipCode(), faker.location.city()];
  if (language === 'ja')
    return `〒${code} ${faker.location.state()}${city}${faker.location.street()}${faker.number.int({ min: 1, max: 9 })}-${faker.number.int({ min: 1, max: 20 })}`;
  return faker.datatype.boolean()
    ? street
    : language === 'en'
      ? `${street}, ${city}`
      : `${street}, ${code} ${city}`;
}

function valueOf(kind: string, faker: Faker, language: Language): string {
  switch (kind) {
    case 'name':
      return language === 'ja'
        ? faker.person.lastName() + (faker.datatype.boolean() ? faker.person.firstName() : '')
        : `${faker.person.firstName()} ${faker.person.lastName()}`;
    case 'email':
      return faker.internet.email();
    case 'phone':
      return faker.phone.number({
        style: faker.helpers.arrayElement(['international', 'national', 'national'] as const),
      });
    case 'card':
      return faker.finance.creditCardNumber(
        faker.helpers.arrayElement(['visa', 'mastercard', 'american_express']),
      );
    case 'iban':
      return faker.finance.iban({ formatted: faker.datatype.boolean() });
    case 'ip':
      return faker.datatype.boolean(0.7) ? faker.internet.ipv4() : faker.internet.ipv6();
    case 'address':
      return addressOf(faker, language);
    default:
      return NATIONAL_IDS[language]?.of(() => faker.number.float()) ?? '';
  }
}

/** The same texts for the same seed. */
export function* heldOutTexts(nPerLanguage: number, seed: number): Generator<LabelledPersonalText> {
  for (const language of Object.keys(LOCALES) as Language[])
    for (let at = 0; at < nPerLanguage; at += 1) {
      const locale = LOCALES[language][at % LOCALES[language].length] ?? en;
      const faker = new Faker({ locale: [locale, en, base], seed: seed + at });
      const template = TEMPLATES[language][at % TEMPLATES[language].length] ?? '';
      yield { language, ...fillTemplate(template, (kind) => valueOf(kind, faker, language)) };
    }
}
