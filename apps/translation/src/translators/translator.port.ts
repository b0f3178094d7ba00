/** An outside engine that translates. Adapters call it through libs/resilience. */
export interface Translator {
  /** Adapter and engine, stored with each translation. */
  readonly name: string;
  /** Whether the engine has this pair (ISO 639-1 codes). May ask the engine once and remember. */
  supports(from: string, to: string): Promise<boolean>;
  /** One translation per text, in order. Throws TransientError or PermanentError. */
  translate(texts: readonly string[], from: string, to: string, signal?: AbortSignal): Promise<string[]>;
}
