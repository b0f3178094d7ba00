import { asksBack, isHandover, isRefusal, saysDone } from '../outcome/assistant-phrases.ts';
import {
  accepts,
  asksForHuman,
  isAnnoyed,
  saysHalfDone,
  saysMadeUp,
  saysResolved,
  saysThanks,
  saysUnsolved,
} from '../outcome/user-phrases.ts';
import { isApology, isErrorMessage } from './quality-signals.ts';

/** What is looked at in one message. */
export interface QualityMessage {
  readonly role: 'user' | 'assistant' | 'system' | 'tool';
  readonly content: string;
  /** Sentiment in [-1, 1]. */
  readonly sentiment: number;
  /** Seconds since the message before; null when unknown. */
  readonly latencySeconds: number | null;
  /** Whether a text is asked for ("write a letter to my landlord …"): what is in it is its matter, and nothing that its user feels or says. */
  readonly asksForText?: boolean;
  /** Whether it complains or reports that something is broken: what it feels is then about how it is served. */
  readonly complains?: boolean;
}

/** What shows of how a conversation goes, message by message: long ones are read a little at a time. */
export interface MessageSignals {
  readonly role: QualityMessage['role'];
  readonly sentiment: number;
  readonly latencySeconds: number | null;
  readonly words: ReadonlySet<string>;
  readonly nCharacters: number;
  readonly asksForText: boolean;
  readonly asks: boolean;
  readonly isEmpty: boolean;
  readonly isError: boolean;
  readonly isRefusal: boolean;
  readonly isApology: boolean;
  readonly isHandover: boolean;
  readonly isDone: boolean;
  readonly asksBack: boolean;
  readonly asksForHuman: boolean;
  readonly saysThanks: boolean;
  readonly accepts: boolean;
  readonly saysResolved: boolean;
  readonly saysUnsolved: boolean;
  readonly saysHalfDone: boolean;
  readonly isAnnoyed: boolean;
  readonly saysMadeUp: boolean;
}

const NOTHING = {
  ...{
    isError: false,
    isRefusal: false,
    isApology: false,
    isHandover: false,
    isDone: false,
    asksBack: false,
  },
  ...{ asksForHuman: false, saysThanks: false, accepts: false, saysResolved: false, saysUnsolved: false },
  ...{ saysHalfDone: false, isAnnoyed: false, saysMadeUp: false },
} as const;

const ofAnswer = (content: string) => ({
  isError: isErrorMessage(content),
  isRefusal: isRefusal(content),
  isApology: isApology(content),
  isHandover: isHandover(content),
  isDone: saysDone(content),
  asksBack: asksBack(content),
});

/** A feeling as strong as this, and an exclamation, are no calm report. */
const STRONG = -0.6;

const ofUser = ({ content, sentiment, complains = false }: QualityMessage) => ({
  asksForHuman: asksForHuman(content),
  saysThanks: saysThanks(content),
  accepts: accepts(content),
  saysResolved: saysResolved(content),
  saysUnsolved: saysUnsolved(content),
  saysHalfDone: saysHalfDone(content),
  isAnnoyed: isAnnoyed(content) || (complains && sentiment <= STRONG && /!/u.test(content)),
  saysMadeUp: saysMadeUp(content),
});

/** Where a question stands that a message leaves open; a link may hold its sign, too. */
const END = 400;

const NO_WORDS: ReadonlySet<string> = new Set();

function wordSet(text: string): ReadonlySet<string> {
  return new Set(
    text
      .slice(0, 1000)
      .toLowerCase()
      .match(/[\p{L}\p{N}]+/gu) ?? [],
  );
}

/** The signals of one message. Cost: O(characters), bounded by the first 1,000. */
export function signalsOf(message: QualityMessage): MessageSignals {
  const { role, content, sentiment, latencySeconds, asksForText = false } = message;
  const [isUser, isAnswer] = [role === 'user', role === 'assistant'];
  return {
    ...NOTHING,
    ...{ role, sentiment, latencySeconds, asksForText, nCharacters: content.length },
    words: isUser || isAnswer ? wordSet(content) : NO_WORDS,
    isEmpty: content.trim() === '',
    asks: /[?？؟]/u.test(content.slice(-END).replaceAll(/https?:\/\/\S+/giu, '')),
    ...(isAnswer && ofAnswer(content)),
    ...(isUser && !asksForText && ofUser(message)),
  };
}
