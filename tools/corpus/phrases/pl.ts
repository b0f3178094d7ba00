import type { Phrases } from '../scenario.ts';

export const PL: Phrases = {
  language: 'pl',
  slots: {
    order: ['{#10000-99999}', 'PL-{#1000-9999}'],
    amount: ['{#29-980},{#10-99} zł', '{#40-900} zł'],
    day: ['w poniedziałek', 'we wtorek', 'w środę', 'w czwartek', 'w piątek'],
    days: ['{#5-12} dni', 'tygodnia', 'dwóch tygodni'],
    city: ['Gdańsku', 'Krakowie', 'Łodzi', 'Lublinie', 'Poznaniu'],
    product: ['plecak', 'czajnik', 'kask', 'fotel', 'namiot'],
    email: ['t.wrona{#10-99}@example.org', 'zosia{#1-99}@example.com'],
  },
  asides: [
    'I jeszcze jedno: ',
    'Przy okazji, ',
    'Ok. ',
    'Rozumiem. ',
    'Jeszcze pytanie: ',
    'Dla pewności: ',
    'Hm. ',
    'Piszę z pociągu. ',
    'Sprawa {#100-9999}: ',
    'Dobrze. ',
  ],
  greetings: ['Dzień dobry, ', 'Cześć, ', 'Witam, ', 'Hej, ', '', ''],
  thanks: [
    '[Super|Świetnie|Idealnie], [dziękuję|dzięki|bardzo dziękuję][!| 😊|, już działa.|, o to chodziło.]',
    '[Dziękuję za szybką odpowiedź|Wszystko jasne, dzięki|Rozwiązane, dziękuję][.|!|, miłego dnia]',
  ],
  welcomes: ['Proszę bardzo[!|, miłego dnia.]'],
  unsolved: [
    '[To nie pomaga|Już próbowałem|Nadal nie działa], [nic się nie zmienia|już {#2-6} razy|co teraz]?',
  ],
  angry: [
    '[To niedopuszczalne|Skandal|Mam dość|To jakiś żart]! [Czekam od {days}|Piszę już {#2-6}. raz|Nikt nie odpowiada] [i nic się nie dzieje|a zapłaciłem {amount}][!!|.| 😡]',
    '[Najgorsza obsługa|Jestem bardzo rozczarowana|Żenujące]. [Nigdy więcej.|Rezygnuję ze wszystkiego.|Straciłam {#2-5} godziny.]',
  ],
  apologies: [
    'Przepraszam[ za kłopot|]. [Sprawa {#10000-99999} jest teraz pilna|Przekazałem to zespołowi]; odpowiedź przyjdzie w ciągu {#4-48} godzin.',
  ],
  escalations: [
    '[Chcę rozmawiać z człowiekiem|Proszę o połączenie z konsultantem][, teraz.|! Chodzi o {amount}.|.]',
  ],
  handovers: ['Łączę z konsultantką, czas oczekiwania około {#3-20} minut. Sprawa {#10000-99999}.'],
  failures: ['Wystąpił błąd (kod 50[0|2|3], żądanie {#100000-999999}).'],
  scenarios: [
    {
      topic: 'billing',
      open: [
        'Pobrano mi {amount} dwa razy {day}[, dlaczego?|, proszę sprawdzić.]',
        '[Gdzie znajdę|Potrzebuję] fakturę do zamówienia {order}[?|, proszę.]',
      ],
      answer: [
        '[Widzę|Znalazłem]: [druga pozycja zniknie w {#2-5} dni|zwracam {amount}]. [Nic nie trzeba robić.|Przyjdzie e-mail.]',
        'Jest w Ustawienia > Faktury[, w PDF|; wysłałem też na {email}].',
      ],
      more: [['Ile to potrwa?', 'Zwykle {#2-6} dni roboczych.']],
    },
    {
      topic: 'shipping',
      open: [
        '[Gdzie jest|Kiedy przyjdzie] moja paczka {order}? [Miała być {day}.|Śledzenie stoi od {days}.|To {product}.]',
        'Status mówi dostarczono, ale [nic nie mam|nie ma tu żadnej paczki], zamówienie {order}[.|!]',
      ],
      ask: ['Sprawdzam. [Czy kod to {#10-99}-{#100-999}?|Czy było awizo?]'],
      detail: ['[tak|nie, {#10-99}-{#100-999}]', '[nie było awiza|byłem w domu {day}]'],
      answer: [
        'Paczka jest w {city} i [będzie {day}|jutro wyjeżdża]. [Link: https://track.example.com/{#100000-999999}|]',
      ],
      more: [['Czy można zostawić [u sąsiada|w paczkomacie]?', 'Tak, przez link, do {#18-22}.']],
    },
    {
      topic: 'technical_problem',
      open: [
        'Aplikacja [się zawiesza|nie działa] [od wersji {#2-7}.{#0-9}|{#2-9} razy dziennie|po aktualizacji {day}]',
        'Wyskakuje błąd {#1000-9999} [przy logowaniu|przy wysyłaniu pliku] od {days}',
      ],
      answer: ['To znany błąd: [zaktualizuj do {#3-8}.{#0-9}|wyczyść pamięć podręczną]. Dane zostaną.'],
      more: [['[gotowe|zrobione], stoi na {#10-99} %', 'Proszę poczekać {#5-20} minut.']],
    },
    {
      topic: 'education',
      open: [
        'Wyjaśnij [fotosyntezę|inflację|czarne dziury] [w {#2-5} zdaniach|jak dla {#7-13}-latka]',
        'Pomóż rozwiązać równanie {#2-9}x + {#3-30} = {#31-99}[, krok po kroku|]',
      ],
      answer: [
        '[Krótko|Wyobraź sobie]: [światło daje roślinie energię, by zrobić cukier|więcej pieniędzy szuka tych samych rzeczy].',
        'Przenosimy stałą i dzielimy: x = {#1-40}[,{#1-9}|].',
      ],
      more: [['Daj {#2-6} podobne zadania', 'Spróbuj {#2-9}x − {#1-20} = {#21-90}.']],
    },
  ],
};
