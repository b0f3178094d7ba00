import type { LexiconSource } from '../lexicon.ts';

/** Written for Convoscope. */
export const ES: LexiconSource = {
  language: 'es',
  words: {
    '3.2':
      'excelente* perfect* maravill* magnífic* fantástic* fantastic* extraordinari* espectacular* genial geniales increíblemente_bien impecable* sobresaliente* fenomenal* encanta encantan encantó encantado encantada encantad* adoro adora mejor_imposible fabulos* espléndid* brillante* estupend* amo ama amor amamos insuperable* el_mejor la_mejor los_mejores las_mejores',
    '2.4':
      'feliz felices felicidad felicit* felicidades contento contenta content* alegr* alegría alegre gracias muchas_gracias mil_gracias agradec* bonit* hermos* precios* preciosa lindo linda lindos lindas bello bella guapo guapa guapos guapas divertid* gracios* rico rica éxito* exitos* ganar ganado ganamos gané ganó victoria* triunf* orgullos* orgullo impresion* emocionad* emocionante emoción ilusión ilusionad* disfrut* recomiend* súper bravo enhorabuena mola molan guay chido chévere bacán padrísimo genio crack amable* amabilidad simpátic* cariño* abrazo abrazos besos beso sonris* sonreír jajaja* jaja jajaj* jeje* risa risas reír maravilla sueño_cumplido bendic* gust* me_gusta me_encanta de_maravilla ayudó ayudado salvado eficaz*',
    '1.6':
      'bueno buena buenos buenas buen bien mejor mejores fácil* rápid* rapido claro clara útil* utilidad satisf* funciona_bien funciona_de_nuevo ya_funciona resuelto resuelta solucionad* interesante* cómod* segur* confianza confío fiable* honest* positiv* mejora mejoras ventaj* suerte esperanza* tranquil* paz libertad salud saludable* limpio limpia querid* quiero_mucho vale_la_pena sin_problema no_hay_problema correcto amig* fiesta sol acierto justo justicia listo apoyo vacaciones',
    '-1.3':
      'lento lenta lentos lentitud problema* difícil* complicad* desgraciadamente lamentablemente desafortunadamente falta faltan esper* esperando demora* retras* tarde caro cara caros cobrado_dos cobraron_dos dos_veces confus* raro rara extrañ* preocup* duda dudas triste* tristeza pena lástima lamento cansad* cansancio enferm* dolor* duele duelen mal solo_y perdid* perder perdí perdió pierd* pérdida* rechaz* bloquead* incorrect* equivocad* insuficiente* mediocre* aburrid* aburre aburrimiento queja* quejar* reclam* crític* todavía_no aún_no sigo_sin sigue_sin nadie_responde nadie_contesta sin_respuesta no_puedo no_me_deja llor* extraño echo_de_menos sueño_y hambre frío estrés estresad* cansa peor_que llov* examen exámenes culpa* nervios*',
    '-2': 'malo mala malos malas error errores fallo fallos falla fallas fallando falló fallid* roto rota rotos avería* averiad* no_funciona no_sirve no_va no_ayuda se_cuelga se_cierra colgad* defectuos* fracas* decepcion* decepción frustr* frustración enfad* enoj* molest* molestia fastidi* harta harto hartos hartas indign* inútil* incompeten* ridícul* absurd* vergüenza vergonzos* estúpid* idiot* tont* imbécil* mentir* mentira* mentiros* engañ* estaf* fraude* robo robar robado roban robaron ladrón* ladrones miedo* asust* pánico sufr* sufrimiento víctima* muert* morir muere murió matar mató asesin* guerra* violen* odio odia odian odiar odie injust* escándalo* desesper* insoportable* pérdida_de_tiempo basura* corrup* traición* traidor* feo fea feos cutre* pesad* rabia rompió rompe jodid* joder jode cabrea* cabread* insult* grosero* maleducad* culpable* fatal nunca_más gilipoll* payas* huevón hueva',
    '-3': 'horrible* horror* horroros* terrible* pésim* espantos* asquero* asco desastr* desastre* inaceptable* lamentable* patétic* repugnan* nefast* atroz* mierda* puta puto putos putas cabrón* cabrones coño hijo_de_puta hdp pendej* carajo peor peores lo_peor pesadilla* infierno aberra* miserable* deplorable* penoso*',
  },
  intensifiers:
    'muy tan súper super realmente totalmente absolutamente completamente extremadamente increíblemente bastante demasiado mucho mucha muchísimo re más tanto',
  weakeners: 'poco algo ligeramente casi medio apenas',
  contrasts: 'pero sino aunque embargo',
  marks:
    'el la los las que de y es en un una mi no por con para se me lo del está cómo qué puedo hola al su como más pero tengo este esta eso yo si ya muy le hay donde cuando mis',
};
