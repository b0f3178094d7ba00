import { hash, verify } from '@node-rs/argon2';
import { PermanentError, TransientError } from '@convoscope/contracts';
import pLimit from 'p-limit';

/** Each takes 19 MiB and some 30 ms of a core: so many at a time, and no more in line, whoever asks. */
const MOST_AT_ONCE = 2;
const MOST_WAITING = 64;

const LEAST_LENGTH = 12;
const MOST_LENGTH = 256;

/** The parameters that OWASP asks for: https://cheatsheetseries.owasp.org/cheatsheets/Password_Storage_Cheat_Sheet.html (argon2id is the default) */
const PARAMETERS = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

/** Of a password that nobody knows: what an unknown name is compared with, so that it takes as long as a known one. */
const NOBODYS =
  '$argon2id$v=19$m=19456,t=2,p=1$5XOxuMl328t9VnKPYJfu3g$sPVWzQDoyB9uf5JlOyl63gRXuLdioSNW3L4g4Ps0ul0';

/** Composed alike, however it was typed. */
const normalised = (password: string): string => password.normalize('NFKC');

/** Hashes and compares passwords by argon2id, a few at a time. Throws TransientError where too many wait: a flood of attempts fills no memory. */
export class Passwords {
  readonly #limit = pLimit(MOST_AT_ONCE);
  readonly #mostWaiting: number;

  constructor(mostWaiting = MOST_WAITING) {
    this.#mostWaiting = mostWaiting;
  }

  hash(password: string): Promise<string> {
    return this.#inLine(() => hash(normalised(password), PARAMETERS));
  }

  /** Null stands for somebody who is not known: it is false, after as long. */
  async fits(password: string, passwordHash: string | null): Promise<boolean> {
    const isSame = await this.#inLine(() => verify(passwordHash ?? NOBODYS, normalised(password)));
    return isSame && passwordHash !== null;
  }

  #inLine<T>(work: () => Promise<T>): Promise<T> {
    if (this.#limit.pendingCount >= this.#mostWaiting)
      throw new TransientError('too many passwords are being compared', { code: 'GATEWAY_SIGN_IN_BUSY' });
    return this.#limit(work);
  }
}

/** Throws PermanentError for what is guessed easily: length is what counts (NIST SP 800-63B, 3.1.1). */
export function refuseWeak(password: string, name: string): void {
  const length = [...normalised(password)].length;
  const isPlain = new Set(password.toLowerCase()).size < 5 || password.toLowerCase().includes(name);
  if (length >= LEAST_LENGTH && length <= MOST_LENGTH && !isPlain) return;
  throw new PermanentError(
    `a password has ${LEAST_LENGTH} to ${MOST_LENGTH} characters, five different ones at least, and not the name in it`,
    { code: 'GATEWAY_PASSWORD_WEAK' },
  );
}
