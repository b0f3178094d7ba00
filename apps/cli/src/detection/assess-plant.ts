import {
  alignReadings,
  assessMachine,
  columnByName,
  DataError,
  UNWELL,
  type AlignedReadings,
  type DataTable,
  type MachineAssessment,
  type Readings,
} from '@convoscope/detectors';
import { inFile, readDataTable } from '@convoscope/registry';
import { chooseInstants } from './read-instants.ts';
import { seriesOf } from './prepare-table.ts';

export interface PlantOptions {
  machine: string;
  sensor: string;
  value: string;
  timestamp: string;
  /** End of the period in which all was well, ms since 1970; default: half of the time. */
  goodUntil?: number;
  /** Values that sensors must not reach, by their name. */
  thresholds: ReadonlyMap<string, number>;
}

/** Texts of a column, whatever it holds: machines may be numbers. */
function namesOf(table: DataTable, name: string): string[] {
  const column = columnByName(table, name);
  const names =
    column.kind === 'text'
      ? Array.from(column.codes, (code) => column.categories[code] ?? '')
      : Array.from(column.values, (value) => (Number.isNaN(value) ? '' : String(value)));
  const empty = names.indexOf('');
  if (empty >= 0) throw new DataError(`row ${empty} of column "${name}" is empty`);
  return names;
}

/** The readings of each machine, by its name. */
function readingsByMachine(table: DataTable, options: PlantOptions): Map<string, Readings> {
  const machines = namesOf(table, options.machine);
  const sensors = namesOf(table, options.sensor);
  const values = seriesOf(table, options.value);
  const instants = chooseInstants(table, options.timestamp) ?? new Float64Array(0);
  const rows = Map.groupBy(machines.keys(), (row) => machines[row] ?? '');
  return new Map(
    [...rows].map(([machine, own]) => {
      const names = [...new Set(own.map((row) => sensors[row] ?? ''))].sort();
      return [
        machine,
        {
          codes: own.map((row) => names.indexOf(sensors[row] ?? '')),
          instants: own.map((row) => instants[row] ?? NaN),
          values: own.map((row) => values[row] ?? NaN),
          sensors: names,
        },
      ];
    }),
  );
}

const instantOf = (ms: number): string => new Date(ms).toISOString().slice(0, 16).replace('T', ' ');
const rounded = (value: number): string => String(Number(value.toPrecision(3)));

function nGoodOf({ instants }: AlignedReadings, goodUntil: number | undefined): number {
  if (goodUntil === undefined) return Math.floor(instants.length / 2);
  const first = instants.findIndex((at) => at >= goodUntil);
  return first < 0 ? instants.length : first;
}

type ThresholdFound = MachineAssessment['thresholds'][number];

/** When a sensor reaches its threshold, by the clock. */
function toClock(
  { sensor, threshold, from, trend, steps, earliest, latest, course }: ThresholdFound,
  { sensors, instants, stepMs }: AlignedReadings,
) {
  const last = instants.at(-1) ?? 0;
  const clock = (nSteps: number | null): string | null =>
    nSteps === null ? null : instantOf(last + nSteps * stepMs);
  const isAhead = trend === 'towards';
  return {
    ...{ sensor: sensors[sensor] ?? '', threshold, trend, course, since: instantOf(instants[from] ?? 0) },
    reachedAt: isAhead ? clock(steps) : null,
    earliest: isAhead ? clock(earliest) : null,
    latest: isAhead ? clock(latest) : null,
  };
}

/** What was found, by the names of sensors and by the clock. */
function describe(found: MachineAssessment, aligned: AlignedReadings) {
  const { sensors, instants } = aligned;
  return {
    parts: found.parts.map(({ sensor, health, share }) => ({
      sensor: sensors[sensor] ?? '',
      health: Math.round(health),
      share: Number(share.toFixed(3)),
    })),
    breaks: found.breaks.map(({ first, second, at, before, after }) => ({
      ...{ sensors: [sensors[first] ?? '', sensors[second] ?? ''], since: instantOf(instants[at] ?? 0) },
      ...{ before: Number(before.toFixed(2)), after: Number(after.toFixed(2)) },
    })),
    thresholds: found.thresholds.map((one) => toClock(one, aligned)),
  };
}

