import type { Principal } from '@convoscope/access';
import { isChangePosition, type ChangePosition } from '@convoscope/store';
import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import { authorise } from '../access/authorise.ts';
import { HttpProblem } from '../http/problem.ts';
import { LIVE_CHANNEL_NAMES, LIVE_CHANNELS, type LiveChannelName } from './live-channels.ts';

/** States, told anew whenever they change, beside the channels of events. */
export const PROGRESS = 'progress';

const NAMES = [...LIVE_CHANNEL_NAMES, PROGRESS] as const;
const isName = (text: string): text is LiveChannelName | typeof PROGRESS =>
  (NAMES as readonly string[]).includes(text);

export const liveQuerySchema = z.strictObject({
  channels: z
    .string()
    .max(200)
    .transform((text) => [...new Set(text.split(',').map((name) => name.trim()))])
    .refine((names) => names.every(isName), { error: `names of ${NAMES.join(', ')}, with commas between` })
    .describe(`What to follow, with commas between: \`${NAMES.join('`, `')}\``),
  lastEventId: z
    .string()
    .refine(isChangePosition, { error: 'the id of an event, a gap or a position of this stream' })
    .optional()
    .describe('Where to go on from, as `Last-Event-ID` says it, which counts where both are there'),
});

/** What somebody wants to follow, checked. */
export interface LiveRequest {
  channels: ReadonlySet<LiveChannelName>;
  hasProgress: boolean;
  after: ChangePosition | undefined;
}

type LiveQuery = z.infer<typeof liveQuerySchema>;

/** Throws a 403 problem where the caller may not see one of the channels. */
export function authoriseChannels(caller: Principal, { channels }: LiveQuery): void {
  for (const name of channels.filter(isName))
    authorise(caller, name === PROGRESS ? 'read:progress' : LIVE_CHANNELS[name].needs);
}

/** Throws a 400 problem where `Last-Event-ID` is none of ours. */
export function parseLiveRequest(
  query: LiveQuery,
  { headers }: Pick<FastifyRequest, 'headers'>,
): LiveRequest {
  const given = headers['last-event-id'];
  if (given !== undefined && (typeof given !== 'string' || !isChangePosition(given)))
    throw new HttpProblem(400, 'invalid-request', 'The request is not valid.', {
      errors: [{ in: 'header', path: 'Last-Event-ID', message: 'not an id of this stream' }],
    });
  const channels = query.channels.filter(isName);
  return {
    channels: new Set(channels.filter((name) => name !== PROGRESS)),
    hasProgress: channels.includes(PROGRESS),
    after: given ?? query.lastEventId,
  };
}
