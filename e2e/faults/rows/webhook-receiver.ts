import { execFile } from 'node:child_process';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { eventually } from '../../../libs/testing/src/eventually.ts';
import { repositoryRoot } from '../../processes.ts';
import type { FaultRow, Trial } from '../fault-row.ts';
import type { TappedTopic } from '../lab/wire-tap.ts';
import { startWebhookReceiver, type ReceiverMood, type WebhookReceiver } from '../lab/webhook-receiver.ts';

const SECRET = `whsec_${Buffer.alloc(32, 5).toString('base64')}`;
const METADATA_URL = 'http://169.254.169.254/latest/meta-data/';
const WANTED: readonly TappedTopic[] = ['scored', 'deleted'];
const CONCURRENCY = 4;
const N_DURING = 25;
/** All that waited is due again within five seconds of the healing; the rest is the machine. */
const DELIVERED_WITHIN_MS = 180_000;

/** Endpoints with a name that no other trial of this lab has: they are told of what happens from now on. */
interface Endpoints {
  readonly names: Readonly<
    Record<'error' | 'gone' | 'silent' | 'redirected' | 'redirectedInside' | 'metadata', string>
  >;
  readonly receiver: WebhookReceiver;
  /** Where one of them redirects to: nobody must ever come. */
  readonly trap: WebhookReceiver;
}

async function openEndpoints({ random }: Trial): Promise<Endpoints> {
  const [receiver, trap] = [await startWebhookReceiver(SECRET), await startWebhookReceiver(SECRET)];
  const mark = Math.floor(random() * 1e9).toString(36);
  const nameOf = (kind: string): string => `${kind}-${mark}`;
  const names = {
    ...{ error: nameOf('error'), gone: nameOf('gone'), silent: nameOf('silent') },
    ...{ redirected: nameOf('redirected'), redirectedInside: nameOf('inside'), metadata: nameOf('metadata') },
  };
  return { names, receiver, trap };
}

function environmentOf({ names, receiver }: Endpoints, trial: Trial): Record<string, string> {
  const topics = WANTED.map((topic) => trial.lab.tap.physical(topic).slice(trial.lab.tap.prefix.length));
  const urlOf = (name: string): string =>
    name === names.metadata ? METADATA_URL : `${receiver.url}/${name}`;
  const endpoints = Object.values(names).map((name) => ({
    ...{ name, url: urlOf(name), topics, secrets: [SECRET] },
  }));
  return {
    ...{ WEBHOOKS: JSON.stringify(endpoints), WEBHOOKS_ALLOW_PRIVATE: 'true', WEBHOOKS_TIMEOUT: '1s' },
    ...{
      WEBHOOKS_CONCURRENCY: String(CONCURRENCY),
      WEBHOOKS_BREAKER_PAUSE: '1s',
      WEBHOOKS_POLL_INTERVAL: '500ms',
    },
    WEBHOOKS_RETRY_SCHEDULE: ['1s', '2s', ...Array<string>(200).fill('4s')].join(','),
  };
}

/** The command line, as whoever looks after the installation would use it. */
async function webhooksCommand({ lab }: Trial, ...args: string[]): Promise<string> {
  const dataDir = join(lab.dir, 'cli');
  await mkdir(dataDir, { recursive: true });
  const program = join(repositoryRoot, 'apps/cli/dist/main.js');
  const env = { PATH: process.env['PATH'], ...lab.environment, CONVOSCOPE_DATA_DIR: dataDir };
  const { stdout } = await promisify(execFile)(process.execPath, [program, 'webhooks', ...args], {
    ...{ cwd: dataDir, env },
  });
  return stdout;
}

interface View {
  readonly name: string;
  readonly state: string;
  readonly counts: Readonly<Record<'pending' | 'delivered' | 'failed' | 'disabled', number>>;
  readonly lastFailure: { readonly error: string } | null;
}

async function viewEndpoints(trial: Trial): Promise<(name: string) => View> {
  const views = JSON.parse(await webhooksCommand(trial, '--json')) as View[];
  return (name) => {
    const found = views.find((view) => view.name === name);
    if (found === undefined) throw new Error(`convoscope webhooks does not name ${name}`);
    return found;
  };
}

/** `ce_id`s of all that is on the wanted topics now. */
async function idsOnTopics({ lab }: Trial): Promise<Set<string>> {
  const messages = await Promise.all(WANTED.map((topic) => lab.tap.readRaw(topic)));
  return new Set(messages.flat().map(({ headers }) => String(headers?.['ce_id'])));
}

const MOODS: Readonly<Record<'error' | 'gone' | 'silent' | 'redirected', ReceiverMood>> = {
  ...{ error: 'error', gone: 'gone', silent: 'silent', redirected: { redirectTo: METADATA_URL } },
};

function makeIll({ names, receiver, trap }: Endpoints): void {
  for (const kind of ['error', 'gone', 'silent', 'redirected'] as const)
    receiver.inbox(names[kind]).mood = MOODS[kind];
  receiver.inbox(names.redirectedInside).mood = { redirectTo: `${trap.url}/trap` };
}

const secondsSince = (startedAt: number): string => ((performance.now() - startedAt) / 1_000).toFixed(1);

