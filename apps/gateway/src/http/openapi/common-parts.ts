/** RFC 9457, with our stable code and the list of bad fields. */
export const PROBLEM_SCHEMA = {
  type: 'object',
  description: 'Why a request was not served (RFC 9457)',
  required: ['type', 'title', 'status', 'code'],
  properties: {
    type: {
      type: 'string',
      format: 'uri',
      description: 'Name of the kind of problem: a URN that ends in its code',
    },
    title: { type: 'string', description: 'What is wrong, in a sentence' },
    status: { type: 'integer', minimum: 400, maximum: 599, description: 'HTTP status' },
    detail: { type: 'string', description: 'What is wrong with this request, and how to mend it' },
    code: { type: 'string', description: 'Stable: programs may compare it', examples: ['invalid-request'] },
    needs: {
      type: 'string',
      description: 'The permission that is missing (403)',
      examples: ['read:users'],
    },
    errors: {
      type: 'array',
      description: 'Every bad field, where the request was not valid',
      items: {
        type: 'object',
        required: ['in', 'path', 'message'],
        properties: {
          in: { type: 'string', description: '`path`, `query`, `header` or `body`' },
          path: { type: 'string', description: 'Name of the field; empty where it is about all of it' },
          message: { type: 'string', description: 'What is expected' },
        },
      },
    },
  },
} as const;

const text = (description: string, example?: string) => ({
  description,
  schema: { type: 'string' },
  ...(example !== undefined && { example }),
});

export const RESPONSE_HEADERS = {
  RateLimitPolicy: text(
    'What the caller may ask for: name, quota and window in seconds of each limit',
    '"principal-requests";q=6000;w=60',
  ),
  RateLimit: text(
    'What is left of it, and in how many seconds it begins anew',
    '"principal-requests";r=5990;t=23',
  ),
  ETag: text('Of the answer: send it as `If-None-Match`', 'W/"2jmj7l5rSw0yVb/vlWAYkK/YBwk"'),
  AcceptRanges: text('`bytes`: parts can be asked for by `Range` (RFC 9110)', 'bytes'),
  ReprDigest: text('SHA-256 of the whole file (RFC 9530)'),
  ContentDisposition: text('Name of the file'),
  ContentRange: text('Which bytes of how many', 'bytes 0-99/1234'),
  Link: text('Address of the next page, of relation `next` (RFC 8288)'),
  IdempotencyReplayed: text('`true`: this is the answer that the first request of the key got', 'true'),
  Deprecation: text('Since when clients should leave this operation (RFC 9745)', '@1790812800'),
  Sunset: text('From when on it may be gone (RFC 8594)', 'Wed, 30 Jun 2027 00:00:00 GMT'),
} as const;

export const PROBLEM_HEADERS = {
  RetryAfter: text('Seconds until it is worth to try again', '23'),
  Allow: text('Methods that are possible here', 'GET, POST'),
} as const;

export const ref = (name: keyof typeof RESPONSE_HEADERS | keyof typeof PROBLEM_HEADERS) => ({
  $ref: `#/components/headers/${name}`,
});

/** What each status means, whichever operation answers with it. */
export const PROBLEMS: Readonly<Record<number, string>> = {
  400: 'Something in the request is not as documented; `errors` names each field',
  401: 'There is no API key, or not one that holds',
  403: 'Whoever asks may not do this; `needs` names the permission, `detail` who has it',
  404: 'There is no such thing',
  405: 'The method is not possible on this path; `Allow` says which are',
  408: 'The body did not arrive in time',
  409: 'It does not go with what is there now: a request of the same `Idempotency-Key` is still being served, or another was first',
  413: 'The body is too large',
  415: 'The body is not of a media type that is taken here',
  416: 'The file is shorter than the range that is asked for; `Content-Range` says how long it is',
  422: 'The `Idempotency-Key` was used for another request, or the content cannot be worked on',
  429: 'Too many: of requests a minute, rows a day, streams at one time, or tries of a name; `Retry-After` says when to try again',
  431: 'The headers are larger than 16 KiB',
  500: 'A fault of ours; it has been logged',
  503: 'A part behind this one is out of reach; try again later',
};
