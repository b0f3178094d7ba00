import { DIGITAL_TOPICS } from './default-topics/digital-topics.ts';
import { KNOWLEDGE_TOPICS } from './default-topics/knowledge-topics.ts';
import { LIFE_TOPICS } from './default-topics/life-topics.ts';
import { SERVICE_TOPICS } from './default-topics/service-topics.ts';
import type { Taxonomy } from './taxonomy.ts';

/** Fits general assistants and customer support, in nine languages; a plain object, so it can be kept as YAML. */
export const defaultTaxonomy: Taxonomy = {
  name: 'general',
  version: 'general-2',
  topics: [
    ...SERVICE_TOPICS,
    ...DIGITAL_TOPICS,
    ...KNOWLEDGE_TOPICS,
    ...LIFE_TOPICS,
    {
      id: 'other',
      title: 'Other',
      examples: [
        ...[
          'hello',
          'hi there',
          'thanks, bye',
          'ok',
          'what do you think?',
          'how are you today?',
          'tell me something',
        ],
        ...[
          'hallo',
          'danke, tschüss',
          'wie geht es dir?',
          'bonjour',
          'merci, au revoir',
          'comment ça va ?',
          'hola',
        ],
        ...[
          'gracias, adiós',
          '¿cómo estás?',
          'ciao',
          'grazie, arrivederci',
          'olá',
          'obrigado, tchau',
          'hoi',
          'bedankt, doei',
        ],
        ...[
          'cześć',
          'dziękuję, do widzenia',
          'こんにちは',
          'ありがとうございます',
          'asdf asdf',
          'test test',
          'yes please',
          'no',
          'never mind',
        ],
      ],
    },
  ],
};
