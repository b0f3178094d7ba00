/** A value that prints as `***`; `reveal()` gives the text. */
export interface Secret {
  reveal(): string;
}

/** How the text of an environment variable becomes a value. `parse` throws an Error whose message says what was expected. */
export interface SettingType<T> {
  readonly name: string;
  parse(text: string): T;
}

/** One setting, all of it in one place: docs, `.env.example` and chart values are generated from this. */
export interface Setting<T> {
  readonly env: string;
  readonly type: SettingType<T>;
  readonly doc: string;
  readonly unit?: string;
  /** Absent: the setting is required. */
  readonly default?: T;
}

/** Settings may be nested one level by area. */
export interface SettingsSchema {
  readonly [name: string]: Setting<unknown> | SettingsSchema;
}

export type SettingsOf<S> = {
  readonly [K in keyof S]: S[K] extends Setting<infer T> ? T : SettingsOf<S[K]>;
};
