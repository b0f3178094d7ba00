import { describe, expect, it } from '@jest/globals';
import { aConversation } from '@convoscope/testing';
import { toConversationRef, type ConversationCategorised } from '@convoscope/contracts';
import { applyCorrections } from './apply-corrections.ts';

const data: ConversationCategorised = {
  ...toConversationRef(aConversation({})),
  language: 'en',
  topic: {
    ...{ label: 'billing', confidence: 0.7, evidence: ['invoice'] },
    alternatives: [
      { label: 'refunds', confidence: 0.2 },
      { label: 'shipping', confidence: 0.05 },
      { label: 'account', confidence: 0.02 },
    ],
  },
  intent: { label: 'how_to', confidence: 0.6 },
  sentiment: { label: 'positive', score: 0.9, confidence: 0.8 },
  ...{ quality: { score: 1, issues: [] }, modelVersion: 'm', taxonomyVersion: 't', messages: [] },
};

describe('applyCorrections', () => {
  it('puts the word of a person over that of the model, which stays as an alternative', () => {
    const { topic } = applyCorrections(data, [{ field: 'topic', value: 'refunds' }]);
    expect(topic).toEqual({
      ...{ label: 'refunds', confidence: 1, evidence: ['said by a person'] },
      alternatives: [
        { label: 'billing', confidence: 0.7 },
        { label: 'shipping', confidence: 0.05 },
        { label: 'account', confidence: 0.02 },
      ],
    });
  });

  it('confirms what the model said, with its evidence', () => {
    const { topic, sentiment } = applyCorrections(data, [
      { field: 'topic', value: 'billing' },
      { field: 'sentiment', value: 'positive' },
    ]);
    expect(topic).toMatchObject({
      label: 'billing',
      confidence: 1,
      evidence: ['said by a person', 'invoice'],
    });
    expect(topic.alternatives).toEqual(data.topic.alternatives);
    expect(sentiment).toEqual({ label: 'positive', score: 0.9, confidence: 1 });
  });

  it('gives a feeling the score of its side', () => {
    const { sentiment, intent } = applyCorrections(data, [
      { field: 'sentiment', value: 'negative' },
      { field: 'intent', value: 'complaint' },
    ]);
    expect(sentiment).toEqual({ label: 'negative', score: -0.5, confidence: 1 });
    expect(intent).toEqual({ label: 'complaint', confidence: 1 });
  });

  it('changes nothing where nobody said anything', () => {
    expect(applyCorrections(data, [])).toBe(data);
  });
});
