import type { LexiconSource } from '../lexicon.ts';

/** Written for Convoscope. */
export const IT: LexiconSource = {
  language: 'it',
  words: {
    '3.2':
      'eccellent* perfett* magnific* fantastic* meraviglios* straordinari* splendid* stupend* eccezional* favolos* impeccabil* geniale* brillant* fenomenal* adoro adora amo ama amore ottimo ottima ottimi ottime migliore_di_sempre il_migliore la_migliore spettacolar* incantevol* sublime*',
    '2.4':
      'felice felici felicità contento contenta contenti contente grazie grazie_mille ringrazi* content* gioia gioios* allegr* bravo brava bravi bravissim* bello bella belli belle bellissim* divertent* divertit* simpatic* gentile* gentilissim* piacere piace piaciuto piacevol* successo vittoria vinto complimenti congratulazioni orgoglios* emozion* entusias* consiglio_vivamente consigliat* super grande grandioso carino carina delizios* gustos* buonissim* soddisf* impression* efficace* efficient* aiutato salvato abbraccio baci evviva sorris* ridere risate fortunat*',
    '1.6':
      "buono buona buoni buone bene meglio migliore migliori facile facili facilmente veloce veloci velocemente rapid* chiaro chiara utile utili comodo comoda funziona_bene funziona_di_nuovo ora_funziona risolto risolta interessant* sicuro sicura affidabil* onest* fiducia positiv* miglior* vantagg* speranza tranquill* pace libertà salute pulito volentieri d'accord* nessun_problema vale_la_pena corretto pratico pratica fresco sereno",
    '-1.3':
      'lento lenta lenti lentezza problema problemi difficil* complicat* purtroppo peccato manca mancano attesa attesa_infinita aspett* aspettando ritard* tardi caro cara cari costoso confus* strano strana preoccup* dubbi* triste* tristezza dispiac* stanc* malat* dolor* male solo_e perso persa perdere perdita rifiut* bloccat* sbagliat* errat* insufficient* mediocr* noios* noia reclam* lament* critic* non_ancora ancora_niente ancora_nulla nessuna_risposta nessuno_risponde addebitat* due_volte doppio_addebito non_riesco non_posso pericol* pesante*',
    '-2': 'cattiv* brutto brutta brutti brutte errore errori guasto guasti rotto rotta rotti non_funziona non_va non_serve si_blocca crash difett* falliment* fallit* delus* delusione deludent* frustr* arrabbi* rabbia fastidi* irrit* nervos* scontent* insoddisf* inutil* incompetent* ridicol* assurd* vergogn* stupid* idiot* scem* cretin* bugi* bugiard* mentito truff* inganno ingann* rubat* furto ladr* paura spavent* panico soffr* vittim* morte morto morti morire ucciso guerra violen* odio odia ingiust* scandal* disperat* disperazione insopportabil* perdita_di_tempo spazzatura schifezza stuf* stress* maleducat* scortes* basta_così pessim* scarso scarsa mai_più corrott* corruzione',
    '-3': 'orribil* orrore orrend* terribil* terrificante spaventos* disgust* schifo schifos* disastr* disastro inaccettabil* indecent* penos* patetic* vergognoso pietos* merda cazzo cazzata* stronz* vaffanculo peggio peggiore peggior* incubo catastrof* scandaloso',
  },
  intensifiers:
    'molto troppo davvero veramente così tanto super estremamente assolutamente totalmente completamente particolarmente incredibilmente proprio tantissimo più',
  weakeners: 'poco leggermente abbastanza quasi piuttosto appena',
  contrasts: 'ma però tuttavia eppure',
  marks:
    "il lo la gli le di e è che un una non per con mi sono ho del della come cosa posso ciao buongiorno nel alla dei si anche questo questa perché mia mio più c'è dove quando vorrei ma",
};
