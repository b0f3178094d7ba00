import { toSecret, type SettingType } from '@convoscope/config';
import { allTopics } from '@convoscope/contracts';
import { z } from 'zod';

/** Somebody who wants to be told of events. */
export interface WebhookEndpoint {
  readonly name: string;
  readonly url: string;
  /** Names of topics. */
  readonly topics: readonly string[];
  /** Each makes a signature of its own, so that one can be replaced by another without a gap. */
  readonly secrets: readonly { reveal(): string }[];
  /** Whose events; absent: those of the installation's tenant. */
  readonly tenant?: string;
}

const MIN_KEY_BYTES = 24;
const MAX_KEY_BYTES = 64;

const urlSchema = z.string().superRefine((text, context) => {
  const refuse = (message: string): void => context.addIssue({ code: 'custom', message });
  const url = URL.parse(text);
  if (url === null) return refuse('expected a URL');
  if (!['http:', 'https:'].includes(url.protocol)) refuse('expected http:// or https://');
  if (url.username !== '' || url.password !== '') refuse('must not carry credentials');
  if (url.hash !== '') refuse('must not have a fragment');
});

function isSigningSecret(text: string): boolean {
  const base64 = /^whsec_([A-Za-z0-9+/]+={0,2})$/.exec(text)?.[1];
  if (base64 === undefined) return false;
  const { length } = Buffer.from(base64, 'base64');
  return length >= MIN_KEY_BYTES && length <= MAX_KEY_BYTES;
}

const secretSchema = z.string().refine(isSigningSecret, {
  error: `expected whsec_ and ${MIN_KEY_BYTES} to ${MAX_KEY_BYTES} random bytes as base64`,
});

const unique = (items: readonly string[]): boolean => new Set(items).size === items.length;

const endpointSchema = z.strictObject({
  name: z.string().regex(/^[a-z0-9][a-z0-9-]{0,62}$/, 'expected small letters, digits and hyphens, up to 63'),
  url: urlSchema,
  topics: z
    .array(z.enum(allTopics.map(({ name }) => name)))
    .min(1)
    .refine(unique, { error: 'names a topic twice' }),
  secrets: z.array(secretSchema).min(1).max(8),
  tenant: z.string().min(1).max(128).exactOptional(),
});

const endpointsSchema = z
  .array(endpointSchema)
  .refine((all) => unique(all.map(({ name }) => name)), { error: 'two endpoints have the same name' });

const parseJson = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    // What JSON.parse says quotes the text, and with it secrets.
    throw new Error('expected valid JSON');
  }
};

/** The list of endpoints, as JSON; never shown. All that is wrong with it is said at once. */
export const webhookEndpoints = (): SettingType<readonly WebhookEndpoint[]> => ({
  name: 'secret',
  parse(text) {
    const result = endpointsSchema.safeParse(parseJson(text), { reportInput: false });
    if (!result.success) {
      const faults = result.error.issues.map((issue) => `${issue.path.join('.') || 'it'}: ${issue.message}`);
      throw new Error(`expected a list of endpoints, but ${faults.join('; ')}`);
    }
    return result.data.map((endpoint) => ({ ...endpoint, secrets: endpoint.secrets.map(toSecret) }));
  },
});
