import { pick, cardOf, ibanOf, ipOf, NATIONAL_IDS, phoneOf, type Random } from './personal-values.ts';
import type { LabelledPersonalText } from './score-detection.ts';

interface Sentences {
  readonly given: string;
  readonly surnames: string;
  readonly addresses: readonly string[];
  /** `{kind}` is where a value goes; those without any are the counter-examples. */
  readonly templates: readonly string[];
}

const BY_LANGUAGE: Readonly<Record<string, Sentences>> = {
  en: {
    given: 'James Emily Oliver Hannah Thabo Siobhan Priya Derek',
    surnames: 'Whitfield Okafor Marlowe Prescott Lindqvist Banerjee',
    addresses: ['14 Maple Street', '221 Harbour Road', '9 Elm Avenue, Leeds LS1 4AP'],
    templates: [
      'My name is {name} and my card {card} was refused.',
      'Please write to {email} or call {phone}.',
      'I live at {address}, can you deliver there?',
      'Our server {ip} cannot be reached since 10:30.',
      'My {called} is {national-id}.',
      'The transfer went to {iban} by mistake.',
      'How do I reset version 2.4.1 to the default?',
      'Order 20394857 arrived on 2026-01-05, thank you.',
      'Best regards,\n{name}',
    ],
  },
  de: {
    given: 'Jürgen Annika Torsten Leonie Sabine Holger',
    surnames: 'Brandstätter Kowalke Meier Lindner Hoffmann Özdemir',
    addresses: ['Lindenallee 17', 'Bahnhofstraße 3, 80335 München', 'Am Kirchberg 9'],
    templates: [
      'Ich heiße {name} und warte seit Montag.',
      'Schreiben Sie bitte an {email} oder rufen Sie {phone} an.',
      'Meine Adresse ist {address}.',
      'Meine {called} lautet {national-id}.',
      'Bitte überweisen Sie auf {iban}.',
      'Die Rechnung 48291 vom 12.03.2026 stimmt nicht.',
      'Viele Grüße\n{name}',
      'Der Rechner {ip} antwortet nicht.',
    ],
  },
  fr: {
    given: 'Amandine Thibault Camille Rachid Solène',
    surnames: 'Lefebvre Marchand Benali Rousseau Delacroix',
    addresses: ['18 rue Victor Hugo, 69002 Lyon', '5 avenue de la République'],
    templates: [
      "Je m'appelle {name}, ma commande n'est pas arrivée.",
      'Mon adresse : {address}.',
      'Appelez-moi au {phone} ou écrivez à {email}.',
      'Mon {called} est le {national-id}.',
      'Le virement sur {iban} a échoué.',
      'Pourquoi la facture 77120 est-elle de 45,90 euros ?',
      'Cordialement,\n{name}',
    ],
  },
  es: {
    given: 'Álvaro Lucía Ramón Beatriz Joaquín',
    surnames: 'Fernández Ibáñez Castaño Molina Herrera',
    addresses: ['Calle Mayor 23, 28013 Madrid', 'Avenida de la Constitución 4'],
    templates: [
      'Me llamo {name} y no puedo entrar.',
      'Vivo en {address}.',
      'Mi {called} es {national-id}.',
      'Mi teléfono es {phone} y mi correo {email}.',
      'Pagué desde {iban} el lunes.',
      'El pedido 55821 llegó roto.',
      'Saludos,\n{name}',
    ],
  },
  it: {
    given: 'Giulia Matteo Federica Lorenzo Ilaria',
    surnames: 'Rinaldi Esposito Bianchi Ferraro Colombo',
    addresses: ['Via Garibaldi 12, 00153 Roma', 'Piazza del Duomo 3'],
    templates: [
      'Mi chiamo {name} e ho un problema.',
      'Abito in {address}.',
      'Il mio {called} è {national-id}.',
      'Il mio numero è {phone}, la mail {email}.',
      'Ho pagato su {iban}.',
      'La fattura 9912 è sbagliata.',
      'Cordiali saluti,\n{name}',
    ],
  },
  nl: {
    given: 'Sander Lieke Joost Marloes Femke',
    surnames: 'Jansen Bakker Hoekstra Visser Dijkstra',
    addresses: ['Kerkstraat 45, 1017 GA Amsterdam', 'Prinsengracht 12'],
    templates: [
      'Mijn naam is {name}.',
      'Ik woon op {address}.',
      'Mijn {called} is {national-id}.',
      'Bel mij op {phone} of mail {email}.',
      'Ik heb betaald met {iban}.',
      'Bestelling 44120 is niet bezorgd.',
      'Met vriendelijke groet,\n{name}',
    ],
  },
  pl: {
    given: 'Agnieszka Wojciech Zuzanna Rafał Karolina',
    surnames: 'Nowak Wiśniewska Zieliński Lewandowska Mazur',
    addresses: ['ul. Długa 8/12, 00-238 Warszawa', 'ul. Piotrkowska 104'],
    templates: [
      'Nazywam się {name} i czekam na paczkę.',
      'Mieszkam przy {address}.',
      'Mój {called} to {national-id}.',
      'Mój numer to {phone}, mail {email}.',
      'Przelew na {iban} nie dotarł.',
      'Zamówienie 33218 jest niekompletne.',
      'Pozdrawiam,\n{name}',
    ],
  },
  pt: {
    given: 'Inês Gonçalo Letícia Thiago Beatriz',
    surnames: 'Carvalho Teixeira Moreira Azevedo Pinheiro',
    addresses: ['Rua das Flores 21, 1200-194 Lisboa', 'Avenida da Liberdade 110'],
    templates: [
      'O meu nome é {name}.',
      'Moro na {address}.',
      'O meu {called} é {national-id}.',
      'Ligue para o telefone {phone} ou escreva para {email}.',
      'Transferi para {iban}.',
      'A encomenda 88123 não chegou.',
      'Cumprimentos,\n{name}',
    ],
  },
  ja: {
    given: '太郎 花子 健一 美咲',
    surnames: '田中 佐藤 渡辺 小林 清水',
    addresses: ['東京都新宿区西新宿2-8-1', '大阪府大阪市北区梅田3丁目1-3'],
    templates: [
      '私は{name}と申します。',
      '住所は{address}です。',
      '{called}は {national-id} です。',
      '電話は {phone} です。',
      'メールは {email} です。',
      '注文は3月5日に届きました。',
    ],
  },
};

