import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { extname, join } from 'node:path';
import { PermanentError } from '@convoscope/contracts';
import type { ObjectStore } from '@convoscope/objects';
import { resultKeyOf, runInThread, versionOf, type Registry, type TaskProgress } from '@convoscope/registry';
import type { DetectorJobDocument, DetectorsRepository } from '@convoscope/store';

export interface JobPlace {
  registry: Registry;
  detectors: Pick<DetectorsRepository, 'findByName'>;
  objects: Pick<ObjectStore, 'head' | 'download' | 'putFile'>;
  /** Told between two steps; a test crashes there. */
  atStep?: (step: 'trained' | 'scored' | 'stored') => void;
}

interface JobWatch {
  onProgress: (progress: TaskProgress) => void;
  signal: AbortSignal;
}

/** Only the ending of what somebody calls a file: it says the format where the content does not. */
const endingOf = (fileName: string): string => /^[.\w]{0,20}$/.exec(extname(fileName))?.[0] ?? '';

async function fetchData({ data }: DetectorJobDocument, folder: string, { objects }: JobPlace) {
  if ((await objects.head(data.objectKey)) === null)
    throw new PermanentError('the table is not in object storage any more: send it again', {
      code: 'DETECTOR_DATA_GONE',
    });
  const path = join(folder, `table${endingOf(data.fileName)}`);
  await objects.download(data.objectKey, path);
  return path;
}

async function train(job: DetectorJobDocument, folder: string, place: JobPlace, watch: JobWatch) {
  const { jobId, name, data, training, requestedBy: by } = job;
  if (training === null)
    throw new PermanentError('a training without settings', { code: 'DETECTOR_JOB_WRONG' });
  const path = await fetchData(job, folder, place);
  const modelPath = join(folder, 'model.json.gz');
  const trained = await runInThread({ kind: 'train', path, modelPath, training }, watch);
  place.atStep?.('trained');
  const version = await place.registry.addVersion(name, { jobId, training, data, trained, modelPath, by });
  place.atStep?.('stored');
  return { version: version.version };
}

async function score(job: DetectorJobDocument, folder: string, place: JobPlace, watch: JobWatch) {
  const { tenant, jobId, name, data } = job;
  const { model, version } = versionOf(await place.detectors.findByName(tenant, name), name, job.version);
  const [path, modelPath, resultPath] = [
    await fetchData(job, folder, place),
    join(folder, 'model.json.gz'),
    join(folder, 'scores.csv'),
  ];
  await place.objects.download(model.objectKey, modelPath);
  const task = { kind: 'score', path, modelPath, modelSha256: model.sha256, resultPath } as const;
  const scored = await runInThread(task, watch);
  place.atStep?.('scored');
  const objectKey = resultKeyOf(tenant, jobId);
  await place.objects.putFile(objectKey, resultPath, { contentType: 'text/csv' });
  place.atStep?.('stored');
  await place.registry.dropUnusedData(data);
  return { version, objectKey, ...scored };
}

/** Does one job and returns what came of it. It may be repeated: nothing of it shows before it is whole. */
export async function doJob(
  job: DetectorJobDocument,
  place: JobPlace,
  watch: JobWatch,
): Promise<Record<string, unknown>> {
  const folder = await mkdtemp(join(tmpdir(), 'convoscope-detector-'));
  try {
    return await (job.kind === 'train' ? train : score)(job, folder, place, watch);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
