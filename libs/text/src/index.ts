export { tokenise } from './tokens/tokenise.ts';
export type { Token, TokenKind } from './tokens/token.ts';
export { hashFeatures } from './features/hash-features.ts';
export type { HashedText } from './features/hash-features.ts';
export { createTextClassifier, trainTextClassifier } from './learning/text-classifier.ts';
export type {
  LabelledText,
  Prediction,
  TextClassifier,
  TextClassifierOptions,
  TextClassifierState,
} from './learning/text-classifier.ts';
export { packClassifier, unpackClassifier } from './learning/classifier-file.ts';
export type { SavedClassifier } from './learning/classifier-file.ts';
export { labelTexts, trainEmbeddedClassifier } from './embedded/train-embedded-classifier.ts';
export { createEmbeddedClassifier } from './embedded/embedded-classifier.ts';
export type { EmbeddedClassifier } from './embedded/embedded-classifier.ts';
export type { Vectors } from './embedded/vectors.ts';
export { selectOptions } from './learning/select-options.ts';
export type { Selection } from './learning/select-options.ts';
export { reportClassification } from './evaluation/classification-report.ts';
export type { ClassificationReport, JudgedRow, LabelFigures } from './evaluation/classification-report.ts';
export { analyseSentiment } from './sentiment/analyse-sentiment.ts';
export type { SentimentLabel, SentimentResult } from './sentiment/analyse-sentiment.ts';
export { defaultTaxonomy } from './topics/default-taxonomy.ts';
export { findTaxonomyProblems, OTHER_TOPIC } from './topics/taxonomy.ts';
export type { Taxonomy, Topic } from './topics/taxonomy.ts';
export { createTopicClassifier, trainTopics, withExamples } from './topics/topic-classifier.ts';
export type {
  RankedTopic,
  TopicClassifier,
  TopicClassifierOptions,
  TopicResult,
} from './topics/topic-classifier.ts';
export { createIntentClassifier, trainIntents } from './intents/intent-classifier.ts';
export type { IntentClassifier, IntentClassifierOptions, IntentResult } from './intents/intent-classifier.ts';
export { INTENTS } from './intents/intent.ts';
export type { Intent } from './intents/intent.ts';
export { assessQuality, QUALITY_ISSUES } from './quality/assess-quality.ts';
export type { QualityIssue, QualityResult } from './quality/assess-quality.ts';
export type { QualityMessage } from './quality/message-signals.ts';
export { OUTCOMES } from './outcome/tell-outcome.ts';
export type { Outcome, OutcomeResult } from './outcome/tell-outcome.ts';
export { SIGNALS } from './outcome/name-signals.ts';
export type { NamedSignal, SignalName } from './outcome/name-signals.ts';
export { summariseConversation, summariseInSteps } from './conversation/summarise-conversation.ts';
export type {
  ConversationAnalysers,
  ConversationMessage,
  ConversationSummary,
  MessageSummary,
} from './conversation/summarise-conversation.ts';
export { UNDETERMINED } from './languages/identify-language.ts';
export type {
  IdentifiedLanguage,
  IdentifyOptions,
  LanguageIdentifier,
} from './languages/identify-language.ts';
export { loadLanguageIdentifier } from './languages/load-language-identifier.ts';
export { discoverTopics } from './discovery/discover-topics.ts';
export type { DiscoveredTopic, Discovery, DiscoveryOptions } from './discovery/discover-topics.ts';
export { latentVectors } from './discovery/latent-vectors.ts';
export { distinguishingTerms } from './discovery/name-clusters.ts';
export { followMembers } from './discovery/follow-members.ts';
export type { TopicMembers } from './discovery/follow-members.ts';
export { placesOf, trackTopics } from './discovery/track-topics.ts';
export type { KnownTopic, TopicEvent, TrackedTopics } from './discovery/track-topics.ts';
export { agreementOf } from './evaluation/cluster-agreement.ts';
export { compileRules } from './rules/compile-rules.ts';
export type { CompiledRules } from './rules/compile-rules.ts';
export type { RuleCondition, RuleHit, RuleMessage, TopicRule } from './rules/rule.ts';
export { bleuOf } from './evaluation/bleu.ts';
export type { TranslatedSegment } from './evaluation/bleu.ts';
export { chrfOf } from './evaluation/chrf.ts';
