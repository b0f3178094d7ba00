import { connectStore, type ReportPlanDocument } from '@convoscope/store';
import { createTelemetry } from '@convoscope/telemetry';
import { describeWithServer } from '@convoscope/testing';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runCli, type CliResult } from './run-cli.ts';

const SCHEDULE = 'name: mondays\ntemplate: support\ncron: "0 8 * * 1"\nrecipients: ["webhook:mail"]\n';

describeWithServer('mongod', 'convoscope report templates and schedules', (mongod) => {
  let dir: string;
  const env = () => ({
    CONVOSCOPE_DATA_DIR: join(dir, 'data'),
    MONGODB_URI: mongod.uri,
    MONGODB_DATABASE: mongod.database,
  });
  const cli = (...args: string[]): Promise<CliResult> => runCli(env(), 'report', ...args);
  const said = async (...args: string[]): Promise<string> => {
    const { exitCode, stdout, stderr } = await cli(...args);
    expect([args, exitCode, stderr]).toEqual([args, 0, '']);
    return stdout.toString();
  };
  const file = async (name: string, text: string): Promise<string> => {
    await writeFile(join(dir, name), text);
    return join(dir, name);
  };
  beforeAll(async () => {
    dir = await mkdtemp(join(tmpdir(), 'convoscope-cli-'));
  });
  afterAll(() => rm(dir, { recursive: true, force: true }));

  it('shows a template of the gallery as text that is one again under another name', async () => {
    const yaml = await said('templates', 'show', 'support');
    const mine = await file('mine.yaml', yaml.replace('name: support', 'name: mine'));
    expect(await said('templates', 'validate', mine)).toContain(
      'the template mine is valid (summary, totals',
    );
    expect(await said('templates', 'add', mine)).toBe('mine sent: reporting keeps it\n');
    const taken = await cli('templates', 'add', await file('taken.yaml', yaml));
    expect([taken.exitCode, taken.stderr]).toEqual([
      78,
      expect.stringContaining('the gallery has a template support'),
    ]);
  }, 30_000);

  it('says all that is wrong with a file, each with its line and how to mend it', async () => {
    const path = await file('wrong.yaml', 'name: a\ntitle: A\nsections: [totalz]\ncolour: red\n');
    const { exitCode, stderr } = await cli('templates', 'validate', path);
    expect(exitCode).toBe(78);
    expect(stderr).toMatch(/wrong\.yaml: line 3: sections\.0: write one of summary/);
    expect(stderr).toMatch(/wrong\.yaml: line 4: colour: the template has no such setting; take it out/);
    const often = await file('often.yaml', SCHEDULE.replace('0 8', '* *'));
    expect((await cli('schedules', 'add', often)).stderr).toContain(
      'line 3: cron: comes more than once an hour',
    );
    expect((await cli('--period', 'weekly', '--language', 'de')).stderr).toMatch(
      /--date is missing(.|\n)*--language are those/,
    );
    expect((await cli('--date', '2026-03-12', '--template', 'customer-account')).stderr).toContain(
      'give filters with user',
    );
  }, 30_000);

  it('lists schedules with their next times, and what became of runs', async () => {
    expect(await said('schedules', 'list')).toBe('no schedules\n');
    expect(await said('schedules', 'add', await file('mondays.yaml', SCHEDULE))).toMatch(
      /^mondays sent: reporting keeps it; next \d{4}-\d\d-\d\d 08:00, .* UTC\n$/,
    );
    const telemetry = createTelemetry({ service: 'cli-test', logLevel: 'silent' });
    const store = await connectStore({ uri: mongod.databaseUri, database: mongod.database, telemetry });
    const saved = { version: 1, definition: SCHEDULE, savedBy: 'anna', savedAt: '2026-01-02T10:00:00.000Z' };
    const plan: ReportPlanDocument = {
      ...{ tenant: 'default', kind: 'schedule', name: 'mondays', ...saved, isPaused: false, nSkipped: 0 },
      ...{ requestId: 'q', nextDueAt: new Date('2126-01-07T08:00:00Z'), history: [saved] },
    };
    await store.reportPlans.upsert('default', plan);
    await store.close();
    await telemetry.close();
    expect(await said('schedules')).toMatch(
      /mondays +support +0 8 \* \* 1 +UTC +2126-01-07 08:00 +webhook:mail/,
    );
    expect(await said('schedules', 'show', 'mondays')).toBe(SCHEDULE);
    expect(await said('schedules', 'runs', 'mondays')).toBe('no runs\n');
    expect(await said('schedules', 'pause', 'mondays')).toBe('mondays is paused by reporting\n');
    expect((await cli('schedules', 'run', 'nobody')).stderr).toContain('there is no schedule nobody');
  }, 30_000);
});
