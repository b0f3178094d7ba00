import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';
import { join } from 'node:path';
import { exportJWK, generateKeyPair, SignJWT, type CryptoKey, type JWK } from 'jose';

export const PUBLIC_URL = 'https://convoscope.example.org';
export const CLIENT = { id: 'convoscope', secret: 'a-secret-of-the-test' };
export const MACHINE = { id: 'nightly-export', secret: 'another-secret-of-the-test' };
export const AUDIENCE = 'urn:convoscope:api';

/** A key pair as the issuer holds it. */
export interface SigningKey {
  kid: string;
  privateKey: CryptoKey;
  jwk: JWK;
}

export async function makeSigningKey(kid: string): Promise<SigningKey> {
  const { privateKey } = await generateKeyPair('RS256', { extractable: true });
  return { kid, privateKey, jwk: { ...(await exportJWK(privateKey)), kid, use: 'sig', alg: 'RS256' } };
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}

/** An issuer that can be stopped, and started again at the same address with other keys. */
export class IssuerProcess {
  #child: ChildProcess | undefined;
  readonly #port: number;

  constructor(port: number) {
    this.#port = port;
  }

  static async at(): Promise<IssuerProcess> {
    return new IssuerProcess(await freePort());
  }

  get url(): string {
    return `http://127.0.0.1:${this.#port}`;
  }

  async start(keys: readonly SigningKey[]): Promise<void> {
    const options = {
      jwks: { keys: keys.map(({ jwk }) => jwk) },
      audience: AUDIENCE,
      clients: [
        {
          ...{ client_id: CLIENT.id, client_secret: CLIENT.secret },
          redirect_uris: [`${PUBLIC_URL}/auth/oidc/callback`],
        },
        {
          ...{ client_id: MACHINE.id, client_secret: MACHINE.secret, redirect_uris: [], response_types: [] },
          grant_types: ['client_credentials'],
        },
      ],
    };
    const script = join(import.meta.dirname, 'oidc-issuer.ts');
    const child = spawn(process.execPath, ['--no-warnings', script, String(this.#port)], {
      env: { ...process.env, NODE_OPTIONS: '', ISSUER_OPTIONS: JSON.stringify(options) },
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    this.#child = child;
    const [said] = (await Promise.race([
      once(child.stdout ?? child, 'data'),
      once(child, 'exit'),
    ])) as unknown[];
    if (!String(said).includes('ready')) throw new Error(`the issuer did not start: ${String(said)}`);
  }

  async stop(): Promise<void> {
    const child = this.#child;
    this.#child = undefined;
    if (child === undefined || child.exitCode !== null) return;
    child.kill();
    await once(child, 'exit');
  }

  /** A token for a program, as the issuer gives it. */
  async tokenOf({ id, secret }: { id: string; secret: string }): Promise<string> {
    const answer = await fetch(`${this.url}/token`, {
      method: 'POST',
      headers: { authorization: `Basic ${Buffer.from(`${id}:${secret}`).toString('base64')}` },
      body: new URLSearchParams({ grant_type: 'client_credentials', scope: 'api' }),
    });
    const { access_token: token } = (await answer.json()) as { access_token?: string };
    if (token === undefined) throw new Error(`no token: ${answer.status}`);
    return token;
  }

  /** Goes the way of somebody who signs in there, from the address our page sent them to; returns where they are sent back to. */
  async signIn(address: string, login: string): Promise<URL> {
    const jar = new Map<string, string>();
    const visit = async (url: string, form?: Record<string, string>): Promise<Response> => {
      const answer = await fetch(url, {
        redirect: 'manual',
        headers: { cookie: [...jar].map(([name, value]) => `${name}=${value}`).join('; ') },
        ...(form && { method: 'POST', body: new URLSearchParams(form) }),
      });
      for (const line of answer.headers.getSetCookie()) {
        const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
        jar.set(name, value);
      }
      return answer;
    };
    let answer = await visit(address);
    for (let step = 0; step < 12; step++) {
      const next = new URL(answer.headers.get('location') ?? '', address);
      if (answer.status < 300 || answer.status > 399) throw new Error(await answer.text());
      if (next.origin === PUBLIC_URL) return next;
      answer = await visit(next.href);
      if (answer.status !== 200) continue;
      const page = await answer.text();
      const [, action = ''] = /<form[^>]*action="([^"]+)"/.exec(page) ?? [];
      const [, prompt = ''] = /name="prompt" value="(\w+)"/.exec(page) ?? [];
      answer = await visit(new URL(action, address).href, {
        prompt,
        ...(prompt === 'login' && { login, password: 'any' }),
      });
    }
    throw new Error('the issuer sent nobody back');
  }
}

/** A token signed with a key of the issuer, or with another, as it would be but for what is named. */
export function forge(
  { kid, privateKey }: SigningKey,
  issuer: string,
  { claims = {}, header = {} }: { claims?: Record<string, unknown>; header?: Record<string, unknown> } = {},
): Promise<string> {
  const nowSeconds = Math.floor(Date.now() / 1000);
  return new SignJWT({
    ...{ iss: issuer, aud: AUDIENCE, sub: 'machine', groups: ['analysts'] },
    ...{ iat: nowSeconds, exp: nowSeconds + 300, ...claims },
  })
    .setProtectedHeader({ alg: 'RS256', kid, ...header })
    .sign(privateKey);
}
