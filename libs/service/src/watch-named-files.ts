import { flattenSettings, type Environment, type SettingsSchema } from '@convoscope/config';
import { readFileSync } from 'node:fs';

const LOOK_EVERY_MS = 10_000;

export interface NamedFilesWatch {
  /** Resolves, with a sentence that names the variables, when a file has other content than at the start; else never. */
  readonly changed: Promise<string>;
  stop(): void;
}

/** Null where it cannot be read: a mounted secret is away for a moment while it is replaced. */
function contentOf(path: string): string | null {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return null;
  }
}

/**
 * Looks every 10 s at the files from which these settings are read (`<NAME>_FILE`), such as mounted secrets. Settings are read once, at the
 * start: a process that was given another password must be started again, and can be, since it ends in order. Files that other programs' variables
 * name are none of its business.
 */
export function watchNamedFiles(
  settings: SettingsSchema,
  env: Environment,
  lookEveryMs = LOOK_EVERY_MS,
): NamedFilesWatch {
  const { promise, resolve } = Promise.withResolvers<string>();
  const files = flattenSettings(settings).flatMap((setting) => {
    const name = `${setting.env}_FILE`;
    const path = env[name] ?? '';
    const before = path === '' ? null : contentOf(path);
    return before === null ? [] : [{ name, path, before }];
  });
  const look = (): void => {
    const changed = files.filter(({ path, before }) => {
      const now = contentOf(path);
      return now !== null && now !== before;
    });
    if (changed.length > 0) resolve(`${changed.map(({ name }) => name).join(', ')} changed`);
  };
  const timer = setInterval(look, lookEveryMs).unref();
  return { changed: promise, stop: () => clearInterval(timer) };
}
