import { Secret, TOTP } from 'otpauth';

const STEP_SECONDS = 30;
/** 160 bits, as RFC 4226 (4) asks. */
const SECRET_BYTES = 20;

const totpOf = (secret: string, name = ''): TOTP =>
  // What every authenticator app can do.
  new TOTP({
    ...{ issuer: 'Convoscope', label: name, algorithm: 'SHA1', digits: 6, period: STEP_SECONDS },
    secret: Secret.fromBase32(secret),
  });

/** A new secret of one-time codes (RFC 6238) and the address that an authenticator app takes as a QR code. */
export function makeSecondFactor(name: string): { secret: string; uri: string } {
  const secret = new Secret({ size: SECRET_BYTES }).base32;
  return { secret, uri: totpOf(secret, name).toString() };
}

/** The step of 30 seconds that the code is of: this one, or one beside it for clocks that differ. Null: it fits none. */
export function stepOf(code: string, secret: string, nowMs: number): number | null {
  const delta = totpOf(secret).validate({ token: code, window: 1, timestamp: nowMs });
  return delta === null ? null : Math.floor(nowMs / 1000 / STEP_SECONDS) + delta;
}

/** The code of a moment. */
export const codeAt = (secret: string, nowMs: number): string =>
  totpOf(secret).generate({ timestamp: nowMs });
