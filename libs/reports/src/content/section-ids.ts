/** Ids of the sections, in the order of the report. */
export const SECTION_IDS = [
  ...(['summary', 'totals', 'days', 'hours', 'incidents', 'topics', 'sentiments', 'issues'] as const),
  ...(['models', 'languages', 'intents', 'sources', 'groups', 'cost', 'unusual', 'users', 'notes'] as const),
] as const;
export type SectionId = (typeof SECTION_IDS)[number];

/** Only where a template asks for them. */
const BY_TEMPLATE: readonly SectionId[] = ['groups', 'cost', 'notes'];

/** The sections of a report, in order: what its template names and what is missing, or all that need none. */
export const sectionIdsOf = ({
  template,
}: {
  template?: { sections: readonly SectionId[] };
}): readonly SectionId[] =>
  template === undefined
    ? SECTION_IDS.filter((id) => !BY_TEMPLATE.includes(id))
    : [...template.sections.filter((id) => id !== 'notes'), 'notes'];
