import type { Phrases } from '../scenario.ts';

export const NL: Phrases = {
  language: 'nl',
  slots: {
    order: ['{#10000-99999}', 'NL-{#1000-9999}'],
    amount: ['€ {#9-280},{#10-99}', '{#15-400} euro'],
    day: ['maandag', 'dinsdag', 'woensdag', 'donderdag', 'vrijdag'],
    days: ['{#3-12} dagen', 'een week', 'twee weken'],
    city: ['Utrecht', 'Gent', 'Groningen', 'Leiden', 'Antwerpen', 'Breda'],
    product: ['rugzak', 'fietshelm', 'waterkoker', 'bureaustoel', 'tent'],
    email: ['j.dekker{#10-99}@example.org', 'fleur{#1-99}@example.com'],
  },
  asides: [
    'En nog iets: ',
    'Trouwens, ',
    'Oké. ',
    'Ik snap het. ',
    'Nog een vraag: ',
    'Voor de zekerheid: ',
    'Hm. ',
    'Zit in de trein. ',
    'Zaak {#100-9999}: ',
    'Goed. ',
  ],
  greetings: ['Hallo, ', 'Goedemorgen, ', 'Hoi, ', 'Beste, ', '', ''],
  thanks: [
    '[Top|Perfect|Super], [bedankt|dank je wel|hartelijk dank][!| 😊|, het werkt weer.|, precies wat ik zocht.]',
    '[Bedankt voor het snelle antwoord|Helemaal duidelijk, dank|Opgelost, bedankt][.|!|, fijne avond]',
  ],
  welcomes: ['Graag gedaan[!|, fijne dag nog.]'],
  unsolved: [
    '[Dat helpt niet|Heb ik al geprobeerd|Werkt nog steeds niet], [er verandert niets|al {#2-6} keer|en nu]?',
  ],
  angry: [
    '[Dit is onacceptabel|Schandalig|Ik ben het zat|Belachelijk]! [Ik wacht al {days}|Dit is de {#2-6}e keer dat ik schrijf|Niemand reageert] [en er gebeurt niets|en ik heb {amount} betaald][!!|.| 😡]',
    '[De slechtste service ooit|Ik ben erg teleurgesteld|Waardeloos]. [Nooit meer.|Ik zeg alles op.|Kostte me {#2-5} uur.]',
  ],
  apologies: [
    'Het spijt me[ zeer|]. [Ik heb zaak {#10000-99999} als dringend gemarkeerd|Ik geef het door aan het team]; je hoort binnen {#4-48} uur van ons.',
  ],
  escalations: [
    '[Ik wil een medewerker spreken|Verbind me door met een mens][, nu.|! Het gaat om {amount}.|.]',
  ],
  handovers: ['Ik verbind je door, wachttijd ongeveer {#3-20} minuten. Zaak {#10000-99999}.'],
  failures: ['Er is een fout opgetreden (code 50[0|2|3], verzoek {#100000-999999}).'],
  scenarios: [
    {
      topic: 'billing',
      open: [
        'Er is {amount} dubbel afgeschreven {day}[, waarom?|, kunnen jullie dat nakijken?]',
        '[Waar vind ik|Ik zoek] de factuur van bestelling {order}[?|, graag voor {day}.]',
      ],
      answer: [
        '[Gevonden|Ik zie het]: [de tweede boeking verdwijnt binnen {#2-5} dagen|{amount} komt terug]. [Je hoeft niets te doen.|Er komt een mail.]',
        'Die staat bij Instellingen > Facturen[, als pdf|; ook gestuurd naar {email}].',
      ],
      more: [
        ['Hoe lang duurt dat?', 'Meestal {#2-6} werkdagen.'],
        ['Kan ik [per jaar|via incasso] betalen?', 'Ja, vanaf volgende maand[, met {#5-15} % korting|].'],
      ],
    },
    {
      topic: 'shipping',
      open: [
        '[Waar blijft|Wanneer komt] mijn pakket {order}? [Het zou {day} komen.|De tracking staat al {days} stil.|Het is een {product}.]',
        'Volgens de status bezorgd, maar [ik heb niets|er is geen {product}], bestelling {order}[.|!]',
      ],
      ask: ['Ik kijk even. [Klopt postcode {#1000-9999} AB?|Lag er een kaartje?]'],
      detail: ['[klopt|nee, {#1000-9999} in {city}]', '[geen kaartje|ik was {day} thuis]'],
      answer: [
        'Het ligt in {city} en [komt {day}|gaat morgen weer mee]. [Link: https://track.example.com/{#100000-999999}|]',
      ],
      more: [['Mag het [bij de buren|in de schuur]?', 'Ja, via de link, tot {#18-22} uur.']],
    },
    {
      topic: 'travel',
      open: [
        'Plan een weekend {city} voor {#2-6} personen[, zonder auto|, met kinderen|, onder {amount}]',
        'Ik zoek een [rustig hotel|huisje] bij {city}, {#2-6} nachten, [vanaf {day}|tot {amount}]',
      ],
      answer: [
        'Dag 1: [de binnenstad te voet|langs het water]. Dag 2: [markt en museum|fietsen]. [Boek {#2-9} dagen vooruit.|]',
      ],
      more: [['En als het regent?', 'Het museum is open tot {#17-21} uur.']],
    },
    {
      topic: 'coding',
      fits: [1, 0],
      open: [
        'Waarom geeft mijn script "[KeyError|TypeError|timeout]" op regel {#3-190}?',
        'Schrijf een functie die [dubbele regels weghaalt|{#2-40} GB csv splitst|datums leest zoals {#1-28}-{#1-12}]',
      ],
      answer: [
        '```\ndef uniek(regels):\n    return list(dict.fromkeys(regels))\n```\nDe volgorde blijft staan.',
        'De sleutel ontbreekt in [een|{#2-9}] rij(en): gebruik .get() of filter eerst.',
      ],
      more: [['Kan het sneller[ met {#2-50} miljoen regels|]?', 'Ja, in stukken van {#10-90} duizend.']],
    },
  ],
};
