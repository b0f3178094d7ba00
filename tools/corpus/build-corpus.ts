import { pick, type Random } from './expand-template.ts';
import { holdConversation, type Mood, type Turn } from './hold-conversation.ts';
import * as plan from './incidents.ts';
import { holdOddConversation, tryInjection, typeGibberish } from './odd-conversations.ts';
import { activityOf, createPeople, MODELS, type Person } from './people.ts';
import { phrasesOf } from './phrases/all-phrases.ts';
import { createRandom, logNormal, pickWeighted } from './seeded-random.ts';
import { dayOf, momentBetween, momentOn, planDays } from './timeline.ts';

/** One line of the corpus; the shape that the file source reads. */
export interface DemoConversation {
  readonly conversation_id: string;
  readonly source: 'demo';
  readonly user_id: string;
  readonly model: string;
  readonly topics: readonly string[];
  readonly language: string;
  readonly timestamps: 'synthetic';
  readonly started_at: string;
  readonly ended_at: string;
  readonly messages: readonly {
    readonly role: string;
    readonly content: string;
    readonly timestamp: string;
  }[];
}

export interface Corpus {
  readonly conversations: readonly DemoConversation[];
  readonly incidents: readonly plan.Incident[];
}

/** A conversation before it has a number. */
interface Draft {
  readonly person: Person;
  readonly model: string;
  readonly topic: string;
  readonly startedAt: number;
  readonly turns: readonly Turn[];
  readonly incident?: string;
}

const N_BASELINE = 760;
const ODD_SHARE = 0.025;
const MOODS: readonly Mood[] = ['thankful', 'silent', 'unsolved', 'angry', 'error'];
const USUAL_MOODS = [44, 33, 11, 10, 2];
const BAD_MOODS = [6, 8, 30, 52, 4];
const OTHER_MODEL_SHARE = 0.2;
/** Nobody waits three weeks for a recipe: outside of service, anger is rare. */
const CALMER: Readonly<Record<Mood, Mood>> = {
  ...{ thankful: 'thankful', silent: 'silent', unsolved: 'unsolved', angry: 'unsolved', error: 'error' },
};
const SERVICE_TOPICS = new Set([
  'billing',
  'account_access',
  'shipping',
  'refunds',
  'product_question',
  'technical_problem',
]);
const isService = (topic: string): boolean => SERVICE_TOPICS.has(topic);

/** Creates people, conversations and incidents out of one stream of numbers: the order of the calls is the corpus. */
class CorpusBuilder {
  private readonly random: Random;
  private readonly people: readonly Person[];
  private readonly activity: readonly number[];
  private readonly drafts: Draft[] = [];
  private readonly said = new Set<string>();

  constructor(seed: number) {
    this.random = createRandom(seed);
    this.people = createPeople(this.random);
    this.activity = activityOf(this.people);
  }

  build(): Corpus {
    planDays(N_BASELINE, this.random).forEach((count, day) => {
      for (let n = 0; n < count; n++) this.addUsual(day);
    });
    this.addSpike();
    this.addErrors();
    this.addSurge();
    const burstUser = this.addBurst();
    return this.finish(burstUser);
  }

  private anyone(): Person {
    return this.people[pickWeighted(this.activity, this.random)]!;
  }

  private modelOf(person: Person): string {
    return this.random() < OTHER_MODEL_SHARE ? pick(MODELS, this.random) : person.model;
  }

  private addUsual(day: number): void {
    const person = this.anyone();
    const startedAt = momentOn(day, person, this.random);
    const model = this.modelOf(person);
    if (this.random() < ODD_SHARE) {
      const turns = holdOddConversation(this.random);
      this.drafts.push({ person, model, topic: 'other', startedAt, turns });
      return;
    }
    const isBadRelease =
      model === plan.RELEASED_MODEL && day >= plan.RELEASE_DAY && day < plan.RELEASE_DAY + plan.RELEASE_DAYS;
    const mood = MOODS[pickWeighted(isBadRelease ? BAD_MOODS : USUAL_MOODS, this.random)]!;
    this.addHeld(person, model, startedAt, mood, undefined, isBadRelease ? 'bad-release' : undefined);
  }

