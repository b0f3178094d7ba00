import { DIGITAL_TOPICS } from './default-topics/digital-topics.ts';
import { KNOWLEDGE_TOPICS } from './default-topics/knowledge-topics.ts';
import { LIFE_TOPICS } from './default-topics/life-topics.ts';
import { SERVICE_TOPICS } from './default-topics/service-topics.ts';
import { VOCABULARY } from './default-topics/vocabulary.ts';
import type { Taxonomy, Topic } from './taxonomy.ts';

/** A topic with the words that belong to it beside those of its definition. */
function withVocabulary(topic: Topic): Topic {
  const words = (VOCABULARY[topic.id] ?? '').split('|').filter((word) => word !== '');
  const isPhrase = (word: string): boolean => word.includes(' ');
  const keywords = words.filter((word) => !isPhrase(word));
  return {
    ...topic,
    keywords: [...new Set([...(topic.keywords ?? []), ...keywords])],
    phrases: words.filter(isPhrase),
  };
}

/** Fits general assistants and customer support, in nine languages; a plain object, so it can be kept as YAML. */
export const defaultTaxonomy: Taxonomy = {
  name: 'general',
  version: 'general-3',
  topics: [
    ...[...SERVICE_TOPICS, ...DIGITAL_TOPICS, ...KNOWLEDGE_TOPICS, ...LIFE_TOPICS].map(withVocabulary),
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
