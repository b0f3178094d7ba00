import { asBroken, openRegularFile } from './open-file.ts';

const CHUNK_BYTES = 512 * 1024;

/** The bytes of a file as they lie on the disk, from a place on. Throws `BrokenFile`. */
export async function* rawBytes(
  path: string,
  onBytes: (n: number) => void = () => undefined,
  from = 0,
): AsyncGenerator<Buffer> {
  const file = await openRegularFile(path);
  try {
    for (let at = from; ;) {
      const chunk = Buffer.allocUnsafeSlow(CHUNK_BYTES);
      const { bytesRead } = await file.read(chunk, 0, CHUNK_BYTES, at);
      if (bytesRead === 0) return;
      at += bytesRead;
      onBytes(bytesRead);
      yield chunk.subarray(0, bytesRead);
    }
  } catch (error) {
    throw asBroken(error);
  } finally {
    await file.close();
  }
}
