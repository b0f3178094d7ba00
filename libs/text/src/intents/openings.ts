import type { Token } from '../tokens/token.ts';

/** How a message begins, in any of the languages: what people want shows there more than anywhere. */
export type Opening = 'make' | 'how' | 'ask' | 'suggest';

const WORDS: Readonly<Record<Opening, string>> = {
  make: 'write draft compose generate create rewrite rephrase summarize summarise translate design prepare proofread paraphrase make develop code implement plan invent imagine provide list act schreibe schreib erstelle entwirf verfasse formuliere übersetze écris rédige génère résume traduis crée invente escribe redacta genera resume traduce crea inventa escriba scrivi riassumi traduci inventa escreva escreve crie resuma traduza schrijf maak bedenk vertaal napisz stwórz wymyśl streść przetłumacz напиши сочини придумай составь переведи створи вигадай napiš vytvoř vymysli přelož skriv skapa sammanfatta översätt yaz oluştur özetle çevir tulis buat terjemahkan',
  how: 'how wie comment cómo come hoe jak как jak hur nasıl bagaimana',
  ask: 'what who why when where which whose is are does do did was were will should explain describe wer was warum wann wo welche welcher welches erkläre que quoi qui pourquoi quand où quel quelle explique qué quién cuándo dónde cuál explica cosa chi perché quando dove quale spiega quem onde qual explique wat wie waarom wanneer waar welke leg co kto dlaczego kiedy gdzie który wyjaśnij что кто почему когда где какой объясни co kdo proč kdy kde vysvětli vad vem varför när var förklara ne kim neden ne zaman nerede açıkla apa siapa kenapa kapan jelaskan',
  suggest:
    'recommend suggest empfiehl empfehle conseille recommande recomienda sugiere consiglia suggerisci recomende sugira raad poleć порекомендуй посоветуй doporuč rekommendera öner',
};

/** Words before the opening that say nothing themselves: "could you please write …". */
const BEFORE = new Set(
  'can could would will you please pls hi hello hey dear so ok okay i want need to me help with the a let us bitte kannst könntest du mir hallo peux-tu pouvez-vous puedes podrías por favor puoi potresti per favore pode poderia você kun je kunt u alsjeblieft czy możesz proszę můžeš prosím пожалуйста можешь kan du snälla lütfen tolong'.split(
    ' ',
  ),
);
const MOST_BEFORE = 8;

const OPENINGS = new Map(
  (Object.entries(WORDS) as [Opening, string][]).flatMap(([opening, words]) =>
    words.split(' ').map((word) => [word, opening] as const),
  ),
);

/** The first telling word of a message; undefined where it begins otherwise. */
export function openingOf(tokens: readonly Token[]): Opening | undefined {
  let nBefore = 0;
  for (const { kind, norm } of tokens) {
    if (kind !== 'word') continue;
    const opening = OPENINGS.get(norm);
    if (opening !== undefined) return opening;
    if (!BEFORE.has(norm) || ++nBefore > MOST_BEFORE) return undefined;
  }
  return undefined;
}

const OF_CODE = new Set(
  'shellscript script dockerfile makefile sql query endpoint backend frontend framework library package module compiler variable array loop string integer pointer struct async await callback middleware router server-side client-side plugin extension mod bot macro excel-formula formula spreadsheet google-sheets docker-compose helm terraform ansible nginx apache mysql postgres mongodb redis sqlite kotlin swift scala perl lua r julia fortran cobol assembly verilog vhdl arduino esp32 raspberry unity unreal opengl vulkan cuda c python javascript typescript java rust golang php ruby c++ c# cpp sql html css bash shell powershell regex code coding script function functions class classes method program programming compile compiler debug django flask pytorch tensorflow pandas numpy sklearn react angular vue node npm pip docker kubernetes linux ubuntu git github api json xml yaml algorithm recursion unittest jest mock awk jq nix-shell nixpkgs vba vbs qt pyqt5 pyqt6 pyside6 qtextedit gdscript godot sketchup socket thread threads signal kernel opencv scheme haskell octave matlab código codice fonction función funzione função functie funkcja skript программу код функцию コード 関数 代码 函数'.split(
    ' ',
  ),
);
const LOOKED_AT = 60;

/** Whether a message's beginning speaks of code. */
export function speaksOfCode(tokens: readonly Token[]): boolean {
  const end = Math.min(tokens.length, LOOKED_AT);
  for (let at = 0; at < end; at++) if (OF_CODE.has(tokens[at]!.norm)) return true;
  return false;
}