/** Resolves when those of the conversations have been scored that nobody has deleted. */
async function untilScored({ lab }: Trial, ids: readonly string[]): Promise<void> {
  const scores = lab.database.collection('conversation_scores');
  const look = async (): Promise<void> => {
    const left = ids.filter((id) => lab.load.ledger.get(id)?.hash !== null);
    const nScored = await scores.countDocuments({ conversationId: { $in: left } });
    if (nScored < left.length) throw new Error(`${nScored} of ${left.length} conversations were scored`);
  };
  await eventually(look, { timeoutMs: 60_000, intervalMs: 200 });
}

/** Conversations come while the receivers are ill, and the service dies once, amid its posts; the flow must not notice. */
async function sufferUnderLoad(
  trial: Trial,
  { names, receiver }: Endpoints,
  env: Readonly<Record<string, string>>,
): Promise<void> {
  const { lab, pause, note } = trial;
  const ids = lab.load.insert(N_DURING);
  const lookForPosts = (): void => {
    if (receiver.inbox(names.error).nPosts === 0) throw new Error('nothing was posted');
  };
  await eventually(lookForPosts, { timeoutMs: 60_000, intervalMs: 20 });
  await pause(0, 1_500);
  await lab.services.kill('notifications');
  const killedAt = performance.now();
  lab.load.remove(2);
  await lab.services.start('notifications', { env });
  await untilScored(trial, ids);
  note(`scored ${ids.length} conversations ${secondsSince(killedAt)} s after kill -9 of notifications`);
}

async function checkWhileIll(trial: Trial, { names, receiver, trap }: Endpoints): Promise<void> {
  const { expect } = trial;
  for (const kind of ['error', 'silent', 'redirected', 'redirectedInside'] as const)
    expect(receiver.inbox(names[kind]).nPosts > 0, `nothing was posted to ${kind}`);
  const viewOf = await viewEndpoints(trial);
  const gone = viewOf(names.gone);
  expect(gone.state === 'disabled' && gone.counts.disabled > 0, `410 is ${JSON.stringify(gone)}`);
  expect(gone.counts.delivered === 0, `${gone.counts.delivered} were delivered to an endpoint that is gone`);
  const { nPosts } = receiver.inbox(names.gone);
  // Those in flight together, once for each of the two processes.
  expect(nPosts >= 1 && nPosts <= 2 * CONCURRENCY, `${nPosts} posts to an endpoint that is gone`);
  const { lastFailure, counts } = viewOf(names.metadata);
  expect(counts.delivered === 0, 'something was delivered to an address of metadata');
  expect(lastFailure?.error.includes('metadata address') === true, `metadata: ${lastFailure?.error}`);
  expect(trap.inbox('trap').nPosts === 0, 'a redirect was followed');
}

/** Resolves when each receiver has got every event that was on the topics at some time after the start. */
async function untilDelivered(
  trial: Trial,
  { names, receiver }: Endpoints,
  wanted: readonly string[],
): Promise<void> {
  const { metadata: _never, ...healed } = names;
  const healedAt = performance.now();
  const look = (): void => {
    for (const name of Object.values(healed)) {
      const { accepted } = receiver.inbox(name);
      const missing = wanted.filter((id) => !accepted.has(id));
      if (missing.length > 0) throw new Error(`${name} lacks ${missing.length} of ${wanted.length} events`);
    }
  };
  await eventually(look, { timeoutMs: DELIVERED_WITHIN_MS, intervalMs: 100 });
  const inboxes = Object.values(healed).map((name) => receiver.inbox(name));
  const nAgain = inboxes
    .flatMap(({ accepted }) => [...accepted.values()])
    .filter((times) => times > 1).length;
  trial.note(
    `${wanted.length} events to ${inboxes.length} receivers ${secondsSince(healedAt)} s after healing, ${nAgain} of them again`,
  );
  trial.expect(
    inboxes.every(({ nBadlySigned }) => nBadlySigned === 0),
    'a post was not signed',
  );
}

export const webhookReceiver: FaultRow = {
  id: 'F25',
  title: 'webhook receiver: 500, 410, no answer, redirect to 169.254.169.254',
  isStarred: true,
  async run(trial) {
    const { lab, expect } = trial;
    const endpoints = await openEndpoints(trial);
    const { names, receiver, trap } = endpoints;
    const env = environmentOf(endpoints, trial);
    makeIll(endpoints);
    try {
      await lab.services.start('notifications', { env });
      const before = await idsOnTopics(trial);
      await sufferUnderLoad(trial, endpoints, env);
      await checkWhileIll(trial, endpoints);
      for (const name of Object.values(names)) receiver.inbox(name).mood = 'well';
      await webhooksCommand(trial, 'enable', names.gone, '--reason', 'the row heals');
      const wanted = [...(await idsOnTopics(trial))].filter((id) => !before.has(id));
      expect(wanted.length > N_DURING, `only ${wanted.length} events were wanted`);
      await untilDelivered(trial, endpoints, wanted);
      expect(trap.inbox('trap').nPosts === 0, 'a redirect was followed');
      expect((await lab.services.stop('notifications')) === 0, 'notifications did not stop in order');
    } finally {
      await lab.services.kill('notifications');
      await Promise.all([receiver.close(), trap.close()]);
    }
  },
};
