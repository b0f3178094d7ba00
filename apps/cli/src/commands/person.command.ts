import { readFile, writeFile } from 'node:fs/promises';
import { userInfo } from 'node:os';
import { requestPerson } from '@convoscope/app-gateway/persons/person-desk';
import { ConfigError } from '@convoscope/contracts';
import { DataError } from '@convoscope/detectors';
import { verifyProof, type SignedProof } from '@convoscope/privacy';
import type { PersonRequestDocument } from '@convoscope/store';
import type { Command } from 'commander';
import type { CommandContext } from '../command-context.ts';
import type { CommandResult } from '../command-host.ts';
import { printJson } from '../print.ts';
import type { RunCommand } from '../run-command.ts';

interface RequestOptions {
  because?: string;
  out?: string;
  wait: string;
  yes?: boolean;
  json?: boolean;
}

export function addPerson(program: Command, run: RunCommand): void {
  const person = program.command('person').description('erases or exports what is kept of a person');
  const add = (kind: 'erase' | 'export', description: string): void => {
    const command = person.command(`${kind} <user>`).description(description);
    command
      .option('--because <reason>', 'for the audit log')
      .option(
        '--out <file>',
        kind === 'erase' ? 'where the signed proof is written' : 'where the file is written',
      )
      .option(
        '--wait <seconds>',
        'how long to wait until it is done; it goes on without being waited for',
        '600',
      )
      .option('--json', 'as JSON');
    if (kind === 'erase') command.option('--yes', 'it cannot be undone: without this nothing is done');
    command.action((user: string, options: RequestOptions) =>
      run((context) => request(context, kind, user, options)),
    );
  };
  add(
    'erase',
    'erases a person for good: in every collection, the lake and reports; what comes from the source again is left out',
  );
  add('export', 'writes what is kept of a person to a JSON Lines file');
  person
    .command('status <request>')
    .description('how far a request is')
    .action((id: string) =>
      run(async (context) => printJson(context.stdout, shownOf(await find(context, id)))),
    );
  person
    .command('verify <proof>')
    .description('whether a proof of erasure is what was signed; exit code 1 where it is not')
    .option(
      '--public-key <base64>',
      'of the installation: without it only that the proof is unchanged is known',
    )
    .action((file: string, options: { publicKey?: string }) =>
      run((context) => verify(context, file, options)),
    );
}

const shownOf = ({ userId: _, proof, ...shown }: PersonRequestDocument) => ({
  ...shown,
  proof: proof === null ? null : (JSON.parse(proof) as unknown),
});

async function find(context: CommandContext, requestId: string): Promise<PersonRequestDocument> {
  const { store, tenant } = await context.openStorage();
  const found = await store.personRequests.findById(tenant, requestId);
  if (found === null) throw new ConfigError([`there is no request ${requestId}`]);
  return found;
}

async function request(
  context: CommandContext,
  kind: 'erase' | 'export',
  userId: string,
  options: RequestOptions,
): Promise<CommandResult> {
  if (kind === 'erase' && options.yes !== true)
    throw new ConfigError([`erasing ${userId} cannot be undone: say so with --yes`]);
  const waitS = Number(options.wait);
  if (!(waitS >= 0)) throw new ConfigError([`--wait is "${options.wait}": expected seconds`]);
  const { store, tenant, clock } = await context.openStorage();
  const actor = { tenant, by: `cli:${userInfo().username}` };
  const wanted = { kind, userId, because: options.because ?? null };
  const { requestId } = await requestPerson({ store, now: () => clock.now() }, actor, wanted);
  context.stderr.write(`request ${requestId}: ingestion works on it while it runs\n`);
  const isWorkedOn = context.running !== null || context.isDistributed;
  const ended = isWorkedOn
    ? await waitFor(context, requestId, waitS * 1_000)
    : await find(context, requestId);
  if (options.out !== undefined && ended.status === 'done') await writeResult(context, ended, options.out);
  if (options.json) printJson(context.stdout, shownOf(ended));
  else context.stdout.write(`${sentenceOf(ended, isWorkedOn)}\n`);
  return ended.status === 'done' ? 0 : NOT_DONE;
}

/** BSD sysexits EX_TEMPFAIL: it goes on. */
const NOT_DONE = 75;

function sentenceOf(
  { status, kind, nConversations, waitsFor, heldBy = [], requestId }: PersonRequestDocument,
  isWorkedOn: boolean,
): string {
  const done = kind === 'erase' ? 'erased' : 'exported';
  if (status === 'done') return `${nConversations} conversations ${done}`;
  if (status === 'held')
    return `not erased: legal hold ${heldBy.join(', ')} keeps it (convoscope retention holds); it goes on when that is released`;
  const waits = waitsFor.length === 0 ? '' : `; still to come: ${waitsFor.join(', ')}`;
  const how = isWorkedOn ? `convoscope person status ${requestId}` : 'it is begun with the next npm start';
  return `not done yet (${nConversations} conversations ${done}${waits}): ${how}`;
}

async function waitFor(
  context: CommandContext,
  requestId: string,
  waitMs: number,
): Promise<PersonRequestDocument> {
  const until = performance.now() + waitMs;
  for (;;) {
    const found = await find(context, requestId);
    if (found.status === 'done' || found.status === 'held' || performance.now() >= until) return found;
    await new Promise((resolve) => setTimeout(resolve, POLL_MS));
  }
}

const POLL_MS = 500;

async function writeResult(
  context: CommandContext,
  { proof, objectKey }: PersonRequestDocument,
  path: string,
): Promise<void> {
  if (proof !== null) return writeFile(path, `${JSON.stringify(JSON.parse(proof), null, 2)}\n`);
  const { objects } = await context.openStorage();
  const object = objectKey === null ? null : await objects.get(objectKey);
  if (object === null) throw new DataError('the file of the export is gone');
  await writeFile(path, object.body, { mode: 0o600 });
}

async function verify(
  { stdout }: CommandContext,
  file: string,
  { publicKey }: { publicKey?: string },
): Promise<CommandResult> {
  let signed: SignedProof;
  try {
    signed = JSON.parse(await readFile(file, 'utf8')) as SignedProof;
  } catch (error) {
    throw new DataError(`${file} is no proof: ${(error as Error).message}`, { cause: error });
  }
  const isGenuine = typeof signed.signature === 'string' && verifyProof(signed, publicKey);
  const whose =
    publicKey === undefined
      ? `by ${signed.publicKey}: compare it with the key of your installation`
      : 'by the key given';
  stdout.write(isGenuine ? `genuine: signed ${whose}\n` : 'not genuine: it is not what was signed\n');
  return isGenuine ? 0 : 1;
}
