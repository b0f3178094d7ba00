import { describe, expect, it } from '@jest/globals';
import { assessQuality } from './assess-quality.ts';
import type { QualityMessage } from './message-signals.ts';

const user = (content: string, sentiment = 0): QualityMessage => ({
  role: 'user',
  content,
  sentiment,
  latencySeconds: 20,
});
const answer = (content: string, latencySeconds: number | null = 3): QualityMessage => ({
  ...{ role: 'assistant', content, sentiment: 0, latencySeconds },
});
const issuesOf = (...messages: QualityMessage[]): readonly string[] => assessQuality(messages).issues;

describe('assessQuality', () => {
  it('finds nothing wrong with a question that is answered', () => {
    const result = assessQuality([user('what is 2 + 2?'), answer('4'), user('thanks, that worked', 0.7)]);
    expect(result).toEqual({ score: 1, issues: [] });
  });

  it('notices that nobody answered', () => {
    expect(issuesOf(user('hello? is anyone there?'))).toEqual(['unanswered']);
    expect(issuesOf(user('hi'), answer('Hi!'), user('where is my parcel?'))).toContain('unanswered');
  });

  it('does not ask for an answer to thanks', () => {
    expect(issuesOf(user('hi'), answer('Hi!'), user('danke'))).toEqual([]);
  });

  it.each([
    'Error 503: upstream timeout',
    'Something went wrong. Please try again.',
    'Es ist ein Fehler aufgetreten (Code 500).',
    "Une erreur interne s'est produite (code 502).",
    'エラーが発生しました',
  ])('knows "%s" for a failure', (text) => {
    expect(issuesOf(user('a question'), answer(text))).toContain('assistant_error');
  });

  it('does not take an explanation of errors for one', () => {
    expect(issuesOf(user('what is http?'), answer('Status codes tell the result of a request.'))).toEqual([]);
  });

  it('notices refusals, escalations, apologies and empty answers', () => {
    expect(issuesOf(user('do it'), answer("I can't help with that request."))).toContain('refusal');
    expect(issuesOf(user('let me speak to a human'), answer('Sure'))).toContain('escalation_requested');
    expect(issuesOf(user('a'), answer('Sorry about this'), user('b'), answer('I apologise again'))).toContain(
      'repeated_apology',
    );
    expect(issuesOf(user('a'), answer(' '))).toContain('empty_answer');
  });

  it('notices repetition on either side', () => {
    const again = user('where is my invoice number 59135');
    expect(issuesOf(again, answer('In the help centre.'), again, answer('Let me look for it.'))).toEqual([
      'user_repeats_itself',
    ]);
    const same = answer('You can find all documents in our help centre');
    expect(issuesOf(user('one thing'), same, user('quite another'), same)).toEqual(['repeated_answer']);
  });

  it('notices an unhappy end', () => {
    const result = assessQuality([
      user('hi, nice to meet you', 0.6),
      answer('Hello'),
      user('still not working', -0.7),
      answer('Hm'),
    ]);
    expect(result.issues).toEqual(['unresolved', 'negative_turn']);
    expect(result.score).toBeCloseTo(0.6);
  });

  it('notices slow answers and endless conversations', () => {
    expect(issuesOf(user('a'), answer('b', 61))).toEqual(['slow_answer']);
    const long = Array.from({ length: 16 }, (_, n) => [
      user(`question number ${n} ${n * n}`),
      answer(`reply ${n}`),
    ]).flat();
    expect(issuesOf(...long)).toContain('very_long');
  });

  it('never falls below zero, and has nothing to say about nothing', () => {
    const awful = Array.from({ length: 20 }, () => [
      user('let me speak to a human, it still does not work at all', -0.9),
      answer('Error 500'),
    ]).flat();
    expect(assessQuality([...awful, user('you are not helping', -0.9)]).score).toBe(0);
    expect(assessQuality([])).toEqual({ score: 1, issues: [] });
  });
});
