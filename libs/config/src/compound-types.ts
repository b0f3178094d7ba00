import type { z } from 'zod';
import type { SettingType } from './setting.ts';

export type DeepReadonly<T> = T extends (...args: never[]) => unknown
  ? T
  : T extends object
    ? { readonly [K in keyof T]: DeepReadonly<T[K]> }
    : T;

/** Values separated by commas; blanks around them and empty ones are ignored. */
export const list = <T>(item: SettingType<T>): SettingType<readonly T[]> => ({
  name: `list of ${item.name}`,
  parse: (text) =>
    text
      .split(',')
      .map((part) => part.trim())
      .filter((part) => part !== '')
      .map((part, index) => parseItem(item, part, index)),
});

function parseItem<T>(item: SettingType<T>, part: string, index: number): T {
  try {
    return item.parse(part);
  } catch (error) {
    throw new Error(`${(error as Error).message} as entry ${index + 1} of the comma-separated list`, {
      cause: error,
    });
  }
}

/** May be left out: give the setting `default: undefined`. */
export const optional = <T>(type: SettingType<T>): SettingType<T | undefined> => type;

const parseJson = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new Error('expected valid JSON', { cause: error });
  }
};

/** A JSON document that fits the schema; inline, or from a file by `<NAME>_FILE`. */
export const json = <T>(schema: z.ZodType<T>): SettingType<DeepReadonly<T>> => ({
  name: 'json',
  parse(text) {
    const result = schema.safeParse(parseJson(text), { reportInput: false });
    if (result.success) return result.data as DeepReadonly<T>;
    const faults = result.error.issues.map((issue) => `${issue.path.join('.') || 'it'}: ${issue.message}`);
    throw new Error(`expected JSON of the documented shape, but ${faults.join('; ')}`);
  },
});
