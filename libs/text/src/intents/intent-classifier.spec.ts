import { describe, expect, it } from '@jest/globals';
import { createIntentClassifier } from './intent-classifier.ts';
import { INTENTS } from './intent.ts';
import { INTENT_EXAMPLES } from './intent-examples.ts';

const classifier = createIntentClassifier();

/** Messages that the examples do not hold, in several languages. */
const UNSEEN: readonly (readonly [text: string, intent: string])[] = [
  ['who was the first person on the moon?', 'information_seeking'],
  ['wann macht der Laden auf?', 'information_seeking'],
  ['cuánto tarda el envío a Portugal?', 'information_seeking'],
  ['how do I turn on dark mode', 'how_to'],
  ['comment puis-je modifier mon adresse e-mail ?', 'how_to'],
  ['wie installiere ich das Update?', 'how_to'],
  ['can you recommend a good book for my holiday', 'recommendation'],
  ['quel ordinateur me conseilles-tu ?', 'recommendation'],
  ['write a short speech for my sister’s wedding', 'content_creation'],
  ['schreibe eine kurze Geschichte über einen Fuchs', 'content_creation'],
  ['resume este artículo en tres frases', 'content_creation'],
  ['why does my Python code raise a KeyError', 'code_help'],
  ['write a function in TypeScript that sorts by date', 'code_help'],
  ['book a table for four on Saturday', 'task_request'],
  ['réserve une chambre pour demain', 'task_request'],
  ['please update my phone number', 'account_action'],
  ['cancel my membership please', 'cancellation'],
  ['ich möchte meinen Vertrag kündigen', 'cancellation'],
  ['quiero cancelar mi pedido', 'cancellation'],
  ['I want my money back', 'refund_request'],
  ['vorrei il rimborso del mio ordine', 'refund_request'],
  ['the app crashes when I open the camera', 'bug_report'],
  ['a página não carrega no meu celular', 'bug_report'],
  ['this is the worst support I have ever had', 'complaint'],
  ['ik ben zeer teleurgesteld, niemand reageert', 'complaint'],
  ['let me talk to a real person', 'escalation'],
  ['ich will mit einem Mitarbeiter sprechen', 'escalation'],
  ['perfect, thank you, that solved it', 'praise'],
  ['dziękuję, działa świetnie', 'praise'],
  ['it would be nice to have a calendar view', 'feedback'],
  ['hello there', 'small_talk'],
  ['buongiorno', 'small_talk'],
  ['yes please', 'reply'],
  ['my order number is 90125', 'reply'],
];

describe('an intent classifier', () => {
  it('gets at least four of five unseen messages right', () => {
    const wrong = UNSEEN.filter(([text, intent]) => classifier.classify(text).intent !== intent);
    expect(wrong.length).toBeLessThanOrEqual(Math.floor(UNSEEN.length / 5));
  });

  it('knows every intent it has examples for, and no other', () => {
    const labels = new Set(INTENT_EXAMPLES.map((example) => example.label));
    expect([...labels, 'other'].sort()).toEqual([...INTENTS].sort());
  });

  it('learns further examples', () => {
    const examples = ['floop the wibble', 'wibble floop now', 'please floop'].map((text) => ({
      text,
      label: 'feedback',
    }));
    expect(createIntentClassifier({ examples }).classify('floop the big wibble').intent).toBe('feedback');
  });

  it('answers other when it is not sure enough', () => {
    expect(createIntentClassifier({ minConfidence: 1.01 }).classify('hello').intent).toBe('other');
  });

  it('gives a confidence in [0, 1]', () => {
    for (const [text] of UNSEEN) {
      const { confidence } = classifier.classify(text, 'en');
      expect(confidence).toBeGreaterThanOrEqual(0);
      expect(confidence).toBeLessThanOrEqual(1);
    }
  });
});
