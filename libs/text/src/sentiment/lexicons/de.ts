import type { LexiconSource } from '../lexicon.ts';

/** Written for Convoscope. */
export const DE: LexiconSource = {
  language: 'de',
  words: {
    '3.2':
      'hervorragend* ausgezeichnet* fantastisch* großartig* grossartig* genial* wunderbar* traumhaft* überragend* perfekt* brillant* phänomenal* sensationell* liebe lieben geliebt liebst liebt begeister* wunderschön* bestens beste besten bester bestes spitze spitzenmäßig erstklassig* meisterhaft* weltklasse mega_gut megageil hammer_gut',
    '2.4':
      'toll tolle toller tolles tollen super klasse prima cool geil freue freut freuen freu gefreut freude freudig* glücklich* happy herrlich* schön schöne schönen schöner schönes schönste* lecker* danke dankbar* bedanke bedanken dankeschön gratul* glückwunsch* beeindruck* erfolg erfolge erfolgreich* gewonnen gewinn gewinne sieg siege süß süße spaß spass lustig* witzig* spannend* empfehl* lieblings* fröhlich* yeah juhu hurra endlich_geschafft vielen_dank tausend_dank herzlichen_dank besten_dank freundlich* sympathisch* bewunder* begeistert stolz vorbildlich* lohnt gelungen* angenehm* wohl wohlfühl* top großes_lob lob lobenswert* hilfreich* weitergeholfen geholfen',
    '1.7':
      'gut gute guten guter gutes besser bessere besseren gern gerne nett nette netten netter zufrieden* gefällt gefallen gefiel mag mögen interessant* hübsch* klappt geklappt funktioniert_wieder funktioniert_jetzt funktioniert_super läuft_wieder gelöst praktisch* einfach_nur_gut schnell schnelle schneller zuverlässig* verständlich* positiv* hoffe hoffnung* hoffentlich leicht willkommen richtig_gut lachen lache lächeln gelacht wertvoll* sinnvoll* nützlich* bequem* gemütlich* sicher sauber ehrlich* respekt frieden friedlich* freiheit gesund* sonne sonnig* vertrau* kompetent* passt alles_klar kein_problem verbesser* vorteil* entspannt* entspannung motiviert* fair faire wünsche wünschen feiern feier fest_gemacht',
    '-1.3':
      'langsam* problem* schwierig* schwer leider fehlt fehlen fehlte fehlend* vermiss* warte warten gewartet wartezeit* verspät* spät zu_spät verzöger* teuer* umständlich* kompliziert* unklar* verwirr* merkwürdig* komisch* seltsam* müde anstrengend* stress* nervös sorge sorgen besorgt* zweifel* traurig* schade bedauer* krank* schmerz* schmerzen einsam* falsch* ungenau* unpassend* unsicher* unmöglich* abgelehnt* verweigert* gesperrt* blockiert* doppelt_abgebucht abgebucht_obwohl unberechtigt* mangel* mangelhaft* mängel kritik* beschwer* reklam* langweil* öde mittelmäßig* schwach* dünn verloren verlieren verlust* niederlage* verpasst vergessen immer_noch_nicht noch_immer_nicht noch_nicht wieder_nicht keine_antwort keine_hilfe keine_reaktion',
    '-2': 'schlecht* fehler* defekt* kaputt* abgestürzt abstürzt absturz stürzt funktioniert_nicht geht_nicht klappt_nicht hilft_nicht reagiert_nicht ärger* ärgern geärgert nervt nerven nervig* genervt frust* enttäusch* unzufrieden* unfreundlich* unverschämt* unfähig* unbrauchbar* nutzlos* sinnlos* wertlos* zeitverschwendung* verschwend* unzuverlässig* inkompeten* unprofessionell* peinlich* lächerlich* blöd* doof* dumm* idiot* spinn* nonsens quatsch blödsinn* unsinn* mist müll* schrott dreck* angst ängstlich* panik wütend* wut sauer böse hasse hass* gehasst betrug* betrogen betrüg* abzocke* lüge* lügen gelogen verarscht* verarsch* gestohlen geklaut scheiter* gescheitert versagt versagen hoffnungslos* verzweif* leid leiden leidet weinen heulen geweint tod tot tote* toten sterben gestorben stirbt getötet mord* krieg* terror* gewalt* unfall* opfer verletz* skandal* krise* verbrech* rassis* nazi* ungerecht* unfair* reicht_mir reicht_es satt nie_wieder unerträglich* zum_kotzen schlimm* schande traurigerweise',
    '-3': 'schrecklich* furchtbar* entsetz* grauenhaft* grauenvoll* katastroph* desaster* horror* albtraum* alptraum* ekel* widerlich* abscheulich* miserabel* unterirdisch* erbärmlich* scheiß* scheiss* kacke beschissen* verdammt* fuck arschloch arsch* wichser drecks* schweinerei frechheit* unzumutbar* unverzeihlich* inakzeptabel* schlechteste* schlimmste* kotzt kotzen bodenlos* zum_kotzen hölle',
  },
  intensifiers:
    'sehr so total extrem absolut völlig komplett wirklich echt richtig unglaublich besonders äußerst ziemlich höchst überaus wahnsinnig mega voll zu ganz dermaßen',
  weakeners: 'etwas bisschen wenig leicht eher einigermaßen halbwegs relativ kaum teilweise',
  contrasts: 'aber doch jedoch allerdings trotzdem',
  marks:
    'der die das und ist ich nicht ein eine mein meine mir mich wie kann bitte auf für mit sie es wir habe ihr den dem zu von im auch noch wird sind bin hallo warum aber oder wenn schon nur dass',
};
