import { findMatches } from './find-matches.ts';
import type { Finder } from './personal-span.ts';

const NOT_IN_WORD = String.raw`(?<![\p{L}\p{N}])`;
/** A word that begins with a capital, and the small words between such in the Romance languages. */
const WORD = String.raw`\p{Lu}[\p{L}'’.-]{0,24}`;
const SMALL = String.raw`(?:d[eiao]s?|del(?:l[aeo])?|dell['’]|della|delle|dei|degli|la|le|las?|los|les|l['’]|du|d['’]|da|em|e|y|van|der?|den|het|von|zum?|zur|am|im|i)`;
const NAME = String.raw`(?:${SMALL}[ ]?){0,3}(?:${WORD}|\d{1,2}\.?)(?:[ ](?:${SMALL}[ ]?){0,2}${WORD}){0,4}`;
const NUMBER = String.raw`\d{1,4}(?:[ ]?[a-zA-Z](?![\p{L}]))?(?:[ ]?[/-][ ]?\d{1,4}[a-z]?)?`;
const NO = String.raw`(?:n[.º°o]{1,2}[ ]?|nr\.?[ ]?|núm\.?[ ]?)?`;

const make = (body: string): RegExp => new RegExp(`${NOT_IN_WORD}(?:${body})(?![\\p{L}\\p{N}])`, 'gu');

const STREETS_EN =
  'Street|St|Avenue|Ave|Road|Rd|Lane|Ln|Drive|Dr|Court|Ct|Boulevard|Blvd|Way|Close|Square|Terrace|Place|Crescent|Parkway|Pkwy|Grove|Gardens|Hill|Highway|Circle|Mews|Row|Walk|Alley|Trail';

/** Streets with their number, by language. A number is always asked for: without one a street is a place, not somebody's address. */
const FORMS: readonly RegExp[] = [
  make(
    String.raw`\d{1,5}[A-Za-z]?,?[ ](?:[NSEW]\.?[ ])?(?:\p{Lu}[\p{L}'’-]{1,20}|\d{1,3}(?:st|nd|rd|th))(?:[ ]\p{Lu}[\p{L}'’-]{1,20}){0,2}[ ](?:${STREETS_EN})\.?(?:,?[ ](?:Apt|Suite|Flat|Unit|#)\.?[ ]?[\p{L}\d-]{1,6})?`,
  ),
  make(
    String.raw`(?:${WORD}[ -])?\p{Lu}[\p{L}-]{2,30}(?:straße|strasse|str\.|weg|platz|allee|gasse|damm|ufer|straat|laan|plein|gracht|kade|dijk|singel|steeg)[ ]${NUMBER}`,
  ),
  make(
    String.raw`(?:(?:\p{Lu}\p{L}{1,15}(?:er|e|es|en)[ ])(?:Straße|Strasse|Str\.|Weg|Platz|Allee|Gasse|Ring|Damm|Ufer|Chaussee)|(?:Am|An der|Im|In der|Auf der|Auf dem|Zum|Zur|Unter den)[ ]\p{Lu}[\p{L}-]{2,24})[ ]${NUMBER}`,
  ),
  make(
    String.raw`${NUMBER}(?:[ ](?:bis|ter))?,?[ ](?:[Rr]ue|[Aa]venue|[Aa]v\.|[Bb]oulevard|[Bb]d\.?|[Pp]lace|[Cc]hemin|[Aa]llée|[Ii]mpasse|[Qq]uai|[Rr]oute|[Cc]ours|[Ss]quare|[Pp]assage|[Ff]aubourg)[ ]${NAME}`,
  ),
  make(
    String.raw`(?:[Cc]alle|[Cc]/|[Aa]venida|[Aa]vda\.?|[Aa]v\.|[Pp]laza|[Pp]za\.|[Pp]aseo|[Cc]arrer|[Cc]amino|[Rr]onda|[Tt]ravesía|[Rr]ua|[Pp]raça|[Tt]ravessa|[Ll]argo|[Ee]strada|[Aa]lameda|R\.|[Vv]ia|[Vv]iale|[Pp]iazza|[Cc]orso|[Vv]icolo|[Pp]iazzale)[ ]?${NAME},?[ ]${NO}${NUMBER}`,
  ),
  make(
    String.raw`(?:[Uu]l\.|[Uu]lic[ayę]|[Aa]l\.|[Aa]lej[aei]|[Pp]l\.|[Pp]lacu?|[Oo]s\.|[Oo]siedl[eau])[ ]?(?:${WORD}|\d{1,2})(?:[ ](?:i[ ])?(?:${WORD}|\d{1,2})){0,3}[ ]\d{1,4}[a-zA-Z]?(?:[ ]?/[ ]?\d{1,4}|[ ]?m\.?[ ]?\d{1,4})?`,
  ),
];
const PREFECTURE = String.raw`(?:東京都|北海道|京都府|大阪府|[\p{Script=Han}]{2,3}県)`;
const JAPANESE = new RegExp(
  String.raw`(?:〒?[0-9０-９]{3}[-－‐][0-9０-９]{4}[ \u3000]?)?${PREFECTURE}[\p{Script=Han}々ヶケぁ-んァ-ヶー]{1,20}[0-9０-９]{1,4}(?:(?:丁目|番地?|号|[-－−‐の]){1,2}[0-9０-９]{0,4}){0,4}`,
  'gu',
);
/** Postcode and town, where they follow. */
const TOWN =
  /(?:,|,? in|\n)?[ ]?(?:(?:[A-Z]{1,2}-)?(?:\d{5}(?:-\d{3,4})?|\d{4}[ ]?[A-Z]{2}|\d{4}-\d{3}|\d{2}-\d{3}|\d{4})[ ]\p{Lu}[\p{L}'’-]{1,24}(?:[ ](?:am|an der|de|do|la|sur)?[ ]?\p{Lu}[\p{L}'’-]{1,24})?|\p{Lu}[\p{L}'’-]{1,24}(?:[ ]\p{Lu}[\p{L}'’-]{1,24})?,?[ ](?:[A-Z]{1,2}\d[\dA-Z]?[ ]\d[A-Z]{2}|[A-Z]{2}[ ]\d{5}(?:-\d{4})?))(?![\p{L}\p{N}])/uy;

function withTown(text: string, end: number): number {
  TOWN.lastIndex = 0;
  return end + (TOWN.exec(text.slice(end, end + 90))?.[0].length ?? 0);
}

/** Postal addresses in nine languages: street and number, with postcode and town where they follow. By rules only, so a street with an unusual name is missed. */
export const findAddresses: Finder = (text) => {
  if (!/[0-9０-９]/.test(text)) return [];
  const forms = JAPANESE_SIGN.test(text) ? [...FORMS, JAPANESE] : FORMS;
  return forms.flatMap((form) =>
    findMatches('address', form, text, ({ index, 0: found }) => {
      const end = withTown(text, index + found.length);
      const canonical = text
        .slice(index, end)
        .toLowerCase()
        .replace(/[^\p{L}\p{N}]+/gu, ' ');
      return { length: end - index, canonical };
    }),
  );
};
const JAPANESE_SIGN = /[都道府県]/;
