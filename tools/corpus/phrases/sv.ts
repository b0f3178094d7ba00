import type { Phrases } from '../scenario.ts';

export const SV: Phrases = {
  language: 'sv',
  slots: {
    order: ['{#10000-99999}'],
    amount: ['{#90-2900} kr'],
    day: ['i måndags', 'i tisdags', 'i onsdags', 'i fredags'],
    city: ['Malmö', 'Uppsala', 'Umeå', 'Lund'],
  },
  asides: [
    'Och en sak till: ',
    'Förresten, ',
    'Okej. ',
    'Jag förstår. ',
    'En fråga till: ',
    'Ärende {#100-9999}: ',
  ],
  greetings: ['Hej, ', 'Hejsan, ', '', ''],
  thanks: ['[Toppen|Perfekt|Jättebra], [tack|tack så mycket][!|, nu fungerar det.| 😊]'],
  welcomes: ['Varsågod[!|, ha en bra dag.]'],
  unsolved: ['[Det hjälper inte|Fungerar fortfarande inte], [jag har provat {#2-6} gånger|vad gör jag nu]?'],
  angry: [
    '[Det här är oacceptabelt|Uselt]! [Jag har väntat i {#2-5} veckor|Ingen svarar], [och jag har betalat {amount}|sämsta servicen någonsin].',
  ],
  apologies: ['Jag ber om ursäkt. Ärende {#10000-99999} är nu prioriterat, svar inom {#4-48} timmar.'],
  escalations: ['Jag vill prata med en människa[, tack.|! Det gäller {amount}.]'],
  handovers: ['Jag kopplar dig vidare, väntetid cirka {#3-20} minuter.'],
  failures: ['Ett fel uppstod (kod 50[0|2|3], {#100000-999999}).'],
  scenarios: [
    {
      topic: 'shipping',
      open: [
        'Var är mitt paket {order}? [Det skulle komma {day}.|Spårningen har stått still i {#3-12} dagar.]',
      ],
      answer: ['Det ligger i {city} och kommer [imorgon|om {#2-4} dagar].'],
      more: [['Kan det lämnas hos grannen?', 'Ja, ändra via länken före klockan {#18-22}.']],
    },
    {
      topic: 'education',
      open: ['Förklara [fotosyntesen|inflation|svarta hål] [i {#2-5} meningar|för en {#7-13}-åring]'],
      answer: ['Kort sagt: [ljuset ger växten energi att göra socker|mer pengar jagar samma varor].'],
      more: [['Ge mig ett exempel', 'Tänk dig {#3-12} personer som alla vill ha den sista biljetten.']],
    },
  ],
};
