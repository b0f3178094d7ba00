import type { LexiconSource } from '../lexicon.ts';

/** Written for Convoscope. */
export const FR: LexiconSource = {
  language: 'fr',
  words: {
    '3.2':
      "excellent* parfait* magnifique* génial* géniaux superbe* formidable* merveill* extraordinaire* fantastique* exceptionnel* sublime* splendide* adore adorer adoré adorons meilleur meilleure meilleurs meilleures remarquable* impeccable* incroyablement_bon chef-d'œuvre époustouflant* sensationnel* brillant* brillamment",
    '2.4':
      "aime aimer aimé aimons aimez super bravo félicitation* félicit* merci mille_mercis heureux heureuse* content contente contents contentes ravi ravie ravis enchant* joie joyeu* plaisir beau belle beaux belles top cool chouette délicieu* succès réussi réussie réussite réussir gagné gagner victoire passionnant* fier fière fierté impressionn* drôle* amusant* rigolo sympa sympathique* agréable* gentil* aimable* reconnaissan* recommande recommandé émerveill* espoir magique* triomphe* youpi enthousias* épanoui* précieu* exemplaire* rassur* efficace* efficacité aidé m'aide utile* sauvé amour amoureu* bisous bonheur innovant* innovation*",
    '1.6':
      "bon bonne bons bonnes bien mieux facile* facilement rapide rapidement clair claire clairement pratique* intéressant* satisf* fonctionne_bien marche_bien fonctionne_à_nouveau résolu résolue joli jolie calme sûr sécurisé fiable* honnête* confiance positif* positive* amélior* avantage* solution solutions propre propres apprécie apprécié apprécier sourire rire bienvenue volontiers d'accord paix liberté santé partage solidarité soutien progrès favorable* écologique* durable* vert_et beauté qualité parfaitement idéal* pas_mal pas_de_souci pas_de_problème aucun_problème confort* soleil fête chance",
    '-1.3':
      'lent lente lenteur* problème* difficile* difficulté* compliqué* malheureusement hélas dommage manque* attend attends attente attendre retard* tard cher chère chers coûteu* confus* flou floue bizarre* étrange* inquiet inquiète inquiét* inquiétude* doute* triste* tristesse regret* fatigué* fatigant* malade* douleur* mal seul seule perdu perdue perdre perte refus* rejet* bloqué* bloquée erroné* incorrect* faux fausse insuffisan* médiocre* moyen ennuyeu* ennui réclam* plainte* critiqu* menac* toujours_pas toujours_rien pas_encore aucune_réponse aucune_aide pas_de_réponse double_prélèvement débité* deux_fois polémique* pollution* polluant* déchet* risque* danger* dangereu* crise* impossible* hausse_des réchauffement',
    '-2': "mauvais* erreur* panne* bug bugs bugué cassé* plante planté plantage échec* échou* défaut* défectueu* ne_marche ne_fonctionne marche_pas fonctionne_pas répond_pas aide_pas déçu* décev* déception* frustr* énerv* agac* fâché* colère mécontent* insatisf* nul nulle nuls inutile* inutilisable* incompéten* ridicule* absurde* honte* honteu* stupide* bête idiot* débile* con conne connerie* mensonge* menteur* mentir menti arnaque* arnaqu* escroc* vol volé voleur* voleurs trahi* trahison peur effray* panique* stress* souffr* victime* mort morts morte mourir tué tuer guerre* attentat* terroris* violen* haine déteste détester détest* injust* scandale* scandaleu* désespér* désespoir pleur* marre ras-le-bol insupportable* pénible* perte_de_temps n'importe_quoi foutu* foutage absurdité corruption corrompu* racis* fasc* détruire détruit* destruction* catastroph* tueur_de gâch* ral-bol",
    '-3': 'horrible* horreur* affreu* terrible* épouvantable* abominable* atroce* exécrable* lamentable* pitoyable* minable* désastr* désastre* inacceptable* inadmissible* dégoût* dégueu* merde merdique* putain enfoiré* salaud* salope connard* chier pire pires cauchemar* infâme* odieu* immonde* honteusement foutre bordel ignoble*',
  },
  intensifiers:
    'très trop vraiment tellement si extrêmement absolument totalement complètement super hyper particulièrement incroyablement franchement fort beaucoup tout bien plus',
  weakeners: 'peu légèrement assez plutôt moyennement presque parfois guère',
  contrasts: 'mais cependant pourtant toutefois néanmoins',
  marks:
    "le la les des et est je un une pas vous pour dans mon ma que qui sur avec c'est j'ai ne ce du au nous votre comment bonjour puis-je il elle mais où mes aux cette être n'est suis être depuis",
};
