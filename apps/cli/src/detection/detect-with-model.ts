import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PermanentError } from '@convoscope/contracts';
import { parseReference, runInThread, versionOf } from '@convoscope/registry';
import type { CommandContext } from '../command-context.ts';

/** Scores a file by a detector that is kept, and writes the scores of all rows to `scores` where it is given. */
export async function detectWithModel(
  { openStorage }: CommandContext,
  { model: reference, input, scores }: { model: string; input: string; scores: string | undefined },
) {
  const { name, version: wanted } = parseReference(reference);
  const { store, objects, tenant } = await openStorage();
  const version = versionOf(await store.detectors.findByName(tenant, name), name, wanted);
  const found = await objects.get(version.model.objectKey);
  if (found === null)
    throw new PermanentError(`the model of ${name}@${version.version} is not in object storage any more`, {
      code: 'DETECTOR_MODEL_BROKEN',
    });
  const folder = await mkdtemp(join(tmpdir(), 'convoscope-detector-'));
  try {
    const modelPath = join(folder, 'model.json.gz');
    await writeFile(modelPath, found.body);
    const scored = await runInThread({
      ...({ kind: 'score', path: input, modelPath } as const),
      ...{ modelSha256: version.model.sha256, resultPath: scores ?? join(folder, 'scores.csv') },
    });
    return { model: `${name}@${version.version}`, detector: version.detector, ...scored };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
