import type { ReportTemplate } from './template-schema.ts';
import { parseTemplate } from './parse-template.ts';

/** A template that everybody has: its text, to be copied and changed, and what it says. */
export interface GalleryTemplate {
  yaml: string;
  template: ReportTemplate;
}

const TEXTS: readonly string[] = [
  `name: executive-week
title:
  en: The week in brief
  de: Die Woche in Kürze
  es: La semana en breve
  fr: La semaine en bref
  pt: A semana em resumo
description: >-
  The week on a page: what changed, why, and what it is about.
period: weekly
sections: [summary, totals, days, topics, sentiments, incidents]
`,
  `name: support
title:
  en: Support
  de: Kundendienst
  es: Atención al cliente
  fr: Assistance
  pt: Apoio ao cliente
description: >-
  For those who answer: what people came for, what went wrong, and which conversations to read.
period: weekly
sections: [summary, totals, topics, intents, issues, hours, unusual]
`,
  `name: model-quality
title:
  en: Quality of the models
  de: Güte der Modelle
  es: Calidad de los modelos
  fr: Qualité des modèles
  pt: Qualidade dos modelos
description: >-
  Models side by side: sentiment, quality, failures, refusals and times of answers, with intervals.
period: weekly
sections: [summary, totals, models, issues, languages]
`,
  `name: cost
title:
  en: Cost
  de: Kosten
  es: Costes
  fr: Coûts
  pt: Custos
description: >-
  What conversations cost by model. Copy it and write your prices into it: without them it gives volumes alone, and says so.
period: monthly
sections: [summary, totals, cost, days, models]
`,
  `name: safety
title:
  en: Safety
  de: Sicherheit
  es: Seguridad
  fr: Sûreté
  pt: Segurança
description: >-
  Refusals, failures, known defects and the most unusual conversations.
period: weekly
sections: [summary, totals, issues, models, incidents, unusual]
`,
  `name: language-coverage
title:
  en: Languages
  de: Sprachen
  es: Idiomas
  fr: Langues
  pt: Idiomas
description: >-
  In which languages people write, how well each is served, and what is not translated yet.
period: monthly
sections: [summary, totals, languages, topics, days]
`,
  `name: incidents
title:
  en: Incidents
  de: Störungen
  es: Incidencias
  fr: Incidents
  pt: Incidentes
description: >-
  What was not as usual: each incident with its days, and the course around it.
period: weekly
sections: [summary, incidents, days, hours, unusual]
`,
  `name: customer-account
title:
  en: Customer account
  de: Kundenkonto
  es: Cuenta de cliente
  fr: Compte client
  pt: Conta de cliente
description: >-
  One customer: what they asked, how it went, and what stood out. Asks for the user, or several users of one customer.
period: monthly
sections: [summary, totals, days, topics, sentiments, issues, models, unusual, users]
needs: [user]
`,
];

/** Eight templates to begin with. */
export const gallery: readonly GalleryTemplate[] = TEXTS.map((yaml) => ({
  yaml,
  template: parseTemplate(yaml),
}));

export const galleryTemplate = (name: string): GalleryTemplate | undefined =>
  gallery.find(({ template }) => template.name === name);
