import { describe, expect, it } from '@jest/globals';
import { signalsOf } from '../quality/message-signals.ts';
import { asksBack, isHandover, isRefusal, saysDone } from './assistant-phrases.ts';
import { nameSignals } from './name-signals.ts';
import { tellOutcome } from './tell-outcome.ts';
import { asksForHuman, isAnnoyed, saysMadeUp, saysUnsolved } from './user-phrases.ts';

/** A conversation by turns; lines of the assistant begin with "A: ". */
const talk = (...lines: string[]) =>
  lines.map((line) => {
    const isAnswer = line.startsWith('A: ');
    return signalsOf({
      ...{ role: isAnswer ? ('assistant' as const) : ('user' as const), sentiment: 0, latencySeconds: null },
      content: isAnswer ? line.slice(3) : line,
    });
  });
const outcomeOf = (...lines: string[]): string => tellOutcome(talk(...lines)).outcome;
const namesOf = (...lines: string[]): string[] => nameSignals(talk(...lines)).map(({ name }) => name);

describe('how a conversation ended', () => {
  it.each([
    ['resolved', ['How do I mute?', 'A: Press M.', 'thanks, that worked']],
    ['resolved', ['Wie geht das?', 'A: Über das Menü.', 'hat geklappt, danke']],
    ['resolved', ['book a room', 'A: Your room is booked.']],
    ['resolved', ['a question', 'A: an answer', 'ok great', 'A: You are welcome!']],
    ['partly', ['send both files', 'A: Sent.', 'the first is fine, but the second is still missing']],
    ['unresolved', ['it crashes', 'A: Restart it.', 'still not working']],
    ['unresolved', ['is it open?', 'A: Yes.', 'and on Sundays?']],
    ['unresolved', ['help']],
    ['unresolved', ['show my balance', 'A: Error 503: service unavailable']],
    ['unresolved', ['who won?', 'A: Smith.', 'you made that up', 'A: I apologise.']],
    ['escalated', ['my bill is wrong', 'A: I have opened a ticket; our billing team will contact you.']],
    ['escalated', ['my bill is wrong', 'A: Please submit a ticket here.', 'ok thanks', 'A: Bye!']],
    ['abandoned', ['my bill is wrong', 'A: Could you give me the invoice number, please?']],
    ['refused', ['hack his account', "A: I'm sorry, but I can't help with that."]],
    ['refused', ['hack his account', "A: I can't help with that.", 'ok', 'A: Anything else?']],
    ['unknown', ['What is 2 + 2?', 'A: 4']],
    ['unknown', ['recommend a lens', 'A: An 85 mm. Would you like to know more?']],
    ['unknown', ['a recipe', 'A: Here.', 'I need the perfect gift for my mother', 'A: A book.']],
    ['resolved', ['How?', 'A: So.', 'thanks, https://example.com/?a=1 worked']],
    ['unknown', []],
  ])('%s: %j', (outcome, lines) => expect(outcomeOf(...lines)).toBe(outcome));

  it('is not resolved because somebody thanks in advance or accepts a question', () => {
    expect(outcomeOf('a problem', 'A: Which phone do you have?', 'thanks, a Pixel')).toBe('unresolved');
    expect(outcomeOf('thanks in advance: where is it?', 'A: In the menu.')).toBe('unknown');
  });

  it('does not call it refused where something else is given at length', () => {
    const instead = `A: I cannot browse the web. However, here is how you can do it yourself. ${'First you open it. '.repeat(40)}`;
    expect(outcomeOf('read this page', instead)).toBe('unknown');
  });

  it('says what shows it and how sure that is', () => {
    expect(tellOutcome(talk('How?', 'A: So.', 'it works now'))).toEqual({
      ...{ outcome: 'resolved', because: 'the user says that it is done', confidence: 0.94 },
    });
  });

  it('passes over what system and tools say', () => {
    const messages = [
      ...talk('How?', 'A: So.', 'it works now'),
      signalsOf({ role: 'tool', content: 'x', sentiment: 0, latencySeconds: null }),
    ];
    expect(tellOutcome(messages).outcome).toBe('resolved');
  });
});

describe('signals', () => {
  it('name the messages that show them', () => {
    const told = nameSignals(talk('this is useless', "A: I can't help with that.", 'let me talk to a human'));
    expect(told).toEqual([
      { name: 'refusal', messages: [1] },
      { name: 'unanswered_question', messages: [2] },
      { name: 'frustration', messages: [0] },
      { name: 'escalation_request', messages: [2] },
    ]);
  });

  it('take the same question asked again at once for a repetition, not a further one', () => {
    expect(
      namesOf(
        'does the plan include phone support',
        'A: It has much.',
        'so does the plan include phone support',
        'A: Yes.',
      ),
    ).toEqual(['repetition']);
    expect(namesOf('how do I open the file', 'A: So.', 'how do I close the file', 'A: So.')).toEqual([]);
    expect(
      namesOf('find a cheap hotel in Rome', 'A: Roma.', 'find another cheap hotel in Rome', 'A: Lux.'),
    ).toEqual([]);
    expect(
      namesOf('a room for two please tonight', 'A: For how many?', 'a room for two please tonight', 'A: Ok.'),
    ).toEqual([]);
  });

  it('have nothing to do with a text that was asked for', () => {
    const letter = signalsOf({
      ...{
        role: 'user',
        content: 'Write an angry letter: your service is useless, I want to speak to a manager',
        sentiment: -0.8,
      },
      ...{ latencySeconds: null, asksForText: true },
    });
    expect(nameSignals([letter, ...talk('A: Dear Sir, I am furious.')])).toEqual([]);
  });
});

describe('what assistants say', () => {
  it.each([
    "I'm not able to do that.",
    'Leider kann ich dir dabei nicht helfen.',
    'お答えできません',
    '抱歉，我无法帮助您',
  ])('declines: %s', (text) => expect(isRefusal(text)).toBe(true));
  it.each([
    'I cannot stress enough how important this is.',
    '"I can\'t help you," said the guard.',
    'Dear customer, we are unable to provide a refund.',
    'A function that cannot return makes no sense.',
  ])('does not decline: %s', (text) => expect(isRefusal(text)).toBe(false));
  it('hands over, is done, asks', () => {
    expect(isHandover('I am connecting you with a colleague from our support team.')).toBe(true);
    expect(isHandover('The team has eleven players.')).toBe(false);
    expect(saysDone('Your appointment has been cancelled.')).toBe(true);
    expect(asksBack('Sorry! Which plan is it? See https://example.com/?a=b . Thanks!')).toBe(true);
    expect(asksBack('Here it is. Is there anything else?')).toBe(false);
    expect(asksBack(`Why? ${'Because of the rain. '.repeat(20)}`)).toBe(false);
  });
});

describe('what users say', () => {
  it('is annoyed by words or in capitals, not by code', () => {
    expect(isAnnoyed('WHERE IS MY ORDER')).toBe(true);
    expect(isAnnoyed('SELECT * FROM ORDERS')).toBe(false);
    expect(isAnnoyed('how to scrape a page')).toBe(false);
    expect(isAnnoyed('rate it from 1, the worst, to 7')).toBe(false);
  });
  it('asks for a person, says it is broken or made up', () => {
    expect(asksForHuman('can I speak to a real person')).toBe(true);
    expect(asksForHuman('what does an insurance agent do')).toBe(false);
    expect(saysUnsolved('there is no filter on the list')).toBe(true);
    expect(saysMadeUp('Das gibt es gar nicht')).toBe(true);
  });
});
