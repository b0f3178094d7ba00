import type { LexiconSource } from '../lexicon.ts';

/** Written for Convoscope. */
export const NL: LexiconSource = {
  language: 'nl',
  words: {
    '3.2':
      'uitstekend* fantastisch* geweldig* prachtig* perfect* briljant* schitterend* fenomenaal subliem* buitengewoon* magnifiek* hou_van houd_van dol_op beste allerbeste voortreffelijk* onovertroffen super_blij',
    '2.4':
      'blij blije gelukkig gelukkige geluk dank bedankt dankjewel dankuwel dank_je dank_u hartelijk_dank top super mooi mooie mooier mooiste leuk leuke leuker heerlijk* lekker* lief lieve gezellig* grappig* succes succesvol* gewonnen trots vrolijk* vriendelijk* aardig* enthousiast* geniet* genoten indrukwekkend* gefeliciteerd hulde aanrader* fijn fijne tevreden plezier plezant* behulpzaam* geholpen gaaf gave tof toffe cool liefde opgelucht dankbaar*',
    '1.6':
      'goed goede goeie beter betere graag makkelijk* gemakkelijk* snel snelle sneller duidelijk* handig* nuttig* werkt_weer werkt_goed werkt_nu opgelost interessant* veilig* betrouwbaar* eerlijk* vertrouwen positief positieve verbeter* voordeel voordelen hoop hopelijk rustig* vrede vrijheid gezond* schoon bevalt geen_probleem de_moeite_waard prima keurig* netjes correct* welkom geschikt*',
    '-1.3':
      'traag trage langzaam* probleem problemen moeilijk* lastig* ingewikkeld* helaas jammer mist ontbreekt ontbreken wacht wachten gewacht vertrag* laat te_laat duur dure onduidelijk* verwarrend* vreemd* raar rare bezorgd* zorgen twijfel* verdriet* verdrietig* droevig* spijt moe ziek* pijn alleen_maar verloren verlies* verliezen geweigerd* geweiger* geblokkeerd* verkeerd* fout onjuist* onvoldoende matig* saai saaie klacht* klagen klaag kritiek* nog_steeds_niet nog_niet nog_niets geen_antwoord geen_reactie geen_hulp dubbel_afgeschreven twee_keer lukt_niet lukt_maar_niet kan_niet gevaar* vermoeiend*',
    '-2': 'slecht* fouten foutmelding* kapot* stuk defect* storing* crasht gecrasht vastgelopen loopt_vast werkt_niet doet_het_niet helpt_niet reageert_niet mislukt* falen faalt gefaald teleurgesteld* teleurstell* frustr* gefrustreerd* boos boze kwaad kwade erger* ergernis irritant* irriteer* vervelend* ontevreden* nutteloos* waardeloos* incompetent* onbekwaam* belachelijk* absurd* schaam* schande* schandalig* dom domme stom stomme idioot idiot* onzin leugen* liegen gelogen oplicht* opgelicht bedrog bedrieg* fraude* gestolen diefstal* dief bang angst* paniek lijden slachtoffer* dood dode doden sterven gestorven oorlog* geweld* haat haten oneerlijk* schandaal wanhop* onuitstaanbaar* tijdverspilling* rommel rotzooi troep zat_ben beu stress* onbeleefd* onbeschoft* nooit_meer ruzie* verpest*',
    '-3': 'verschrikkelijk* vreselijk* afschuwelijk* afgrijselijk* rampzalig* ramp walgelijk* walging* onacceptabel* onaanvaardbaar* bedroevend* zielig kut klote shit godverdomme verdomme tering kanker* klootzak* slechtste ergste nachtmerrie* horror* misselijkmakend* catastrof* hel belabberd* dramatisch_slecht',
  },
  intensifiers:
    'heel erg zeer zo echt super enorm ontzettend extreem absoluut totaal volledig helemaal bijzonder ongelooflijk veel te behoorlijk',
  weakeners: 'beetje enigszins iets nauwelijks bijna redelijk vrij tamelijk',
  contrasts: 'maar echter toch desondanks',
  marks:
    'de het een en is ik niet mijn van dat die op voor met je jullie hoe kan wat er aan ook naar als maar om heb wij hebben bij nog zijn wel deze dit hallo graag waarom mij geen',
};
