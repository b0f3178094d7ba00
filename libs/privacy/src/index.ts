export { createDetector } from './detect/create-detector.ts';
export { CUSTOM_PREFIX, PERSONAL_KINDS } from './detect/personal-span.ts';
export type { Finder, PersonalKind, PersonalSpan } from './detect/personal-span.ts';
export { compilePrivacy } from './rules/privacy-policy.ts';
export type { SourcePrivacy, TreatedText } from './rules/privacy-policy.ts';
export { parsePrivacyRules, PrivacyRulesError } from './rules/parse-privacy-rules.ts';
export type { PrivacyRules } from './rules/privacy-rules.ts';
export { scoreDetection } from './evaluate/score-detection.ts';
export type { DetectionScore, LabelledPersonalText } from './evaluate/score-detection.ts';
export { fillTemplate, generatePersonalTexts } from './evaluate/generate-texts.ts';
export { NATIONAL_IDS } from './evaluate/personal-values.ts';
export { addToDigest, EMPTY_DIGEST, personHashOf } from './persons/person-hash.ts';
export { createSigningKey, signProof, verifyProof } from './persons/signed-proof.ts';
export type { ErasureProof, SignedProof } from './persons/signed-proof.ts';
export { isHeldBy, mayTouch, openWindows, type DayWindow, type HoldScope } from './retention/holds.ts';
export {
  firstKeptDay,
  keptDays,
  parseRetentionPolicies,
  RETENTION_KINDS,
  type RetentionKind,
  type RetentionPolicies,
} from './retention/retention-policies.ts';
