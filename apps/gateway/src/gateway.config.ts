import { boolean, bytes, defineSettings, durationMs, optional, path, secret } from '@convoscope/config';

export const gatewaySettings = defineSettings({
  apiKey: {
    env: 'GATEWAY_API_KEY',
    type: optional(secret({ minLength: 16 })),
    default: undefined,
    doc: 'Key of the first administrator, who makes the others with it (docs/access.md): sent as `Authorization: Bearer KEY` or `X-Api-Key: KEY`. At least 16 characters.',
  },
  allowLoopback: {
    env: 'GATEWAY_ALLOW_LOOPBACK',
    type: boolean(),
    default: false,
    doc: 'Lets callers on the same machine in without a key, except through a proxy or from another site. `npm start` turns it on.',
  },
  dashboardDir: {
    env: 'GATEWAY_DASHBOARD_DIR',
    type: optional(path()),
    default: undefined,
    doc: 'Folder of the built dashboard; by default the one of this build.',
  },
  maxUploadBytes: {
    env: 'GATEWAY_MAX_UPLOAD',
    type: bytes({ min: 1 }),
    default: 2 * 2 ** 30,
    doc: 'Largest file that may be uploaded; it lies on the disk of the gateway while it is read.',
  },
  auditRetainMs: {
    env: 'GATEWAY_AUDIT_RETAIN',
    type: durationMs({ min: 3_600_000 }),
    unit: 'ms',
    default: 400 * 86_400_000,
    doc: 'How long a seal of the audit log can be neither changed nor removed, where the bucket has Object Lock.',
  },
  keepRequests: {
    env: 'GATEWAY_KEEP_REQUESTS',
    type: durationMs({ min: 60_000 }),
    unit: 'ms',
    default: 24 * 3_600_000,
    doc: 'How long a request with an `Idempotency-Key` is answered as it was the first time.',
  },
});