function assess(machine: string, readings: Readings, { goodUntil, thresholds }: PlantOptions) {
  const aligned = alignReadings(readings);
  const { sensors, instants } = aligned;
  const nGood = nGoodOf(aligned, goodUntil);
  const byColumn = new Map(
    [...thresholds].flatMap(([name, at]) =>
      sensors.includes(name) ? [[sensors.indexOf(name), at] as const] : [],
    ),
  );
  const found = assessMachine(aligned.table, { nGood, thresholds: byColumn });
  const course = Array.from(found.health, (health, i) => ({
    at: instantOf(instants[nGood + i] ?? 0),
    health: Math.round(health),
  }));
  const described = describe(found, aligned);
  return {
    ...{
      machine,
      health: course.at(-1)?.health ?? 0,
      goodUntil: instantOf(instants[nGood] ?? 0),
      nSteps: instants.length,
      nGood,
    },
    ...described,
    sentences: tell(machine, course.at(-1)?.health ?? 0, described),
    notes: notesOf(aligned),
    course,
  };
}

const notesOf = ({ nLeftOut, silent }: AlignedReadings): string[] => [
  ...(nLeftOut > 0 ? [`${nLeftOut} steps were left out: not all sensors were known`] : []),
  ...silent.map((sensor) => `sensor ${sensor} was left out: it is known in less than half of the steps`),
];

type Assessed = ReturnType<typeof assess>;

/** A sensor with this part of what is unusual is named for a cause; where none has it, the first of them are. */
const LARGE_SHARE = 0.2;
const MOST_CAUSES = 3;

function tell(
  machine: string,
  health: number,
  { parts, breaks, thresholds }: ReturnType<typeof describe>,
): string[] {
  const large = parts.filter(({ share }) => share >= LARGE_SHARE);
  const causes = (large.length > 0 ? large : parts.slice(0, MOST_CAUSES)).map(
    ({ sensor, share }) => `${sensor} (${Math.round(100 * share)} %)`,
  );
  return [
    health < UNWELL
      ? `${machine}: health ${health} of 100, by ${causes.join(' and ')}.`
      : `${machine}: health ${health} of 100: as in its good period.`,
    ...breaks.map(
      ({ sensors, since, before, after }) =>
        `${machine}: ${sensors.join(' and ')} no longer go together as they did since about ${since}: correlation of their changes ${before} before, ${after} after.`,
    ),
    ...thresholds.flatMap(({ sensor, threshold, trend, since, reachedAt, earliest, latest }) => {
      if (trend === 'reached') return [`${machine}: ${sensor} has reached ${rounded(threshold)}.`];
      if (trend !== 'towards') return [];
      const until = latest === null ? `${earliest} at the earliest` : `${earliest} to ${latest}`;
      return [
        `${machine}: ${sensor} reaches ${rounded(threshold)} about ${reachedAt}, if it goes on as since ${since} (90 % interval ${until}).`,
      ];
    }),
  ];
}

/** Assesses every machine of a file of readings, the least healthy first. Throws `DataError` that says what is wrong with it, and with which machine. */
export async function assessPlant(
  input: string,
  options: PlantOptions,
): Promise<{ machines: Assessed[]; notes: string[] }> {
  const { table, notes } = await readDataTable(input);
  const machines = inFile(input, () => {
    const readings = [...readingsByMachine(table, options)];
    const known = new Set(readings.flatMap(([, { sensors }]) => sensors));
    const unknown = [...options.thresholds.keys()].find((name) => !known.has(name));
    if (unknown !== undefined)
      throw new DataError(`there is no sensor "${unknown}" (there are ${[...known].join(', ')})`);
    return readings.map(([machine, own]) => {
      try {
        return assess(machine, own, options);
      } catch (error) {
        if (!(error instanceof DataError)) throw error;
        throw new DataError(`machine ${machine}: ${error.message}`, { cause: error });
      }
    });
  });
  return {
    machines: machines.sort((a, b) => a.health - b.health || (a.machine < b.machine ? -1 : 1)),
    notes,
  };
}
