import fc from 'fast-check';
import type { BusWorld } from './bus-world.ts';
import { FATES, type Fate, type PublishedRecord } from './published-record.ts';

/** What a reader of the commands alone knows must come out in the end. */
export interface BusModel {
  records: PublishedRecord[];
  versions: Map<string, number>;
  /** Something that may make a record come again happened: a crash, a lost acknowledgement, a bug. */
  isDisturbed: boolean;
}

export const createModel = (): BusModel => ({ records: [], versions: new Map(), isDisturbed: false });

type BusCommand = fc.AsyncCommand<BusModel, BusWorld>;

/** A command that is always possible: where there is nothing to do it to, it does nothing. */
function command(
  label: string,
  act: (world: BusWorld, model: BusModel) => void | Promise<void>,
  options: { disturbs?: boolean } = {},
): BusCommand {
  return {
    check: () => true,
    async run(model, world) {
      if (options.disturbs) model.isDisturbed = true;
      await act(world, model);
      await world.settle();
    },
    toString: () => label,
  };
}

const publish = (key: string, fate: Fate): BusCommand =>
  command(`publish ${key} ${fate}`, async (world, model) => {
    const version = (model.versions.get(key) ?? 0) + 1;
    model.versions.set(key, version);
    model.records.push(await world.publish({ key, version, fate }));
  });

/** The same record once more: behind newer ones it comes out of order as well. */
const duplicate = (which: number): BusCommand =>
  command(`duplicate ${which}`, async (world, model) => {
    const original = model.records[which % Math.max(1, model.records.length)];
    if (original) model.records.push(await world.publish(original));
  });

const key = fc.constantFrom('a', 'b', 'c');
const fate = fc.oneof(
  { weight: 6, arbitrary: fc.constant<Fate>('good') },
  { weight: 4, arbitrary: fc.constantFrom(...FATES) },
);
const index = fc.nat(9);
const disturbing = { disturbs: true };

const deliver = index.map((n) => command(`deliver ${n}`, (world) => world.step(n)));
const commandArbitraries: fc.Arbitrary<BusCommand>[] = [
  fc.tuple(key, fate).map(([k, f]) => publish(k, f)),
  fc.tuple(key, fate).map(([k, f]) => publish(k, f)),
  index.map(duplicate),
  deliver,
  deliver,
  deliver,
  fc
    .constantFrom('lost' as const, 'refused' as const)
    .map((how) => command(`commit ${how}`, (world) => void world.nextCommits.push(how), disturbing)),
  fc
    .constantFrom('lost' as const, 'unacknowledged' as const)
    .map((how) => command(`dead letter ${how}`, (world) => void world.nextDeadLetters.push(how), disturbing)),
  fc
    .tuple(index, fc.boolean())
    .map(([n, isZombie]) =>
      command(isZombie ? `fence ${n}` : `crash ${n}`, (world) => world.crash(n, isZombie), disturbing),
    ),
  fc.constant(command('rebalance: join', (world) => world.join())),
  index.map((n) => command(`rebalance: leave ${n}`, (world) => world.leave(n))),
  fc.constantFrom(50, 300, 30_000).map((ms) => command(`tick ${ms}`, (world) => world.tick(ms))),
  fc
    .boolean()
    .map((isDown) => command(`sink ${isDown ? 'down' : 'up'}`, (world) => void (world.isSinkDown = isDown))),
  fc.boolean().map((has) => command(`bug ${has}`, (world) => void (world.hasBug = has), disturbing)),
];

export const busCommands = fc.commands(commandArbitraries, { maxCommands: 30, size: 'max' });