  private addHeld(
    person: Person,
    model: string,
    startedAt: number,
    mood: Mood,
    topic?: string,
    incident?: string,
  ): void {
    const phrases = phrasesOf(person.language);
    const fitting = phrases.scenarios.filter((scenario) => scenario.topic === topic);
    const scenario = pick(fitting.length > 0 ? fitting : phrases.scenarios, this.random);
    const fittingMood = isService(scenario.topic) || incident !== undefined ? mood : CALMER[mood];
    const turns = holdConversation(person, phrases, scenario, fittingMood, this.said, this.random);
    const marked = incident === undefined ? {} : { incident };
    this.drafts.push({ person, model, topic: scenario.topic, startedAt, turns, ...marked });
  }

  private addSpike(): void {
    for (let n = 0; n < plan.N_SPIKE; n++) {
      const person = pick(this.people, this.random);
      const topic = this.random() < 0.7 ? 'account_access' : 'technical_problem';
      const mood = MOODS[pickWeighted([25, 30, 25, 18, 2], this.random)]!;
      const startedAt = momentOn(plan.SPIKE_DAY, person, this.random);
      this.addHeld(person, this.modelOf(person), startedAt, mood, topic, 'volume-spike');
    }
  }

  private addErrors(): void {
    for (let n = 0; n < plan.N_ERRORS; n++) {
      const person = this.anyone();
      const startedAt = momentBetween(plan.ERROR_DAY, plan.ERROR_HOURS[0], plan.ERROR_HOURS[1], this.random);
      this.addHeld(person, this.modelOf(person), startedAt, 'error', undefined, 'error-burst');
    }
  }

  private addSurge(): void {
    const speakers = this.people.filter((person) => person.language === 'en' || person.language === 'es');
    for (let n = 0; n < plan.N_SURGE; n++) {
      const person = pick(speakers, this.random);
      const day = plan.SURGE_DAYS[n % 2]!;
      const mood = MOODS[pickWeighted([30, 35, 18, 17, 0], this.random)]!;
      const startedAt = momentOn(day, person, this.random);
      this.addHeld(person, this.modelOf(person), startedAt, mood, plan.SURGE_TOPIC, 'recall');
    }
  }

  private addBurst(): string {
    const person = this.people.find((each, index) => index > 30 && each.language === 'en')!;
    for (let n = 0; n < plan.N_BURST; n++) {
      const startedAt = momentBetween(plan.BURST_DAY, plan.BURST_HOURS[0], plan.BURST_HOURS[1], this.random);
      const turns = (n % 3 === 2 ? typeGibberish : tryInjection)(this.random);
      this.drafts.push({
        person,
        model: person.model,
        topic: 'other',
        startedAt,
        turns,
        incident: 'night-burst',
      });
    }
    return person.id;
  }

  private finish(burstUser: string): Corpus {
    const touched = new Map<string, string[]>();
    const sorted = this.drafts.toSorted((a, b) => a.startedAt - b.startedAt);
    const conversations = sorted.map((draft, index) => {
      const conversation = this.toConversation(draft, index);
      if (draft.incident !== undefined) {
        touched.set(draft.incident, [...(touched.get(draft.incident) ?? []), conversation.conversation_id]);
      }
      return conversation;
    });
    return { conversations, incidents: plan.describeIncidents(touched, burstUser) };
  }

  private toConversation(draft: Draft, index: number): DemoConversation {
    let at = draft.startedAt;
    const messages = draft.turns.map((turn, position) => {
      if (position > 0) at += this.gapBefore(turn, draft);
      return { role: turn.role, content: turn.content, timestamp: new Date(at).toISOString() };
    });
    return {
      conversation_id: `demo-${String(index + 1).padStart(4, '0')}`,
      ...{ source: 'demo', user_id: draft.person.id, model: draft.model, topics: [draft.topic] },
      ...{ language: draft.person.language, timestamps: 'synthetic' },
      ...{ started_at: messages[0]!.timestamp, ended_at: messages.at(-1)!.timestamp, messages },
    };
  }

  /** An answer takes seconds (longer while the servers fail), a person's reply about a minute. */
  private gapBefore(turn: Turn, draft: Draft): number {
    const isFailing = draft.incident === 'error-burst' && dayOf(draft.startedAt) === plan.ERROR_DAY;
    const answer = (isFailing ? 28 : 2.2) + turn.content.length / 180;
    const median = turn.role === 'assistant' ? answer : 18 + turn.content.length / 2.5;
    return Math.round(logNormal(median, 0.55, this.random)) * 1000 + 1000;
  }
}

/** The whole corpus for a seed; equal seeds give equal corpora. Takes about 0.1 s. */
export function buildCorpus(seed: number): Corpus {
  return new CorpusBuilder(seed).build();
}
