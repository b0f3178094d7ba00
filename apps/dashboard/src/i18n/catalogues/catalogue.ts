import type { en } from './en.ts';

/** The keys of the English catalogue: what the page may ask for. */
export type Catalogue = typeof en;

type FormsOf<Key> = Key extends `${infer Base}_other`
  ? `${Base}_${'zero' | 'one' | 'two' | 'few' | 'many'}`
  : never;

/** The same texts in another language, each counted one in the forms that this language has. */
type Translated<Texts> = {
  [Key in keyof Texts as Key extends `${string}_one` ? never : Key]: Texts[Key] extends string
    ? string
    : Translated<Texts[Key]>;
} & { [Key in keyof Texts as FormsOf<Key>]?: string };

export type Translation = Translated<Catalogue>;
