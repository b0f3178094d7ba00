import { randomUUID } from 'node:crypto';
import { userInfo } from 'node:os';
import { toFeedbackEvent, topics } from '@convoscope/contracts';
import { precisionOf, type PrecisionOverTime } from '@convoscope/measures';
import { Argument, type Command } from 'commander';
import type { CommandContext } from '../command-context.ts';
import { createGatewayApi } from '../gateway-api.ts';
import { printJson, printTable } from '../print.ts';
import type { RunCommand } from '../run-command.ts';

const VERDICTS = ['confirmed', 'rejected', 'false-alarm'] as const;
type Verdict = (typeof VERDICTS)[number];
const MOST_JUDGED = 1000;

/** What people say of findings and incidents, and how many were right. */
export function addFindings(program: Command, run: RunCommand): void {
  const findings = program.command('findings').description('what people say of findings and incidents');
  findings
    .command('judge')
    .description('say that a finding or an incident is right, is none, or is one that nobody needs to know')
    .argument('<id>', 'id of the finding or incident')
    .addArgument(new Argument('<verdict>').choices(VERDICTS))
    .option('--reason <text>', 'why, in your words')
    .action((subjectId: string, verdict: Verdict, { reason }: { reason?: string }) =>
      run(async (context) => {
        await judge(context, { subjectId, verdict, ...(reason !== undefined && { reason }) });
        context.stdout.write(`${subjectId}: ${verdict}, sent to the anomaly service\n`);
      }),
    );
  findings
    .command('precision')
    .description('how many findings were right, of those that were judged, over time and by kind')
    .option('--json', 'as JSON')
    .action(({ json }: { json?: boolean }) =>
      run(async (context) => {
        const { store, tenant } = await context.openStorage();
        const precision = precisionOf(await store.findingFeedback.findNewest(tenant, MOST_JUDGED));
        if (json) return printJson(context.stdout, precision);
        printPrecision(context, precision);
      }),
    );
}

interface Judged {
  subjectId: string;
  verdict: Verdict;
  reason?: string;
}

async function judge(context: CommandContext, judged: Judged): Promise<void> {
  if (context.running !== null)
    return void (await createGatewayApi(context).post('findings/verdicts', judged));
  const { bus, store, tenant, clock } = await context.openInfrastructure();
  const { subjectId, verdict, reason } = judged;
  const found =
    (await store.incidents.findById(tenant, subjectId)) ??
    (await store.anomalies.findById(tenant, subjectId));
  if (found === null) throw new Error(`there is no finding ${subjectId}`);
  const feedbackId = randomUUID();
  const givenAt = new Date(clock.now()).toISOString();
  const event = toFeedbackEvent(tenant, 'cli', {
    ...{ feedbackId, subject: 'anomaly', subjectId, field: 'isAnomalous', value: verdict },
    ...{ reason: reason ?? null, givenBy: `cli:${userInfo().username}`, givenAt },
  });
  await bus.publish(topics.feedbackGiven, [event]);
}

const percent = (precision: number | null): string =>
  precision === null ? '' : `${Math.round(precision * 100)} %`;

function printPrecision({ stdout }: CommandContext, { months, kinds, ...all }: PrecisionOverTime): void {
  if (all.precision === null) return void stdout.write('no finding was judged yet\n');
  stdout.write(
    `${all.nConfirmed} of ${all.nJudged} findings that were judged were right (${percent(all.precision)})\n`,
  );
  printTable(
    stdout,
    ['month or kind', 'judged', 'right', ''],
    [
      ...months.map((one) => [one.month, one.nJudged, one.nConfirmed, percent(one.precision)]),
      ...kinds.map((one) => [one.kind, one.nJudged, one.nConfirmed, percent(one.precision)]),
    ],
  );
}
