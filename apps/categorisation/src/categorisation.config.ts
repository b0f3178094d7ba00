import { defineSettings, optional, path } from '@convoscope/config';

export const categorisationSettings = defineSettings({
  taxonomyFile: {
    env: 'CATEGORISATION_TAXONOMY_FILE',
    type: optional(path()),
    default: undefined,
    doc: 'Your topics, as YAML: version, and for each topic id, title, keywords and examples. Without it the built-in taxonomy is used.',
  },
});
