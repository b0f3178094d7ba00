import { accessOf, type Principal } from '@convoscope/access';
import type { KeyActor } from './api-key-desk.ts';

/** Who makes or changes keys and accounts, with what they may give. */
export const actorOf = (caller: Principal): KeyActor => ({
  ...{ tenant: caller.tenant, by: caller.name, may: accessOf(caller).may },
});
