import { defineSettings, durationMs, integer, optional, path } from '@convoscope/config';

export const categorisationSettings = defineSettings({
  taxonomyFile: {
    env: 'CATEGORISATION_TAXONOMY_FILE',
    type: optional(path()),
    default: undefined,
    doc: 'Your topics, as YAML: version, and for each topic id, title, keywords and examples. Without it the built-in taxonomy is used.',
  },
  learnAfter: {
    env: 'CATEGORISATION_LEARN_AFTER',
    type: integer({ min: 0, max: 1_000 }),
    default: 10,
    doc: 'New corrections by people after which a new model is tried; it takes over only where it is better on examples it had not seen. 0: never.',
  },
  modelIntervalMs: {
    env: 'CATEGORISATION_MODEL_INTERVAL_MS',
    type: durationMs(),
    unit: 'ms',
    default: 10_000,
    doc: 'How often it is looked whether there is a newer model, something to learn, or history to categorise again.',
  },
  discoveryIntervalMs: {
    env: 'CATEGORISATION_DISCOVERY_INTERVAL_MS',
    type: durationMs(),
    unit: 'ms',
    default: 300_000,
    doc: 'How often it is looked whether enough conversations that no topic covers are new to look for topics among them.',
  },
  discoveryMinPeople: {
    env: 'CATEGORISATION_DISCOVERY_MIN_PEOPLE',
    type: integer({ min: 2, max: 10_000 }),
    default: 5,
    doc: 'Discovered topics of fewer people are not shown, and words of fewer name none.',
  },
  replayPerSecond: {
    env: 'CATEGORISATION_REPLAY_PER_SECOND',
    type: integer({ min: 0, max: 10_000 }),
    unit: 'conversations/s',
    default: 100,
    doc: 'How fast history is categorised again when model or taxonomy has changed. 0: it stays as it was.',
  },
});
