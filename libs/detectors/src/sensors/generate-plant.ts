import { createRandom, nextNormal, type Random } from '@convoscope/statistics';

/** One reading of a sensor. */
export interface PlantReading {
  readonly machine: string;
  readonly sensor: string;
  /** ISO 8601, UTC. */
  readonly time: string;
  readonly value: number;
}

/** What was put in on purpose. */
export interface PlantFault {
  readonly machine: string;
  readonly kind: 'bearing wears' | 'valve sticks' | 'pressure falls';
  readonly since: string;
  readonly sensors: readonly string[];
}

export interface Plant {
  readonly readings: readonly PlantReading[];
  readonly faults: readonly PlantFault[];
}

const N_HOURS = 30 * 24;
const FAULT_HOUR = 20 * 24;
const STARTS_AT = Date.UTC(2026, 0, 1);
const timeOf = (hour: number): string =>
  `${new Date(STARTS_AT + hour * 3_600_000).toISOString().slice(0, 19)}Z`;
const FAULTS: readonly PlantFault[] = [
  {
    machine: 'pump-2',
    kind: 'bearing wears',
    since: timeOf(FAULT_HOUR),
    sensors: ['vibration', 'temperature'],
  },
  { machine: 'pump-3', kind: 'valve sticks', since: timeOf(FAULT_HOUR), sensors: ['flow', 'pressure'] },
  { machine: 'pump-4', kind: 'pressure falls', since: timeOf(FAULT_HOUR), sensors: ['pressure'] },
];

/** Values of one machine in one hour; `worn` in [0, 1] says how far a fault of that kind has come. */
function readSensors(
  hour: number,
  kind: PlantFault['kind'] | undefined,
  random: Random,
): Record<string, number> {
  const noise = (size: number): number => size * nextNormal(random);
  const worn = kind === undefined || hour < FAULT_HOUR ? 0 : (hour - FAULT_HOUR) / (N_HOURS - FAULT_HOUR);
  const load = 60 + 15 * Math.sin((2 * Math.PI * (hour % 24)) / 24) + noise(4);
  const flow = 2 * load + noise(3);
  const isStuck = kind === 'valve sticks' && worn > 0;
  const loss = kind === 'pressure falls' && worn > 0 ? 1.2 : 0;
  const wear = kind === 'bearing wears' ? worn : 0;
  return {
    load,
    flow,
    pressure: 3 + 0.02 * (isStuck ? 120 + noise(25) : flow) + noise(0.1) - loss,
    temperature: 40 + 0.3 * load + 12 * wear + noise(0.8),
    vibration: 1.5 + 0.01 * load + 2.5 * wear + noise(0.15),
  };
}

/**
 * Readings of a small plant: four pumps, five sensors, an hour a step, thirty days. The first twenty are good; then one pump's bearing wears, one's valve sticks so that
 * pressure no longer follows flow, one loses pressure at once, and one stays well. The same seed gives the same readings.
 */
export function generatePlant(seed = 1): Plant {
  const random = createRandom(seed);
  const machines = ['pump-1', ...FAULTS.map(({ machine }) => machine)];
  const readings = machines.flatMap((machine) => {
    const kind = FAULTS.find((fault) => fault.machine === machine)?.kind;
    return Array.from({ length: N_HOURS }, (_, hour) =>
      Object.entries(readSensors(hour, kind, random)).map(([sensor, value]): PlantReading => ({
        ...{ machine, sensor, time: timeOf(hour) },
        value: Math.round(value * 1000) / 1000,
      })),
    ).flat();
  });
  return { readings, faults: FAULTS };
}
