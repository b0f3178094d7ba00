import type { LexiconSource } from '../lexicon.ts';

/** Written for Convoscope. */
export const PL: LexiconSource = {
  language: 'pl',
  words: {
    '3.2':
      'doskonał* wspaniał* fantastyczn* genialn* rewelacyjn* rewelacj* znakomit* idealn* perfekcyjn* cudown* niesamowit* fenomenaln* uwielbiam uwielbia kocham kocha miłość najlepsz* bezbłędn* olśniewając* wybitn* świetn*',
    '2.4':
      'super ekstra dzięki dziękuję dziekuje dziękuj* wdzięczn* szczęśliw* szczęści* zadowolon* zadowolen* radość radosn* cieszę cieszy cieszymy piękn* pięknie śliczn* ładn* wesoł* zabawn* śmieszn* sukces* wygrał* zwycięstw* gratul* brawo dumny dumna polecam poleca przyjemn* sympatyczn* mił* miło uprzejm* lubię podoba zachwyc* imponując* pyszn* smaczn* pomocn* pomogł* pomógł uratował* ulga przyjazn* fajn* fajnie bomba',
    '1.6':
      'dobry dobra dobre dobrze dobrą dobrego lepiej lepsz* łatw* łatwo szybk* szybko jasn* przydatn* użyteczn* działa_znowu działa_dobrze już_działa rozwiązan* ciekaw* interesując* wygodn* bezpieczn* niezawodn* uczciw* zaufan* pozytywn* popraw* zalet* nadziej* spokojn* pokój wolność zdrow* czyst* chętnie warto bez_problemu nie_ma_problemu prawidłow* korzystn* proszę_bardzo',
    '-1.3':
      'woln* wolno problem* trudn* skomplikowan* niestety szkoda brakuje brak czekam czekać czekał* opóźni* późno drog* niejasn* dziwn* martwi* zmartwi* wątpliw* smutn* smutek żał* przykro zmęczon* chor* ból boli stracił* strat* odmów* odmow* odrzuc* zablokowan* błędn* niewłaściw* przeciętn* nudn* nuda reklamacj* skarg* skarż* krytyk* wciąż_nie nadal_nie ciągle_nie jeszcze_nie brak_odpowiedzi nikt_nie podwójn* dwa_razy nie_mogę nie_da_się niebezpiecz* niepok* samotn*',
    '-2': 'zły zła złe źle błąd błęd* awari* zepsut* zepsuł* popsu* nie_działa nie_pomaga nie_odpowiada zawiesza zawiesił* wadliw* porażk* zawiódł zawiodł* rozczarow* frustr* sfrustrowan* wściekł* wściek* zdenerwow* denerwuj* wkurz* irytuj* irytac* niezadowol* bezużyteczn* niekompeten* śmieszne_żarty absurd* wstyd* haniebn* głup* idiot* bzdur* kłam* kłamst* oszuk* oszust* oszuści złodziej* ukradł* ukradz* kradzież* strach boję panik* cierpi* ofiar* śmier* umarł* zabi* wojn* przemoc* nienawi* niesprawiedliw* skandal* rozpacz* beznadziejn* strata_czasu śmieci dość_tego mam_dość stres* niegrzeczn* chamsk* nigdy_więcej kiepsk* słab* marn* nieprofesjonaln*',
    '-3': 'okropn* straszn* potworn* tragiczn* tragedi* katastrof* koszmar* obrzydliw* odrażając* niedopuszczaln* żenując* żałosn* fataln* kurw* gówn* chuj* cholern* cholera pieprz* dupa dupy dramat najgorsz* gorsz* makabr*',
  },
  intensifiers:
    'bardzo naprawdę zbyt tak niezwykle wyjątkowo całkowicie kompletnie absolutnie zupełnie strasznie niesamowicie mega totalnie szczególnie',
  weakeners: 'trochę nieco raczej dość prawie ledwo lekko',
  contrasts: 'ale jednak lecz natomiast',
  marks:
    'i w nie na się jest to że z do jak mój moja mam czy proszę co po za od ale tak jestem dla już przez tylko mi dzień o są być może mnie tym ten gdzie dlaczego mojego chcę',
};
