import type { LexiconSource } from '../lexicon.ts';

/** Written for Convoscope. */
export const PT: LexiconSource = {
  language: 'pt',
  words: {
    '3.2':
      'excelente* perfeit* maravilh* magnífic* fantástic* extraordinári* espetacular* espectacular* sensacional* incrível incríveis impecável impecáveis genial geniais brilhante* fenomenal adoro adora adorei adorou amo amei amor amou melhor_de_todos o_melhor a_melhor ótimo ótima ótimos ótimas óptim* sublime* esplêndid*',
    '2.4':
      'feliz felizes felicidade contente* alegr* alegria obrigado obrigada obrigad* muito_obrigado agradeç* agradec* parabéns bonit* lindo linda lindos lindas belo bela divertid* engraçad* sucesso vitória ganhei ganhou ganhar orgulh* emocion* animad* recomendo recomend* legal bacana show demais_bom top simpátic* gentil gentis amável carinho* abraço abraços beijo beijos sorri* rir kkk* rsrs* gost* gostei gosto delícia delicios* satisfeit* satisfação impression* eficiente* eficaz ajudou salvou prazer massa maneiro',
    '1.6':
      'bom boa bons boas bem melhor melhores fácil fáceis facilmente rápid* clar* útil úteis funciona_bem voltou_a_funcionar já_funciona resolvid* interessante* confortável segur* confiança confiável honest* positiv* melhor* vantag* sorte esperança* tranquil* paz liberdade saúde limpo limpa querid* vale_a_pena sem_problema corret* amig* prático prática valeu',
    '-1.3':
      'lento lenta lentidão problema* difícil difíceis complicad* infelizmente falta faltam espera esperando demora* demorou atras* atraso* tarde caro cara caros confus* estranh* preocup* dúvida* triste* tristeza pena lament* cansad* doente* dor dores dói mal sozinh* perdid* perder perdi perdeu perda* recus* rejeit* bloquead* incorret* errad* insuficiente* medíocre* chato chata chatice entediante reclam* queixa* crític* ainda_não até_agora_nada ninguém_responde sem_resposta não_consigo não_posso cobrado_duas duas_vezes cobrança_indevida saudade perigo*',
    '-2': 'mau má maus más ruim ruins erro erros falha falhas falhou falhando avaria* quebrad* quebrou partido não_funciona não_serve não_ajuda não_abre trava travou travando travad* defeito* defeituos* fracass* decepcion* decepção desilud* frustr* irrit* raiva zangad* chatead* aborrec* furios* insatisf* inútil inúteis incompet* ridícul* absurd* vergonh* estúpid* idiota* burro burra imbecil mentir* mentira* mentiu engan* golpe fraude* burla* roub* ladrão ladrões medo assust* pânico sofr* vítima* morte* morto morreu morrer matar matou guerra* violên* violent* ódio odeio odiei odeia injust* escândal* desesper* insuportável perda_de_tempo lixo corrup* feio feia pesadelo* farto farta cansei_de estress* grosseir* mal-educad* nunca_mais desrespeit* descaso',
    '-3': 'horrível horríveis horror* terrível terríveis péssim* espantos* nojent* nojo desastr* desastre* inaceitável lamentável patétic* repugn* merda porra caralho puta pior piores catástrof* catastróf* infern* deplorável absurdo_total vergonhos* pesadelo',
  },
  intensifiers:
    'muito muita tão super realmente totalmente absolutamente completamente extremamente incrivelmente bastante demais demasiado mais imensamente',
  weakeners: 'pouco ligeiramente quase meio apenas algo',
  contrasts: 'mas porém contudo todavia entretanto',
  marks:
    'o a os as que de e é em um uma meu minha não por com para se me do da está como posso olá ao você vocês eu mais mas isso este esta já tem foi são na no quando onde estou',
};
