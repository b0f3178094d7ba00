import { ConfigError } from '@convoscope/contracts';
import { flattenSettings, isRequired, isSecretSetting, isSetting } from './define-settings.ts';
import { readGivenText, withEnvFile, type Environment, type GivenText } from './read-environment.ts';
import type { Setting, SettingsOf, SettingsSchema } from './setting.ts';
import { suggestName } from './suggest-name.ts';

/** Values that stand in for the environment, for programs that start services themselves. */
export type SettingsOverrides<S> = {
  readonly [K in keyof S]?: S[K] extends Setting<infer T> ? T : SettingsOverrides<S[K]>;
};

export interface LoadOptions<S = SettingsSchema> {
  /** Taken as they are, before the environment is looked at. */
  overrides?: SettingsOverrides<S> | undefined;
  /** A file in dotenv format; what is in the environment wins over it. Must exist. */
  envFile?: string | undefined;
  /** Names that are settings of somebody else and therefore no typing errors. */
  alsoKnown?: readonly string[];
}

const OWN_PREFIX = 'CONVOSCOPE_';
const LONGEST_SHOWN = 80;

const hideCredentials = (text: string): string => text.replace(/\/\/[^/@\s]*@/g, '//***@');

const shorten = (text: string): string =>
  text.length <= LONGEST_SHOWN ? text : `${text.slice(0, LONGEST_SHOWN)}…`;

/** What was given, as far as it may be shown: never a secret, never the content of a file. */
function describeGiven(setting: Setting<unknown>, given: GivenText & { kind: 'text' }): string {
  if (given.from === 'file') return `${setting.env}_FILE names a file with a wrong value (not shown)`;
  if (isSecretSetting(setting)) return `${setting.env} has a wrong value (not shown)`;
  return `${setting.env} is "${shorten(hideCredentials(given.text))}"`;
}

function describeMissing(setting: Setting<unknown>, env: Environment): string {
  const near = suggestName(setting.env, Object.keys(env));
  const hint = near === undefined ? '' : ` (${near} is set: did you mean ${setting.env}?)`;
  return `${setting.env} is not set${hint}: expected a ${setting.type.name}. ${setting.doc}`;
}

function freezeDeep<T>(value: T): T {
  if (typeof value !== 'object' || value === null || Object.isFrozen(value)) return value;
  Object.values(value).forEach(freezeDeep);
  return Object.freeze(value);
}

/** The value of one setting; whatever is wrong with it is added to `problems`. */
function readValue(setting: Setting<unknown>, env: Environment, problems: string[]): unknown {
  const given = readGivenText(setting, env);
  if (given.kind === 'problem') problems.push(given.problem);
  if (given.kind === 'absent' && isRequired(setting)) problems.push(describeMissing(setting, env));
  if (given.kind !== 'text') return setting.default;
  try {
    return setting.type.parse(given.text);
  } catch (error) {
    problems.push(`${describeGiven(setting, given)}: ${(error as Error).message}. ${setting.doc}`);
    return undefined;
  }
}

function readSchema(
  schema: SettingsSchema,
  env: Environment,
  overrides: Readonly<Record<string, unknown>>,
  problems: string[],
): Record<string, unknown> {
  const read = (name: string, entry: Setting<unknown> | SettingsSchema): unknown => {
    if (!isSetting(entry)) {
      return readSchema(entry, env, (overrides[name] ?? {}) as Record<string, unknown>, problems);
    }
    return name in overrides ? overrides[name] : readValue(entry, env, problems);
  };
  return Object.fromEntries(Object.entries(schema).map(([name, entry]) => [name, read(name, entry)]));
}

/** Names with our prefix that are no setting but one or two letters away from one that is not set. */
function findTypingErrors(known: readonly string[], env: Environment): string[] {
  const names = new Set([...known, ...known.map((name) => `${name}_FILE`)]);
  const candidates = [...names].filter((name) => (env[name] ?? '') === '');
  return Object.keys(env)
    .filter((name) => name.startsWith(OWN_PREFIX) && !names.has(name))
    .flatMap((name) => {
      const meant = suggestName(name, candidates);
      return meant === undefined ? [] : [`${name} is not a setting: did you mean ${meant}?`];
    });
}

function readEnvFile(env: Environment, envFile: string | undefined, problems: string[]): Environment {
  try {
    return withEnvFile(env, envFile);
  } catch (error) {
    problems.push(`The settings file ${envFile} cannot be read: ${(error as Error).message}.`);
    return env;
  }
}

/**
 * Reads every setting of the schema from the environment: `<NAME>`, or the file that `<NAME>_FILE` names, or the default.
 * An empty text counts as not set. The result is frozen, nested as the schema is.
 * Throws one ConfigError that lists all problems: each a sentence with the variable, what was given (never a secret) and what was expected.
 */
export function loadSettings<const S extends SettingsSchema>(
  schema: S,
  env: Environment,
  { envFile, alsoKnown = [], overrides = {} }: LoadOptions<S> = {},
): SettingsOf<S> {
  const problems: string[] = [];
  const merged = readEnvFile(env, envFile, problems);
  const settings = readSchema(schema, merged, overrides, problems);
  const known = [...flattenSettings(schema).map((setting) => setting.env), ...alsoKnown];
  problems.push(...findTypingErrors(known, merged));
  if (problems.length > 0) throw new ConfigError(problems);
  return freezeDeep(settings) as SettingsOf<S>;
}

/** The environment of this process; the only place that reads it. */
export const processEnvironment = (): Environment => process.env;
