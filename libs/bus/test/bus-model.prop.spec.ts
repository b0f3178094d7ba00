import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createTelemetry, type Telemetry } from '@convoscope/telemetry';
import fc from 'fast-check';
import { busCommands, createModel } from './model/bus-commands.ts';
import { checkLaws } from './model/bus-laws.ts';
import { BusWorld, type Sabotage } from './model/bus-world.ts';
import { PLANTED_FAULTS } from './model/planted-faults.ts';

const SEED = Number(process.env['CONVOSCOPE_TEST_SEED'] ?? Date.now() % 1_000_000);
const N_SEQUENCES = 20_000;
/** A quarter of a minute on a quiet machine. */
const TIMEOUT_MS = 600_000;

describe(`the bus under any sequence of events (CONVOSCOPE_TEST_SEED=${SEED})`, () => {
  let telemetry: Telemetry;
  const { stackTraceLimit } = Error;
  beforeAll(() => {
    // Thousands of errors are made and thrown away: their stacks would take half of the time.
    Error.stackTraceLimit = 0;
    telemetry = createTelemetry({ service: 'model', logLevel: 'silent' });
  });
  afterAll(() => {
    Error.stackTraceLimit = stackTraceLimit;
    return telemetry.close();
  });

  const keepsItsPromises = (plant: () => Sabotage = () => ({})) =>
    fc.asyncProperty(busCommands, async (commands) => {
      const [model, world] = [createModel(), new BusWorld(telemetry, plant())];
      await world.join();
      await fc.asyncModelRun(() => ({ model, real: world }), commands);
      checkLaws(model, world, await world.heal());
    });

  it(
    `loses, reorders, repeats and parks nothing that it should not, in ${N_SEQUENCES} sequences`,
    () => fc.assert(keepsItsPromises(), { seed: SEED, numRuns: N_SEQUENCES }),
    TIMEOUT_MS,
  );

  it.each(PLANTED_FAULTS)(
    'notices when $name',
    async ({ plant, breaks }) => {
      const found = await fc.check(keepsItsPromises(plant), { seed: SEED, numRuns: 2_000 });
      expect(found.failed).toBe(true);
      expect(String(found.errorInstance)).toMatch(new RegExp(breaks));
      expect(fc.stringify(found.counterexample).split(',').length).toBeLessThan(12);
    },
    TIMEOUT_MS,
  );

  it('does not do work twice when a member that stops is dealt the partition of one that has stopped', async () => {
    const [model, world] = [createModel(), new BusWorld(telemetry)];
    const publish = async (key: string, version: number): Promise<void> => {
      model.records.push(await world.publish({ key, version, fate: 'good' }));
      await world.settle();
    };
    world.isSinkDown = true;
    await world.join();
    await publish('a', 1);
    await world.join();
    world.leave(0);
    await publish('b', 1);
    world.leave(0);
    world.step(0);
    await world.settle();
    await publish('a', 2);
    checkLaws(model, world, await world.heal());
  });
});
