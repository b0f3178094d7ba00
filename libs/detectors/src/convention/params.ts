import { ParameterError } from '@convoscope/statistics';

interface Described<Kind extends string, T> {
  readonly kind: Kind;
  readonly default: T;
  /** One sentence: what it does, unit, what a larger value changes. */
  readonly doc: string;
}
interface Bounded {
  readonly min: number;
  readonly max: number;
}
export type ParamSpec =
  | (Described<'integer', number> & Bounded)
  | (Described<'number', number> & Bounded)
  | Described<'boolean', boolean>
  | (Described<'choice', string> & { readonly choices: readonly string[] });

/** What a detector can be told: name, kind, bounds, default and meaning of each parameter. */
export type ParamSpecs = Readonly<Record<string, ParamSpec>>;

/** Checked parameters: only `checkParams` makes them, and only they reach an algorithm. */
export type Params<S extends ParamSpecs> = {
  readonly [K in keyof S]: S[K] extends { readonly choices: readonly (infer C)[] } ? C : S[K]['default'];
};

export const integer = (value: number, min: number, max: number, doc: string) =>
  ({ kind: 'integer', default: value, min, max, doc }) as const satisfies ParamSpec;
export const number = (value: number, min: number, max: number, doc: string) =>
  ({ kind: 'number', default: value, min, max, doc }) as const satisfies ParamSpec;
export const choice = <const C extends readonly string[]>(value: C[number], choices: C, doc: string) =>
  ({ kind: 'choice', default: value, choices, doc }) as const satisfies ParamSpec;

/** The bound of a parameter in words, as errors and the documentation say it. */
export function describeBound(spec: ParamSpec): string {
  if (spec.kind === 'boolean') return 'true or false';
  if (spec.kind === 'choice') return `one of ${spec.choices.join(', ')}`;
  return `${spec.kind === 'integer' ? 'an integer' : 'a number'} in [${spec.min}, ${spec.max}]`;
}

function isWithin(spec: ParamSpec, value: unknown): boolean {
  if (spec.kind === 'boolean') return typeof value === 'boolean';
  if (spec.kind === 'choice') return typeof value === 'string' && spec.choices.includes(value);
  if (typeof value !== 'number' || !(value >= spec.min && value <= spec.max)) return false;
  return spec.kind === 'number' || Number.isInteger(value);
}

/**
 * Fills in defaults and refuses what is unknown or out of bounds.
 * Throws `ParameterError` naming the parameter and its bound.
 */
export function checkParams<S extends ParamSpecs>(
  specs: S,
  given: Readonly<Record<string, unknown>>,
): Params<S> {
  for (const name of Object.keys(given))
    if (!Object.hasOwn(specs, name))
      throw new ParameterError(name, `a known parameter (${Object.keys(specs).join(', ')})`, given[name]);
  const checked: Record<string, unknown> = {};
  for (const [name, spec] of Object.entries(specs)) {
    const value = given[name] ?? spec.default;
    if (!isWithin(spec, value)) throw new ParameterError(name, describeBound(spec), value);
    checked[name] = value;
  }
  return Object.freeze(checked) as Params<S>;
}
