export interface DetectedLanguage {
  /** ISO 639-1 code, `und` where the text gives no hint. */
  language: string;
  /** In [0,1]. */
  confidence: number;
  /** Whether the detector itself stands by its answer. Short texts often are not reliable. */
  isReliable: boolean;
}

/** Says which language a text is in. Pure and synchronous. */
export interface LanguageDetector {
  readonly name: string;
  detect(text: string): DetectedLanguage;
}

export const UNDETERMINED = 'und';
