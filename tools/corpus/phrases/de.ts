import type { Phrases } from '../scenario.ts';

export const DE: Phrases = {
  language: 'de',
  slots: {
    product: [
      'Kopfhörer',
      'Rucksack',
      'Wasserkocher',
      'Bürostuhl',
      'Fahrradhelm',
      'Monitor',
      'Staubsauger',
      'Zelt',
      'Drucker',
    ],
    order: ['{#10000-99999}', 'DE-{#1000-9999}-{#10-99}'],
    amount: ['{#9-280},{#10-99} €', '{#15-400} Euro'],
    day: ['Montag', 'Dienstag', 'Mittwoch', 'Donnerstag', 'Freitag', 'Samstag'],
    days: ['{#3-12} Tagen', 'einer Woche', 'zwei Wochen', '{#2-5} Wochen'],
    city: ['Leipzig', 'Wien', 'Hamburg', 'Zürich', 'Köln', 'Graz', 'Freiburg', 'Bremen', 'Dresden', 'Basel'],
    month: ['Januar', 'März', 'April', 'Juni', 'August', 'Oktober', 'November'],
    email: ['h.brandt{#10-99}@example.org', 'lena.k{#1-99}@example.com', 'w.{#100-999}@example.net'],
  },
  asides: [
    'Und noch etwas: ',
    'Übrigens, ',
    'Ok. ',
    'Verstehe. ',
    'Kurze Nachfrage: ',
    'Nur zur Sicherheit: ',
    'Noch eine Frage: ',
    'Hm. ',
    'Bin gerade unterwegs. ',
    'Wie am {day} gesagt: ',
    'Zu Vorgang {#100-9999}: ',
    'Gut. ',
    'Ach ja, ',
  ],
  greetings: [
    'Hallo, ',
    'Guten Tag, ',
    'Moin, ',
    'Hi, ',
    'Guten Morgen! ',
    'Sehr geehrte Damen und Herren, ',
    '',
    '',
    '',
    '',
  ],
  thanks: [
    '[Super|Klasse|Perfekt|Prima], [vielen Dank|danke|herzlichen Dank][!| 😊|, das hat geholfen.|, jetzt geht es wieder.]',
    '[Danke, das war sehr hilfreich|Alles klar, danke|Hat geklappt, danke][, und so schnell| und schönen Abend|!|, bis zum nächsten Mal]',
  ],
  welcomes: [
    '[Gern geschehen|Sehr gern][!|. Einen schönen Tag noch.|. Melden Sie sich, wenn noch etwas ist.]',
    'Freut mich, dass es geklappt hat[!|. Bis bald.]',
  ],
  unsolved: [
    '[Das hilft mir leider nicht|Das habe ich schon versucht|Immer noch derselbe Fehler], [nichts ändert sich|seit {days} nicht|was nun|gibt es noch eine Idee]?',
    '[Das war nicht meine Frage|Sie haben mich nicht verstanden]. [Es geht um {order}.|Bitte noch einmal lesen.|Ich frage zum {#2-4}. Mal.]',
  ],
  angry: [
    '[Das ist eine Frechheit|Das ist doch unglaublich|Mir reicht es|Unverschämt]! [Ich warte seit {days}|Ich schreibe zum {#2-6}. Mal|Niemand antwortet], [und nichts passiert|und Sie schicken mir Textbausteine|dabei habe ich {amount} bezahlt][!!|.| 😡]',
    '[Der schlechteste Service überhaupt|Ich bin wirklich sauer|Sowas Schlechtes habe ich noch nie erlebt]. [Nie wieder.|Ich kündige alles.|Das hat mich {#2-5} Stunden gekostet.]',
  ],
  apologies: [
    'Das tut mir [sehr |]leid. [Ich habe den Fall als dringend markiert|Ich gebe das sofort weiter, Vorgang {#10000-99999}]; [Sie hören innerhalb von {#4-48} Stunden von uns|heute noch meldet sich jemand].',
  ],
  escalations: [
    '[Ich möchte mit einem Mitarbeiter sprechen|Geben Sie mir Ihren Vorgesetzten|Gibt es eine Telefonnummer][, sofort.|! Es geht um {amount}.|. Das dreht sich im Kreis.]',
  ],
  handovers: [
    '[Ich verbinde Sie|Ich gebe an eine Kollegin weiter], die Wartezeit beträgt etwa {#3-20} Minuten. Vorgang {#10000-99999}.',
  ],
  failures: [
    'Es ist ein Fehler aufgetreten (Code 50[0|2|3], Anfrage {#100000-999999}).',
    'Fehler 50[2|4]: Der Dienst antwortet nicht. [Bitte später erneut versuchen.|Vorgang {#1000-9999}.]',
  ],
  scenarios: [
    {
      topic: 'billing',
      fits: [0, 1, 0],
      open: [
        '[Mir wurden|Im {month} wurden mir] {amount} [doppelt abgebucht|zu viel berechnet][, warum?|. Können Sie das prüfen?|. Bitte um Klärung, Kundennummer {#10000-99999}.]',
        '[Wo finde ich|Ich brauche|Bitte senden Sie mir] die Rechnung [vom|für den] {month}[?| für meine Steuer.|, Bestellung {order}.]',
        'Meine Karte wird abgelehnt, [seit {day}|obwohl genug Geld drauf ist], [was kann ich tun?|es geht um {amount}.]',
      ],
      ask: [
        'Gern. [Unter welcher E-Mail-Adresse läuft das Konto?|Wie lauten die letzten vier Ziffern der Karte?|Welches Datum steht auf dem Auszug?]',
      ],
      detail: [
        '{email}[, seit {month}|]',
        '[die letzten vier sind|] {#1000-9999}',
        'am {#1-28}. {month}, {amount}',
      ],
      answer: [
        '[Ich sehe es|Gefunden]: [die zweite Buchung ist nur vorgemerkt und verschwindet in {#2-5} Tagen|der Tarif wurde am selben Tag gewechselt, {amount} gehen zurück]. [Sie müssen nichts tun.|Eine Bestätigung kommt per E-Mail.]',
        'Die Rechnung liegt unter Einstellungen > Abrechnung[; ich habe sie auch an {email} geschickt|, dort auch als PDF].',
      ],
      more: [
        ['[Wie lange dauert das|Wann ist das Geld da]?', 'In der Regel {#2-6} Werktage[, je nach Bank|].'],
        [
          'Kann ich [auf Rechnung|per Lastschrift|jährlich] zahlen?',
          'Ja, ab dem nächsten Monat[, das spart {#5-15} %|].',
        ],
      ],
    },
    {
      topic: 'shipping',
      fits: [0, 0, 1],
      open: [
        '[Wo bleibt|Wann kommt] mein Paket [{order}|mit dem {product}]? [Es sollte am {day} da sein.|Die Sendungsverfolgung steht seit {days} still.|Ich habe vor {days} bestellt.]',
        '[Laut Status zugestellt|Angeblich ausgeliefert], aber [hier ist nichts|kein {product} da|die Nachbarn wissen von nichts]. Bestellung {order}[!|.]',
        'Der {product} kam [beschädigt|ohne Zubehör|in der falschen Farbe] an, Bestellung {order}. [Was nun?|Bitte um Ersatz.]',
      ],
      ask: [
        '[Einen Moment|Ich sehe nach]. [Stimmt die Postleitzahl {#10000-99999}?|Gab es eine Benachrichtigungskarte?]',
      ],
      detail: [
        '[Ja, stimmt|Nein, {#10000-99999} {city}]',
        '[keine Karte, nichts|ich war den ganzen {day} zu Hause]',
      ],
      answer: [
        'Es liegt im Depot in {city} und [kommt am {day}|wird morgen erneut zugestellt]. [Link: https://track.example.com/{#100000-999999}|Sie bekommen eine Nachricht.]',
        '[Das sollte nicht passieren|Ärgerlich]. Ein Ersatz geht [heute|morgen früh] raus, Vorgang {#10000-99999}.',
      ],
      more: [
        [
          'Kann es [beim Nachbarn|in der Garage|im Paketshop] abgegeben werden?',
          'Ja, das lässt sich über den Link einstellen[, bis {#18-22} Uhr am Vortag|].',
        ],
        ['Liefern Sie auch nach {city}?', 'Ja, in {#2-6} Tagen für {amount}.'],
      ],
    },
    {
      topic: 'account_access',
      fits: [0, 0, 1],
      open: [
        'Ich kann mich [seit {day}|auf dem neuen Handy|nach dem Update] nicht [mehr |]einloggen[, der Code kommt nie an.|. Passwort ist sicher richtig.|, mein Konto: {email}]',
        '[Passwort vergessen|Ich habe mein Passwort vergessen] [und der Link ist abgelaufen|aber keine E-Mail kommt an {email}].',
        'Wie [ändere ich meine E-Mail-Adresse|lösche ich mein Konto|schalte ich die Zwei-Faktor-Anmeldung ein][?| Ich finde es nicht.| Danke vorab]',
      ],
      answer: [
        '[Ein neuer Link ist unterwegs|Ich habe den Code neu geschickt], gültig {#15-60} Minuten. [Bitte auch im Spam nachsehen.|Ältere Links gelten dann nicht mehr.]',
        'Das geht unter Einstellungen > Profil. [Zur Sicherheit kommt eine Bestätigung.|Danach bitte neu anmelden.]',
      ],
      more: [
        ['[Gehen meine Daten verloren|Bleibt alles erhalten]?', 'Es bleibt alles, wie es ist.'],
        [
          '[Geht das auch|Kann man das] [ohne SMS|mit einem Sicherheitsschlüssel|am Computer]?',
          'Ja, im selben Menü[, ab Version {#3-8}.{#0-9}|].',
        ],
      ],
    },
    {
      topic: 'coding',
      open: [
        '[Schreib mir|Ich brauche] eine Python-Funktion, die [doppelte Zeilen entfernt|Daten im Format {#1-28}.{#1-12}. liest|eine CSV mit {#2-40} GB teilt][.|, bitte mit Tests.]',
        'Warum wirft mein Code einen "[KeyError|IndexError|TypeError]" in Zeile {#3-190}[?|? Gestern lief er noch.]',
      ],
      answer: [
        '```\ndef unique(rows):\n    return list(dict.fromkeys(rows))\n```\nDie Reihenfolge bleibt erhalten[.|, es reicht ein Durchlauf.]',
        'Der Schlüssel fehlt in [einer|mindestens {#2-9}] der Zeilen: [mit .get() einen Standardwert nehmen|vorher prüfen, was ankommt].',
      ],
      more: [
        [
          '[Geht das schneller|Und bei {#2-50} Millionen Zeilen]?',
          'Ja, [stückweise lesen|parallel mit {#2-8} Prozessen], der Speicher bleibt klein.',
        ],
        [
          'Kannst du [Kommentare|Typen|Tests] ergänzen?',
          '[Erledigt|Gern]: {#2-7} Tests, einer für den leeren Fall.',
        ],
      ],
    },
    {
      topic: 'travel',
      open: [
        'Plane [bitte |]eine Reise nach {city}, {#2-6} Tage[, mit Kindern|, ohne Auto|, im {month}|, höchstens {amount} am Tag].',
        '[Ich suche ein|Gibt es ein] [ruhiges Hotel|Zimmer mit Frühstück] in {city} [für {#2-5} Nächte|unter {amount}][?|.]',
      ],
      answer: [
        'Tag 1: [Altstadt zu Fuß|am Fluss entlang]. Tag 2: [Markt und ein kleines Museum|mit der Bahn ins Grüne]. [Das Museum {#2-9} Tage vorher buchen.|Abends lohnt der Blick vom Turm.]',
        'Rund um den Bahnhof ist es laut; [{#10-20} Minuten weiter wird es ruhig|im Süden ist es günstiger, ab {amount}].',
      ],
      more: [
        [
          'Und [wenn es regnet|für den Abend|mit Hund]?',
          '[Das Bad ist schön|Eine kleine Bühne spielt ab {#18-20} Uhr|Die meisten Wirte haben nichts dagegen].',
        ],
        ['[Was kostet das|Wie teuer wird das] ungefähr?', 'Etwa {amount} [am Tag|pro Kopf], ohne Anreise.'],
      ],
    },
    {
      topic: 'cooking',
      open: [
        'Was kann ich mit [Kürbis|Linsen|Lauch|altem Brot|Pilzen] kochen[, für {#2-8} Leute|, in {#15-40} Minuten|, ohne Fleisch][?|?]',
        '[Mein Kuchen|Mein Hefeteig] geht nicht auf[, was ist falsch?|. Gäste kommen um {#15-19} Uhr!]',
      ],
      answer: [
        '[Eine Suppe|Ein Auflauf]: anbraten, {#200-700} ml Brühe dazu, {#12-35} Minuten garen[, zum Schluss Zitrone|, oben Käse].',
        'Vermutlich war es zu kalt: [warm stellen|neben die Heizung], {#30-90} Minuten warten.',
      ],
      more: [
        ['[Ohne Sahne|Vegan], geht das?', 'Ja, [Hafermilch|etwas Mandelmus] ist sogar besser.'],
        ['Wie lange hält sich das?', '{#2-4} Tage im Kühlschrank, {#2-4} Monate gefroren.'],
      ],
    },
    {
      topic: 'legal',
      open: [
        'Darf mein Vermieter die Miete um {#5-25} % erhöhen[?| – der Brief kam am {day}.|, nach {#1-6} Jahren?]',
        'Wie lange ist die Kündigungsfrist [für meine Wohnung|nach {#2-15} Jahren Betriebszugehörigkeit][?| in {city}?]',
      ],
      answer: [
        '[In Grenzen ja|Nur mit Begründung], schriftlich, und nicht beliebig oft. [Ein Mieterverein prüft das günstig.|Das ist keine Rechtsberatung.]',
        'Meist {#1-3} Monate, [länger je nach Dauer|der Vertrag kann mehr vorsehen].',
      ],
      more: [
        [
          '[Und wenn ich widerspreche|Was, wenn er nicht antwortet]?',
          'Setzen Sie schriftlich eine Frist von {#10-21} Tagen.',
        ],
      ],
    },
  ],
};