const HOSTS = ['example.com', 'mail.example.org', 'firma.example', 'correo.example.net'];

function valueOf(kind: string, language: string, sentences: Sentences, random: Random): string {
  const given = pick(random, sentences.given.split(' '));
  const surname = pick(random, sentences.surnames.split(' '));
  switch (kind) {
    case 'name':
      return language === 'ja' ? `${surname}${given}` : `${given} ${surname}`;
    case 'email': {
      const local =
        language === 'ja' ? `user${Math.floor(random() * 999)}` : `${given}.${surname}`.toLowerCase();
      return `${local}@${pick(random, HOSTS)}`;
    }
    case 'phone':
      return phoneOf(random, language);
    case 'card':
      return cardOf(random);
    case 'iban':
      return ibanOf(random);
    case 'ip':
      return ipOf(random);
    case 'address':
      return pick(random, sentences.addresses);
    default:
      return NATIONAL_IDS[language]?.of(random) ?? '';
  }
}

/** Fills `{kind}` in a template, and says where what went. */
export function fillTemplate(template: string, valueFor: (kind: string) => string): LabelledPersonalText {
  const spans: { kind: string; start: number; end: number }[] = [];
  let text = '';
  for (const [index, part] of template.split(/[{}]/).entries()) {
    if (index % 2 === 0 || part === '') {
      text += part;
      continue;
    }
    const value = valueFor(part);
    if (part !== 'called') spans.push({ kind: part, start: text.length, end: text.length + value.length });
    text += value;
  }
  return { text, spans };
}

/** Labelled texts in nine languages, the same for the same random numbers: what the rules were written against. */
export function* generatePersonalTexts(n: number, random: Random): Generator<LabelledPersonalText> {
  const languages = Object.keys(BY_LANGUAGE);
  for (let at = 0; at < n; at += 1) {
    const language = languages[at % languages.length] ?? 'en';
    const sentences = BY_LANGUAGE[language];
    if (sentences === undefined) continue;
    const filled = fillTemplate(pick(random, sentences.templates), (kind) =>
      kind === 'called' ? (NATIONAL_IDS[language]?.called ?? '') : valueOf(kind, language, sentences, random),
    );
    yield { language, ...filled };
  }
}
