import type { Phrases } from '../scenario.ts';

export const FR: Phrases = {
  language: 'fr',
  slots: {
    product: ['casque', 'sac à dos', 'grille-pain', 'clavier', 'vélo pliant', 'aspirateur', 'manteau'],
    order: ['{#10000-99999}', 'FR-{#1000-9999}-{#10-99}'],
    amount: ['{#9-280},{#10-99} €', '{#15-400} euros'],
    day: ['lundi', 'mardi', 'mercredi', 'jeudi', 'vendredi', 'samedi'],
    days: ['{#3-12} jours', 'une semaine', 'deux semaines', '{#2-5} semaines'],
    city: ['Lyon', 'Nantes', 'Bruxelles', 'Lille', 'Genève', 'Bordeaux', 'Montréal', 'Rennes'],
    month: ['janvier', 'mars', 'avril', 'juin', 'août', 'octobre', 'novembre'],
    email: ['c.morel{#10-99}@example.org', 'jeanne{#1-99}@example.com'],
  },
  asides: [
    'Et aussi : ',
    'Au fait, ',
    "D'accord. ",
    'Je vois. ',
    'Encore une question : ',
    'Juste pour être sûr : ',
    'Hm. ',
    'Je suis dans le train. ',
    'Comme dit {day} : ',
    'Dossier {#100-9999} : ',
    'Bon. ',
    'Ah oui, ',
  ],
  greetings: ['Bonjour, ', 'Bonsoir, ', 'Salut, ', 'Bonjour ! ', 'Madame, Monsieur, ', '', '', ''],
  thanks: [
    '[Super|Parfait|Génial], [merci|merci beaucoup|mille mercis][ !| 😊|, ça marche maintenant.|, exactement ce que je cherchais.]',
    "[Merci pour la réponse rapide|C'est très clair, merci|Merci, problème réglé][.| !|, bonne journée.|, à bientôt]",
  ],
  welcomes: ['[Avec plaisir|Je vous en prie][ !|. Bonne journée.|, revenez si besoin.]'],
  unsolved: [
    "[Ça ne m'aide pas|J'ai déjà essayé|Toujours le même problème], [rien ne change|même après {#2-6} essais|que faire d'autre] ?",
    "[Ce n'est pas ma question|Vous n'avez pas compris]. [Je parle de la commande {order}.|Relisez s'il vous plaît.]",
  ],
  angry: [
    "[C'est inadmissible|C'est honteux|J'en ai marre|Incroyable] ! [J'attends depuis {days}|C'est la {#2-6}e fois que j'écris|Personne ne répond] [et rien ne se passe|et j'ai payé {amount}|et on se moque de moi][ !!|.| 😡]",
    "[Le pire service que j'aie connu|Je suis vraiment très déçu|Vraiment nul]. [Plus jamais.|Je résilie tout.|J'ai perdu {#2-5} heures.]",
  ],
  apologies: [
    "Je suis [vraiment |]désolé. [Votre dossier {#10000-99999} est maintenant prioritaire|J'ai transmis à l'équipe] et [vous aurez une réponse sous {#4-48} heures|quelqu'un vous écrit aujourd'hui].",
  ],
  escalations: [
    "[Je veux parler à un humain|Passez-moi un responsable|Un conseiller s'il vous plaît][ !|, tout de suite.|. Il s'agit de {amount}.]",
  ],
  handovers: [
    "[Je vous mets en relation|Je transmets à une collègue], l'attente est d'environ {#3-20} minutes. Dossier {#10000-99999}.",
  ],
  failures: [
    "Une erreur interne s'est produite (code 50[0|2|3], requête {#100000-999999}).",
    'Erreur 50[2|4] : le service ne répond pas. [Réessayez plus tard.|Réf. {#1000-9999}.]',
  ],
  scenarios: [
    {
      topic: 'billing',
      fits: [0, 1, 0],
      open: [
        "[J'ai été prélevé|On m'a débité] deux fois [en {month}|{day}|] de {amount}[, pourquoi ?|. Pouvez-vous vérifier ?]",
        "[Où trouver|Il me faut|Pouvez-vous envoyer] la facture [de {month}|de la commande {order}][ ?|, merci d'avance.]",
        'Mon abonnement est passé à {amount} [sans prévenir|depuis {month}], [expliquez-moi|est-ce normal] ?',
      ],
      ask: [
        "Bien sûr. [Quelle est l'adresse du compte ?|Quels sont les quatre derniers chiffres de la carte ?]",
      ],
      detail: ['{email}[, client depuis {month}|]', "[c'est|] {#1000-9999}"],
      answer: [
        "[Je vois|C'est trouvé] : [la seconde ligne est une autorisation qui disparaît sous {#2-5} jours|le tarif a changé le même jour, je rends {amount}]. [Rien à faire de votre côté.|Un e-mail confirme.]",
        "Elle se trouve dans Paramètres > Facturation[, en PDF|, et je l'ai envoyée à {email}].",
      ],
      more: [
        [
          '[Combien de temps faut-il|Quand verrai-je le remboursement] ?',
          'En général {#2-6} jours ouvrés[, selon la banque|].',
        ],
        [
          'Puis-je payer [par virement|une fois par an] ?',
          'Oui, dès le mois prochain[, avec {#5-15} % de moins|].',
        ],
      ],
    },
    {
      topic: 'shipping',
      fits: [0, 0, 1],
      open: [
        "[Où est|Quand arrive] ma commande {order} ? [Elle devait arriver {day}.|Le suivi n'a pas bougé depuis {days}.|J'attends un {product}.]",
        "[Le suivi dit livré|Il est marqué livré] mais [je n'ai rien reçu|pas de {product} ici], commande {order}[.| !]",
        'Mon {product} est arrivé [cassé|sans chargeur|dans la mauvaise couleur], que faire [?|? Commande {order}.]',
      ],
      ask: [
        '[Un instant|Je regarde]. [Le code postal est-il {#10000-95999} ?|Avez-vous eu un avis de passage ?]',
      ],
      detail: ['[oui, exact|non, {#10000-95999} {city}]', "[aucun avis|j'étais là tout {day}]"],
      answer: [
        'Le colis est au dépôt de {city} et [arrive {day}|repart demain]. [Lien : https://track.example.com/{#100000-999999}|Vous aurez un message.]',
        "Un remplacement part [aujourd'hui|demain matin], dossier {#10000-99999}[. Gardez l'ancien.|.]",
      ],
      more: [
        [
          'Peut-on le laisser [au voisin|en point relais|devant la porte] ?',
          'Oui, par le lien de suivi[, avant {#18-22} h la veille|].',
        ],
        ["Et s'il est perdu ?", 'Après {#5-10} jours nous le renvoyons ou le remboursons.'],
      ],
    },
    {
      topic: 'writing',
      open: [
        '[Rédige|Écris|Aide-moi à écrire] [un mail à mon patron pour demander {#2-6} jours de congé|une lettre de motivation pour {city}|un petit poème sur {city} en {month}|un message à mon voisin à propos du bruit de {day}][.|, pas trop long.]',
        'Reformule [plus poliment|plus simplement] : « [il me faut les chiffres {day}|votre demande est refusée|la réunion de {day} était inutile] »',
      ],
      answer: [
        "Voici :\n\n« [Bonjour|Madame], [je me permets de vous demander un peu de temps|pourriez-vous m'aider sur un point]. [Bien cordialement|Merci d'avance] »\n\n[Plus court ?|Dites-moi si le ton convient.]",
        "« [Pourriez-vous m'envoyer cela|Il me serait utile de l'avoir] avant {day} ? » [C'est plus doux.|]",
      ],
      more: [
        [
          "[Plus court|Plus chaleureux|Plus formel] [s'il te plaît|, {#30-80} mots]",
          'Voilà : « [Merci de votre aide, à {day}|Un mot rapide avant {day}]. »',
        ],
        ["[Et l'objet du mail|Un titre] ?", '« [Une demande pour {day}|Quelques jours en {month}] ».'],
      ],
    },
    {
      topic: 'cooking',
      open: [
        'Que cuisiner avec [des lentilles|du potiron|des poireaux|du saumon|un reste de riz] [pour {#2-8} personnes|en {#15-40} minutes|sans four] ?',
        'Ma [pâte|mayonnaise|sauce] [ne monte pas|a tourné], [une idée|que faire] ? [Les invités arrivent à {#18-20} h !|]',
      ],
      answer: [
        '[Une soupe|Un gratin] : faites revenir, ajoutez {#200-700} ml de bouillon, {#12-35} minutes à feu doux[, citron à la fin|, un peu de fromage].',
        "[Trop froid sans doute|Trop chaud] : attendez {#20-60} minutes[ au tiède|, puis fouettez avec une cuillère d'eau].",
      ],
      more: [
        [
          'Et sans [crème|œufs|gluten] ?',
          "Prenez [du lait d'avoine|un peu de fécule], {#10-30} g suffisent.",
        ],
        ['Ça se congèle ?', 'Oui, {#2-4} mois[, sans les herbes|].'],
      ],
    },
    {
      topic: 'account_access',
      open: [
        "Je n'arrive pas à me connecter [depuis {day}|sur mon nouveau téléphone], [le code n'arrive jamais|mot de passe refusé|compte {email}][.| !]",
        "J'ai oublié mon mot de passe [et le lien a expiré|mais aucun mail n'arrive à {email}].",
      ],
      answer: [
        'Un nouveau lien est en route, valable {#15-60} minutes. [Regardez aussi les indésirables.|Les anciens liens ne marchent plus.]',
      ],
      more: [
        ['Mes données sont-elles gardées ?', 'Oui, rien ne change.'],
        [
          'Et [sans SMS|avec une clé de sécurité] ?',
          'Oui, dans Paramètres > Sécurité[, version {#3-8}.{#0-9}|].',
        ],
      ],
    },
    {
      topic: 'education',
      open: [
        "[Explique-moi|Peux-tu expliquer] [la photosynthèse|l'inflation|les trous noirs|la Révolution française] [en {#2-5} phrases|pour un enfant de {#7-13} ans|pour mon examen de {day}]",
        'Aide-moi à résoudre {#2-9}x + {#3-30} = {#31-99}[, étape par étape|, je bloque].',
      ],
      answer: [
        "[En bref|Imagine] : [la lumière donne à la plante l'énergie de faire du sucre|trop d'argent cherche trop peu de biens]. [Un exemple ?|]",
        "On passe d'abord la constante de l'autre côté, puis on divise : x = {#1-40}[,{#1-9}|].",
      ],
      more: [
        [
          '[Donne-moi|Je voudrais] {#2-6} exercices',
          'Voici : {#2-9}x − {#1-20} = {#21-90}, puis le même avec une fraction.',
        ],
      ],
    },
  ],
};
