import type { Phrases } from '../scenario.ts';

export const IT: Phrases = {
  language: 'it',
  slots: {
    order: ['{#10000-99999}', 'IT-{#1000-9999}'],
    amount: ['{#9-280},{#10-99} €', '{#15-400} euro'],
    day: ['lunedì', 'martedì', 'mercoledì', 'giovedì', 'venerdì'],
    days: ['{#3-12} giorni', 'una settimana', 'due settimane'],
    city: ['Bologna', 'Torino', 'Palermo', 'Trieste', 'Genova', 'Bari'],
    product: ['zaino', 'frullatore', 'casco', 'monitor', 'cappotto'],
    email: ['g.ferri{#10-99}@example.org', 'paola{#1-99}@example.com'],
  },
  asides: [
    "E un'altra cosa: ",
    'A proposito, ',
    'Va bene. ',
    'Capisco. ',
    'Ancora una domanda: ',
    'Per sicurezza: ',
    'Hm. ',
    'Scrivo dal treno. ',
    'Pratica {#100-9999}: ',
    'Bene. ',
  ],
  greetings: ['Ciao, ', 'Buongiorno, ', 'Salve, ', 'Buonasera, ', '', ''],
  thanks: [
    '[Perfetto|Ottimo|Fantastico], [grazie|grazie mille][!| 😊|, ora funziona.|, gentilissimi.]',
    '[Grazie per la risposta veloce|Tutto chiaro, grazie|Risolto, grazie][.|!|, buona serata]',
  ],
  welcomes: ['[Prego|Di niente][!|, buona giornata.]'],
  unsolved: [
    '[Non mi aiuta|Ho già provato|Non funziona ancora], [è tutto uguale|già {#2-6} volte|e adesso]?',
  ],
  angry: [
    '[È inaccettabile|Che vergogna|Sono stufa|Assurdo]! [Aspetto da {days}|È la {#2-6}ª volta che scrivo|Nessuno risponde] [e non succede niente|e ho pagato {amount}][!!|.| 😡]',
    '[Il peggior servizio di sempre|Sono molto deluso|Pessimo]. [Mai più.|Disdico tutto.|Ho perso {#2-5} ore.]',
  ],
  apologies: [
    'Mi dispiace [molto|davvero]. [Ho segnato la pratica {#10000-99999} come urgente|Ho avvisato i colleghi], avrà risposta entro {#4-48} ore.',
  ],
  escalations: [
    '[Voglio parlare con una persona|Mi passi un operatore][, subito.|! Si tratta di {amount}.|.]',
  ],
  handovers: ['La passo a una collega, attesa circa {#3-20} minuti. Pratica {#10000-99999}.'],
  failures: ['Si è verificato un errore (codice 50[0|2|3], richiesta {#100000-999999}).'],
  scenarios: [
    {
      topic: 'billing',
      open: [
        'Mi [è stato addebitato|avete addebitato] due volte {amount} {day}[, perché?|, potete controllare?]',
        "[Dove trovo|Mi serve] la fattura dell'ordine {order}[?|, grazie.]",
      ],
      answer: [
        '[Vedo|Trovato]: [la seconda voce sparisce in {#2-5} giorni|le restituisco {amount}]. [Non deve fare nulla.|Arriva una mail.]',
        "È in Impostazioni > Fatture, [in PDF|e l'ho inviata a {email}].",
      ],
      more: [
        ['Quanto ci vuole?', 'Di solito {#2-6} giorni lavorativi.'],
        [
          "Posso pagare [con bonifico|una volta l'anno]?",
          'Sì, dal mese prossimo[, con {#5-15} % di sconto|].',
        ],
      ],
    },
    {
      topic: 'shipping',
      open: [
        "[Dov'è|Quando arriva] il mio ordine {order}? [Doveva arrivare {day}.|È fermo da {days}.|È uno {product}.]",
        "Risulta consegnato ma [non ho ricevuto nulla|qui non c'è nessun {product}], ordine {order}[.|!]",
      ],
      ask: ['Controllo. [Il CAP è {#10000-98999}?|Ha trovato un avviso?]'],
      detail: ['[sì|no, {#10000-98999} {city}]', '[nessun avviso|ero a casa {day}]'],
      answer: [
        'È nel deposito di {city}, [arriva {day}|riparte domani]. [Link: https://track.example.com/{#100000-999999}|]',
      ],
      more: [['Si può lasciare [al vicino|in portineria]?', 'Sì, dal link, entro le {#18-22}.']],
    },
    {
      topic: 'cooking',
      open: [
        '[Dammi|Vorrei] una ricetta [con zucca e riso|veloce per {#2-8} persone|per la carbonara|senza forno, {#15-40} minuti]',
        'La mia [besciamella|pasta fresca|torta] è [troppo liquida|dura|bassa], [come rimedio?|aiuto! ospiti alle {#18-20}]',
      ],
      answer: [
        'Soffriggi, aggiungi {#200-600} ml di brodo, {#10-30} minuti[, limone alla fine|, formaggio sopra].',
        "[Ancora {#5-15} minuti sul fuoco|Un cucchiaio d'acqua calda] e passa tutto.",
      ],
      more: [
        ['E senza [uova|burro]?', 'Usa {#20-60} g di [olio|yogurt].'],
        ['Quanto si conserva?', '{#2-4} giorni in frigo.'],
      ],
    },
    {
      topic: 'travel',
      open: [
        'Organizza un viaggio a {city} di {#2-7} giorni[, con bambini|, senza auto|, massimo {amount} al giorno]',
        'Cerco [un hotel tranquillo|un treno] per {city} [per {#2-5} notti|{day}]',
      ],
      answer: [
        'Giorno 1: [centro a piedi|mercato e lungomare]. Giorno 2: [museo e colline|gita in treno]. [Prenota {#2-9} giorni prima.|]',
      ],
      more: [
        ['E se piove?', 'Il museo è aperto fino alle {#17-22}.'],
        ['Dove si mangia bene?', 'Dietro la stazione, circa {amount} a testa.'],
      ],
    },
    {
      topic: 'account_access',
      open: [
        'Non riesco ad accedere [da {day}|con {email}], [il codice non arriva|password rifiutata]',
        'Ho dimenticato la password[ e il link è scaduto|, account {email}]',
      ],
      answer: ['Un nuovo link è in arrivo, valido {#15-60} minuti. [Guardi anche nello spam.|]'],
      more: [['I miei dati restano?', 'Sì, non cambia nulla.']],
    },
  ],
};
