import { tellForecast } from '@convoscope/detectors';
import { inFile, readDataTable, runInThread } from '@convoscope/registry';
import { chooseSeries } from './choose-series.ts';
import { seriesOfRows, seriesOverTime } from './even-series.ts';
import { chooseInstants } from './read-instants.ts';

export interface FileForecastOptions {
  value?: string;
  timestamp?: string;
  period?: readonly string[];
  least?: number;
  most?: number;
  horizon: number;
}

/** Forecasts the series of a file. Throws `DataError` that says why where it does not carry a forecast. */
export async function forecastFile(
  input: string,
  { value, timestamp, period, least, most, horizon }: FileForecastOptions,
) {
  const { table, notes } = await readDataTable(input);
  const { values, step, placeOf } = inFile(input, () => {
    const [series = new Float64Array(0)] = chooseSeries(table, value === undefined ? undefined : [value]);
    const instants = chooseInstants(table, timestamp);
    return instants === undefined ? seriesOfRows(series) : seriesOverTime(series, instants);
  });
  const options = {
    horizon,
    ...(period !== undefined && { periods: period.map(Number) }),
    ...(least !== undefined && { least }),
    ...(most !== undefined && { most }),
  };
  const refuse = (error: unknown): never =>
    inFile(input, () => {
      throw error;
    });
  const { points, ...found } = await runInThread({ kind: 'forecast', values, options }).catch(refuse);
  const place = (i: number): string => placeOf(found.nSkipped + i);
  return {
    step,
    history: Array.from(values, (known, i) => ({
      at: placeOf(i),
      value: Number.isFinite(known) ? known : null,
    })),
    points: points.map((point, h) => ({ at: place(found.nValues + h), ...point })),
    ...found,
    sentences: tellForecast({ points, ...found }, { step, placeOf: place }),
    notes,
  };
}

export type FileForecast = Awaited<ReturnType<typeof forecastFile>>;
