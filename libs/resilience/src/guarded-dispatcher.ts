import { PermanentError } from '@convoscope/contracts';
import { lookup } from 'node:dns/promises';
import { isIP } from 'node:net';
import { Agent, buildConnector, type Dispatcher } from 'undici';
import { whyRefused } from './private-addresses.ts';

export interface GuardedDispatcherOptions {
  /** Lets private addresses pass, for receivers in the same house; link-local and metadata addresses never. Default false. */
  allowPrivate?: boolean;
  /** Longest time for one connection to come about, in ms. Default 10 s. */
  connectTimeoutMs?: number;
  /** Every address of a host name. Default: what the system says. */
  resolve?: (hostname: string) => Promise<readonly string[]>;
}

type Connect = buildConnector.connector;

const askSystem = async (hostname: string): Promise<string[]> =>
  (await lookup(hostname, { all: true })).map(({ address }) => address);

const refused = (hostname: string, address: string, reason: string): PermanentError =>
  new PermanentError(`${hostname} is at ${address}, ${reason}: nothing is sent there`, {
    code: 'HTTP_ADDRESS_REFUSED',
    context: { hostname, address },
  });

/** Every address of a host, all of them checked: one that may not be called refuses the host. */
async function resolveChecked(
  hostname: string,
  { resolve = askSystem, allowPrivate = false }: GuardedDispatcherOptions,
): Promise<readonly string[]> {
  const bare = hostname.replace(/^\[|\]$/g, '');
  const addresses = isIP(bare) === 0 ? await resolve(bare) : [bare];
  for (const address of addresses) {
    const reason = whyRefused(address, { allowPrivate });
    if (reason !== null) throw refused(bare, address, reason);
  }
  if (addresses.length === 0) throw refused(bare, 'no address', 'which is nowhere');
  return addresses;
}

/**
 * Connections to whoever somebody outside has named: the address is looked up, checked and connected to in one go for every new connection, so
 * that neither a spelling, nor a name that changes what it stands for, nor an address inside another leads into our own network. Speaks HTTP/1.1;
 * certificates are checked against the host name. A refused address is PermanentError `HTTP_ADDRESS_REFUSED`, before any packet is sent.
 */
export function createGuardedDispatcher(options: GuardedDispatcherOptions = {}): Dispatcher {
  const open = buildConnector({ allowH2: false, timeout: options.connectTimeoutMs ?? 10_000 });
  const connect: Connect = (wanted, callback) => {
    const tryNext = ([hostname, ...others]: readonly string[]): void =>
      void open({ ...wanted, hostname: hostname ?? '' }, (...[error, socket]) => {
        if (error === null) callback(null, socket);
        else if (others.length > 0) tryNext(others);
        else callback(error, null);
      });
    resolveChecked(wanted.hostname, options).then(tryNext, (error: Error) => callback(error, null));
  };
  return new Agent({ connect, pipelining: 1 });
}
