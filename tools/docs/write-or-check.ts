import { format, resolveConfig } from 'prettier';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, relative } from 'node:path';

const ROOT = new URL('../..', import.meta.url).pathname;

/**
 * Writes generated documents, formatted; with `--check` among the arguments it only compares and exits 1 when one is out of date, naming
 * the command that mends it.
 */
export async function writeOrCheck(command: string, documents: ReadonlyMap<string, string>): Promise<void> {
  const isCheck = process.argv.includes('--check');
  for (const [file, text] of documents) {
    const options = { ...(await resolveConfig(file)), filepath: file };
    const formatted = await format(text, options);
    if (existsSync(file) && readFileSync(file, 'utf8') === formatted) continue;
    if (isCheck) {
      console.error(`${relative(ROOT, file)} is out of date: ${command}`);
      process.exitCode = 1;
      continue;
    }
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, formatted);
    console.log(`written: ${relative(ROOT, file)}`);
  }
}
