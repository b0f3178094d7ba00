/** Keys of NocoDB's attachments that are signed anew with every answer, and open the file to whoever has them. */
const SIGNED_KEYS = new Set(['signedpath', 'signedurl', 'signed_url', 'signedthumbnail', 'thumbnails']);
/** Parameters by which a URL is signed: of S3, Google, Azure and CloudFront. */
const SIGNATURE = /[?&](?:x-amz-signature|x-goog-signature|signature|sig|awsaccesskeyid|key-pair-id|token)=/i;

/** Columns that change although nothing has happened, without `_`, `-` and spaces: when somebody looked, and how a list is sorted. */
const KNOWN = new Set([
  'lastviewed', 'lastviewedat', 'lastviewedtime', 'lastopened', 'lastopenedat', 'lastseen', 'lastseenat', 'lastaccessed', 'lastaccessedat',
  'viewcount', 'viewscount', 'ncorder', 'exportedat', 'exporttime', 'extractedat', 'syncedat', 'lastsyncedat', 'now',
]); // prettier-ignore

/** Whether a column is known to change by itself. */
export const isKnownVolatile = (column: string): boolean =>
  KNOWN.has(column.toLowerCase().replace(/[-_ ]/g, ''));

/** A value without what is signed: the same attachment gives the same value every day, and no key to it goes on. */
export function withoutSignatures(value: unknown, levels = 8): unknown {
  if (typeof value === 'string') return withoutSignature(value);
  if (typeof value !== 'object' || value === null || levels === 0) return value;
  if (Array.isArray(value)) return value.map((member) => withoutSignatures(member, levels - 1));
  if (Object.getPrototypeOf(value) !== Object.prototype) return value;
  const entries = Object.entries(value)
    .filter(([key]) => !SIGNED_KEYS.has(key.toLowerCase()))
    .map(([key, own]) => [key, withoutSignatures(own, levels - 1)] as const);
  return Object.fromEntries(entries);
}

/** Of a signed address only what stands before the question mark. */
function withoutSignature(text: string): string {
  if (!text.includes('=') || !/https?:\/\//i.test(text) || !SIGNATURE.test(text)) return text;
  if (/^[[{]/.test(text.trimStart().slice(0, 1))) return ofJson(text);
  return withoutQueries(text);
}

/** What is looked at of a text: metadata is cut much sooner, and addresses within addresses would cost their square. */
const LOOKED_AT = 8_000;

function withoutQueries(text: string): string {
  return text
    .slice(0, LOOKED_AT)
    .replace(/(https?:\/\/[^\s?"'<>]+)\?[^\s"'<>]+/gi, (whole, address: string) =>
      SIGNATURE.test(whole) ? address : whole,
    );
}

/** Attachments that lie in a column of text. */
function ofJson(text: string): string {
  try {
    return JSON.stringify(withoutSignatures(JSON.parse(text)));
  } catch {
    return withoutQueries(text);
  }
}
