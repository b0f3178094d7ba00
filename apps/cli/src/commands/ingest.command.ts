import type { Command } from 'commander';
import { ingestionService } from '@convoscope/app-ingestion/ingestion.service';
import { describeInput } from '@convoscope/app-ingestion/findings/describe-input';
import { syncUntilDrained } from '@convoscope/app-ingestion/sync-until-drained';
import { startService } from '@convoscope/service';
import { createGatewayApi } from '../gateway-api.ts';
import { printJson } from '../print.ts';
import type { RunCommand } from '../run-command.ts';

/** As of sysexits.h: what could be read was taken in, but some of it is refused. */
const EXIT_REFUSED = 65;

export function addIngest(program: Command, run: RunCommand): void {
  program
    .command('ingest')
    .description('take in what is new at the source; services that are running process it')
    .option('--json', 'as JSON')
    .action((options: { json?: boolean }) =>
      run(async (context) => {
        if (context.running !== null) {
          const answer = await createGatewayApi(context).post<{ requestId: string }>('syncs', {
            mode: 'incremental',
          });
          context.stdout.write(
            options.json
              ? `${JSON.stringify(answer)}\n`
              : `asked the running services to poll now (${answer.requestId})\n`,
          );
          return;
        }
        const [source] = context.sources();
        const infrastructure = await context.openInfrastructure();
        const service = await startService(ingestionService, {
          infrastructure,
          env: source?.env ?? context.env,
          http: false,
          telemetry: context.telemetry,
          settings: { poll: { mode: 'manual' } },
        });
        try {
          const result = await syncUntilDrained(service.runtime);
          const { sentences, nRefused } = await describeInput(infrastructure.store, infrastructure.tenant);
          const exitCode = nRefused > 0 ? EXIT_REFUSED : 0;
          if (options.json) {
            printJson(context.stdout, { ...result, troubles: sentences });
            return exitCode;
          }
          context.stdout.write(
            `${result.rowsSeen} rows seen: ${result.published} published, ${result.deleted} deleted, ${result.rejected} rejected, in ${result.seconds.toFixed(1)} s\n`,
          );
          for (const sentence of sentences) context.stdout.write(`  ${sentence}\n`);
          return exitCode;
        } finally {
          await service.stop();
        }
      }),
    );
}
