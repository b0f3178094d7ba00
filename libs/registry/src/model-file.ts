import { createHash } from 'node:crypto';
import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import { PermanentError } from '@convoscope/contracts';
import { restoreTableModel, type TableModel } from '@convoscope/detectors';

const unpack = promisify(gunzip);

/** The model in packed bytes. Throws PermanentError `DETECTOR_MODEL_BROKEN` where they are not those that were stored. */
export async function readModel(packed: Buffer, sha256: string): Promise<TableModel> {
  const found = createHash('sha256').update(packed).digest('hex');
  if (found !== sha256)
    throw new PermanentError(
      `a stored model has other bytes than when it was trained (${found.slice(0, 12)})`,
      {
        code: 'DETECTOR_MODEL_BROKEN',
        context: { expected: sha256, found },
      },
    );
  return restoreTableModel(JSON.parse((await unpack(packed)).toString('utf8')) as never);
}
