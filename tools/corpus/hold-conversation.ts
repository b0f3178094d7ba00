import { expandTemplate, pick, type Random } from './expand-template.ts';
import { type Person, writeAs } from './people.ts';
import type { Phrases, Scenario } from './scenario.ts';
import { pickWeighted } from './seeded-random.ts';

export interface Turn {
  readonly role: 'user' | 'assistant';
  readonly content: string;
}

/** How a conversation ends. */
export type Mood = 'thankful' | 'silent' | 'unsolved' | 'angry' | 'error';

const MOST_TURNS = 14;
const PLAIN_ATTEMPTS = 4;
const MOST_ATTEMPTS = 12;
/** Chance of no, one, two, three and four further questions. */
const N_QUESTIONS = [38, 32, 18, 9, 3];

/** After a comma or a colon a sentence goes on in lower case, but for "I" and what is all capitals. */
function continueWith(before: string, sentence: string): string {
  if (before === '') return sentence;
  const goesOn = /[,:-]$|\p{L}$/u.test(before) && !/^(?:I\b|[\p{Lu}\p{N}]{2})/u.test(sentence);
  return `${before} ${goesOn ? sentence.charAt(0).toLowerCase() + sentence.slice(1) : sentence}`;
}

/** Writes one conversation down, turn by turn. */
class Dialogue {
  readonly turns: Turn[] = [];
  private bound = new Map<string, string>();
  private readonly person: Person;
  private readonly phrases: Phrases;
  private readonly random: Random;
  private readonly said: Set<string>;

  constructor(person: Person, phrases: Phrases, said: Set<string>, random: Random) {
    this.person = person;
    this.phrases = phrases;
    this.said = said;
    this.random = random;
  }

  /** Says one of the templates, with other words where somebody said exactly that before. */
  user(templates: readonly string[], greeting = ''): void {
    let content = '';
    for (let attempt = 0; attempt < MOST_ATTEMPTS; attempt++) {
      const aside = attempt < PLAIN_ATTEMPTS ? '' : pick(this.phrases.asides, this.random);
      const before = new Map(this.bound);
      const said = continueWith(this.fill([greeting + aside]), this.fill(templates));
      content = writeAs(this.person, said, this.random);
      if (!this.said.has(content)) break;
      if (attempt < MOST_ATTEMPTS - 1) this.bound = before;
    }
    this.said.add(content);
    this.turns.push({ role: 'user', content });
  }

  assistant(templates: readonly string[]): void {
    this.turns.push({ role: 'assistant', content: this.fill(templates) });
  }

  private fill(templates: readonly string[]): string {
    const text = expandTemplate(pick(templates, this.random), this.phrases.slots, this.bound, this.random);
    const tidy = text
      .replace(/ {2,}/g, ' ')
      .replace(/ ([.,])/g, '$1')
      .trim();
    return tidy.charAt(0).toUpperCase() === tidy.charAt(0) ? tidy : tidy.charAt(0) + tidy.slice(1);
  }
}

function shuffled<T>(items: readonly T[], random: Random): T[] {
  return items
    .map((item) => ({ item, key: random() }))
    .sort((a, b) => a.key - b.key)
    .map(({ item }) => item);
}

/** Asks, perhaps says more, and gives back the answer that fits. */
function open(dialogue: Dialogue, scenario: Scenario, phrases: Phrases, random: Random): string {
  const greeting = pick(phrases.greetings, random);
  const index = Math.floor(random() * scenario.open.length);
  dialogue.user([scenario.open[index]!], greeting);
  if (scenario.ask !== undefined && scenario.detail !== undefined && random() < 0.6) {
    dialogue.assistant(scenario.ask);
    dialogue.user(scenario.detail);
  }
  const fitting = scenario.fits?.[index] ?? Math.min(index, scenario.answer.length - 1);
  return scenario.answer[fitting]!;
}

function askFurther(dialogue: Dialogue, scenario: Scenario, random: Random): void {
  const wanted = pickWeighted(N_QUESTIONS, random);
  for (const [question, answer] of shuffled(scenario.more ?? [], random).slice(0, wanted)) {
    dialogue.user([question]);
    dialogue.assistant([answer]);
  }
}

function complain(dialogue: Dialogue, phrases: Phrases, random: Random): void {
  if (random() < 0.4) {
    dialogue.user(phrases.unsolved);
    dialogue.assistant(phrases.apologies);
  }
  dialogue.user(phrases.angry);
  if (random() < 0.9) dialogue.assistant(phrases.apologies);
  if (random() < 0.4) {
    dialogue.user(phrases.escalations);
    dialogue.assistant(phrases.handovers);
  }
}

function end(dialogue: Dialogue, mood: Mood, phrases: Phrases, random: Random): void {
  if (mood === 'thankful') {
    dialogue.user(phrases.thanks);
    if (random() < 0.8) dialogue.assistant(phrases.welcomes);
  } else if (mood === 'unsolved') {
    dialogue.user(phrases.unsolved);
    if (random() < 0.7) dialogue.assistant(phrases.apologies);
  } else if (mood === 'angry' || mood === 'error') complain(dialogue, phrases, random);
}

/**
 * A whole conversation of 2 to 14 turns in which the slots stay the same from the first turn to the last.
 * `said` holds what people of the corpus said already, so that they repeat each other as little as people do.
 */
export function holdConversation(
  person: Person,
  phrases: Phrases,
  scenario: Scenario,
  mood: Mood,
  said: Set<string>,
  random: Random,
): readonly Turn[] {
  const dialogue = new Dialogue(person, phrases, said, random);
  const answer = open(dialogue, scenario, phrases, random);
  if (mood === 'error') dialogue.assistant(phrases.failures);
  else {
    dialogue.assistant([answer]);
    askFurther(dialogue, scenario, random);
  }
  if (mood !== 'error' || random() < 0.6) end(dialogue, mood, phrases, random);
  return dialogue.turns.slice(0, MOST_TURNS);
}
