import type { ConversationCategorised, ConversationTranslated } from '@convoscope/contracts';

export type Classification = Pick<
  ConversationCategorised,
  'topic' | 'intent' | 'sentiment' | 'quality' | 'outcome' | 'signals' | 'messages'
>;

/** Says what a conversation is about, at once or, for a long one, in several turns of the event loop. Pure: the same conversation gives the same answer for one version. */
export interface ConversationClassifier {
  /** Name and version of the models and rules. */
  readonly modelVersion: string;
  readonly taxonomyVersion: string;
  /** Every topic that it may answer. */
  readonly topics: readonly string[];
  classify(
    conversation: Pick<
      ConversationTranslated,
      'language' | 'pivotLanguage' | 'title' | 'model' | 'metadata' | 'messages'
    >,
  ): Classification | Promise<Classification>;
}
