import {
  buildGraph,
  columnByName,
  DataError,
  type DataColumn,
  type DataTable,
  type Graph,
} from '@convoscope/detectors';
import { readDataTable } from '@convoscope/registry';
import { cellOf, seriesOf } from './prepare-table.ts';

/** A graph with what its nodes are called. */
export interface NamedGraph {
  graph: Graph;
  names: string[];
  notes: string[];
}

export interface EdgeOptions {
  source: string;
  target: string;
  weight?: string;
  directed?: boolean;
}

/** The numbers of the nodes that a column names; a name that is new gets the next number. */
function nodesOf(column: DataColumn, nRows: number, numbers: Map<string, number>): Int32Array {
  return Int32Array.from({ length: nRows }, (_, row) => {
    const cell = cellOf(column, row);
    if (cell === null)
      throw new DataError(`row ${row} of column "${column.name}" is empty: an edge has two ends`);
    const name = String(cell);
    const number = numbers.get(name) ?? numbers.size;
    numbers.set(name, number);
    return number;
  });
}

function weightsOf(table: DataTable, name: string): Float64Array {
  const weights = seriesOf(table, name);
  const wrong = weights.findIndex((weight) => !(weight > 0) || !Number.isFinite(weight));
  if (wrong < 0) return weights;
  throw new DataError(
    `row ${wrong} of column "${name}" is ${weights[wrong]}: a weight is a number above 0 (leave such rows out)`,
  );
}

/** Reads a table of edges, one a row; the same edge again adds to its weight. Throws `DataError` that says what is wrong in which row. */
export async function readEdges(path: string, options: EdgeOptions): Promise<NamedGraph> {
  const { table, notes } = await readDataTable(path);
  if (table.nRows === 0) throw new DataError(`${path}: the table has no rows`);
  const numbers = new Map<string, number>();
  const [sources, targets] = [options.source, options.target].map((name) =>
    nodesOf(columnByName(table, name), table.nRows, numbers),
  ) as [Int32Array, Int32Array];
  const weights = options.weight === undefined ? undefined : weightsOf(table, options.weight);
  const graph = buildGraph(
    { sources, targets, ...(weights !== undefined && { weights }) },
    { isDirected: options.directed ?? false },
  );
  if (graph.nLoops > 0) notes.push(`${graph.nLoops} edges lead from a node to itself and were left out`);
  return { graph, names: [...numbers.keys()], notes };
}
