import { describe, expect, it } from '@jest/globals';
import { defaultTaxonomy } from './default-taxonomy.ts';
import { findTaxonomyProblems, type Taxonomy } from './taxonomy.ts';
import { createTopicClassifier } from './topic-classifier.ts';

const classifier = createTopicClassifier(defaultTaxonomy);

const PETS: Taxonomy = {
  name: 'pets',
  version: 'pets-1',
  topics: [
    {
      id: 'dogs',
      title: 'Dogs',
      keywords: ['dog*', 'puppy', 'guide dog'],
      examples: ['my puppy barks all night'],
    },
    {
      id: 'cats',
      title: 'Katzen',
      keywords: ['cat', 'katze*', 'kitten'],
      examples: ['die Katze frisst nicht'],
    },
  ],
};

describe('a topic classifier', () => {
  it.each([
    ['I was charged twice for my subscription', 'billing'],
    ['Wie kann ich mein Passwort zurücksetzen?', 'account_access'],
    ['Où est mon colis ?', 'shipping'],
    ['Quiero un reembolso', 'refunds'],
    ["L'app si blocca sempre", 'technical_problem'],
    ['Escreva um e-mail para o meu chefe', 'writing'],
    ['Hoe maak ik pannenkoeken? Heb je een recept?', 'cooking'],
    ['Zaplanuj wycieczkę do Rzymu', 'travel'],
    ['ログインできません', 'account_access'],
    ['undo my last git commit', 'coding'],
  ])('sorts "%s" into %s', (text, topic) => {
    expect(classifier.classify(text).topic).toBe(topic);
  });

  it.each(['hello', '👍', '', 'colorless green ideas drift', 'xq zzkt wvv'])('calls "%s" other', (text) => {
    expect(classifier.classify(text)).toMatchObject({ topic: 'other', evidence: [] });
  });

  it('names the words that speak for a topic, and the next best topics', () => {
    const { evidence, alternatives, confidence } = classifier.classify(
      'Where is my parcel? The tracking has stopped',
    );
    expect(evidence).toEqual(expect.arrayContaining(['parcel', 'tracking']));
    expect(evidence).not.toContain('the');
    expect(alternatives).toHaveLength(3);
    expect(alternatives[0]!.confidence).toBeLessThan(confidence);
  });

  it("learns a user's own taxonomy, in any language", () => {
    const pets = createTopicClassifier(PETS);
    expect(pets.taxonomyVersion).toBe('pets-1');
    expect(pets.topics).toEqual(['cats', 'dogs', 'other']);
    expect(pets.classify('two dogs and a guide dog').topic).toBe('dogs');
    expect(pets.classify('meine Katzen schlafen').topic).toBe('cats');
    expect(pets.classify('the weather is fine').topic).toBe('other');
  });

  it('answers other more often when it has to be surer', () => {
    const strict = createTopicClassifier(PETS, { minConfidence: 0.999 });
    expect(strict.classify('a dog').topic).toBe('other');
  });

  it('is the same each time it learns', () => {
    const text = 'transfer money to my savings account';
    expect(createTopicClassifier(defaultTaxonomy).classify(text)).toEqual(classifier.classify(text));
  });

  it('refuses a taxonomy and names every problem', () => {
    const broken: Taxonomy = {
      name: 'x',
      version: ' ',
      topics: [
        { id: 'A b', title: 'A' },
        { id: 'A b', title: 'B', keywords: ['b'] },
      ],
    };
    expect(findTaxonomyProblems(broken)).toHaveLength(5);
    expect(() => createTopicClassifier(broken)).toThrow(/"A b" occurs twice.*no version/);
    expect(findTaxonomyProblems({ name: 'e', version: '1', topics: [] })).toEqual([
      { path: ['topics'], message: 'the taxonomy has no topic besides "other"' },
    ]);
  });

  it('finds nothing wrong with the default taxonomy', () => {
    expect(findTaxonomyProblems(defaultTaxonomy)).toEqual([]);
    expect(JSON.parse(JSON.stringify(defaultTaxonomy))).toEqual(defaultTaxonomy);
  });
});
