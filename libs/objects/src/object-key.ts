import { PermanentError } from '@convoscope/contracts';

const MAX_KEY_BYTES = 1024;
const MAX_SEGMENT_BYTES = 255;

const isBadSegment = (segment: string): boolean =>
  segment === '' ||
  segment === '.' ||
  segment === '..' ||
  Buffer.byteLength(segment) > MAX_SEGMENT_BYTES ||
  /[\0\\]/.test(segment);

/**
 * Returns the key where every driver can hold it; throws PermanentError `OBJECTS_KEY_INVALID` otherwise: empty, over 1,024 bytes, a leading
 * slash, an empty, `.` or `..` segment, a segment over 255 bytes, NUL or backslash. This is also what keeps a key inside its folder.
 */
export function checkObjectKey(key: string): string {
  if (Buffer.byteLength(key) > MAX_KEY_BYTES || key.split('/').some(isBadSegment)) {
    throw new PermanentError(`not an object key: ${JSON.stringify(key.slice(0, 200))}`, {
      code: 'OBJECTS_KEY_INVALID',
    });
  }
  return key;
}
