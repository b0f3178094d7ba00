import { describe, expect, it } from '@jest/globals';
import { toSecret } from '@convoscope/config';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { signWebhook } from './sign-webhook.ts';

const SECRET = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw';
const OTHER = `whsec_${Buffer.alloc(32, 7).toString('base64')}`;
const AT_S = 1_614_265_330;
const message = { id: 'msg_p5jXN8AQM9LWM0D4loKWxJek', atMs: AT_S * 1_000, body: '{"test": 2432232314}' };

type Verify = (body: string, headers: Record<string, string>, secret: string, nowMs?: number) => boolean;

/** What docs/webhooks.md tells receivers to do, as it stands there. */
async function documentedVerify(): Promise<Verify> {
  const page = readFileSync(join(import.meta.dirname, '../../../../docs/webhooks.md'), 'utf8');
  const code = /```js\n([\s\S]+?)```/.exec(page)?.[1] ?? '';
  const module = (await import(`data:text/javascript,${encodeURIComponent(code)}`)) as { verify: Verify };
  return module.verify;
}

describe('a signature', () => {
  it('is that of the Standard Webhooks', () => {
    expect(signWebhook([toSecret(SECRET)], message)).toEqual({
      'webhook-id': message.id,
      'webhook-timestamp': String(AT_S),
      'webhook-signature': 'v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=',
    });
  });

  it('covers the time in whole seconds', () => {
    const late = signWebhook([toSecret(SECRET)], { ...message, atMs: AT_S * 1_000 + 999 });
    expect(late).toEqual(signWebhook([toSecret(SECRET)], message));
  });

  it('is made with every secret, so that one can replace another', () => {
    const both = signWebhook([toSecret(SECRET), toSecret(OTHER)], message)['webhook-signature'];
    const each = [SECRET, OTHER].map((one) => signWebhook([toSecret(one)], message)['webhook-signature']);
    expect(both?.split(' ')).toEqual(each);
  });
});

describe('the receiver that docs/webhooks.md describes', () => {
  const sent = signWebhook([toSecret(OTHER), toSecret(SECRET)], message);
  const now = message.atMs;

  it('accepts what is signed by any secret that it knows, for five minutes', async () => {
    const verify = await documentedVerify();
    for (const offsetMs of [0, -299_000, 299_000])
      expect(verify(message.body, sent, SECRET, now + offsetMs)).toBe(true);
    expect(verify(message.body, sent, OTHER, now)).toBe(true);
  });

  it('refuses a replay, a change, another id or time, a wrong secret and no signature', async () => {
    const verify = await documentedVerify();
    const third = `whsec_${Buffer.alloc(32, 8).toString('base64')}`;
    const refused: [string, Record<string, string>, string, number][] = [
      [message.body, sent, SECRET, now + 301_000],
      [message.body, sent, SECRET, now - 301_000],
      [`${message.body} `, sent, SECRET, now],
      [message.body, { ...sent, 'webhook-id': 'msg_other' }, SECRET, now],
      [message.body, { ...sent, 'webhook-timestamp': String(AT_S + 1) }, SECRET, now],
      [message.body, { ...sent, 'webhook-timestamp': 'soon' }, SECRET, now],
      [message.body, sent, third, now],
      [message.body, { ...sent, 'webhook-signature': '' }, SECRET, now],
      [message.body, { ...sent, 'webhook-signature': 'v1,AAAA' }, SECRET, now],
      [
        message.body,
        { ...sent, 'webhook-signature': (sent['webhook-signature'] ?? '').replaceAll('v1,', 'v0,') },
        SECRET,
        now,
      ],
    ];
    expect(refused.map((args) => verify(...args))).toEqual(refused.map(() => false));
  });
});
