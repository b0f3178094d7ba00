import type { Setting, SettingsSchema } from './setting.ts';

/** Declares settings; only gives TypeScript the exact types. */
export const defineSettings = <const S extends SettingsSchema>(schema: S): S => schema;

/** Whether an entry of a schema is a setting (and not an area with further entries). */
export const isSetting = (entry: Setting<unknown> | SettingsSchema): entry is Setting<unknown> =>
  typeof entry['env'] === 'string';

/** All settings of a schema in the order they were declared, areas opened. */
export const flattenSettings = (schema: SettingsSchema): Setting<unknown>[] =>
  Object.values(schema).flatMap((entry) => (isSetting(entry) ? [entry] : flattenSettings(entry)));

/** Whether the value of a setting must never be shown. */
export const isSecretSetting = (setting: Setting<unknown>): boolean => /\bsecret\b/.test(setting.type.name);

/** A setting is required when it declares no default; `default: undefined` declares one. */
export const isRequired = (setting: Setting<unknown>): boolean => !('default' in setting);
