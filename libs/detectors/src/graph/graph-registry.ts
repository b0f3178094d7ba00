import { ParameterError } from '@convoscope/statistics';
import type { GraphDetector, GraphDetectorFactory } from '../convention/graph-detector.ts';
import type { Json } from '../convention/serialize.ts';
import { edgeWeight } from './edge-weight.ts';
import { neighbourResidual } from './neighbour-residual.ts';
import { oddball } from './oddball.ts';
import { radar } from './radar.ts';
import { scan } from './scan.ts';
import { unlikelyLinks } from './unlikely-links.ts';

/** Every detector of nodes or edges; `name` is the one the command line and saved models use. */
export const graphDetectors: readonly GraphDetectorFactory[] = [
  oddball,
  scan,
  neighbourResidual,
  radar,
  unlikelyLinks,
  edgeWeight,
];

function findGraphDetector(name: unknown): GraphDetectorFactory {
  const found = graphDetectors.find((factory) => factory.name === name);
  if (found === undefined)
    throw new ParameterError('detector', `one of ${graphDetectors.map((f) => f.name).join(', ')}`, name);
  return found;
}

/** A new graph detector. Throws `ParameterError` for an unknown name, an unknown parameter or a value out of bounds. */
export const createGraphDetector = (
  name: string,
  params: Readonly<Record<string, unknown>> = {},
): GraphDetector => findGraphDetector(name).create(params);

/** A graph detector as `toJSON` saved it. */
export const restoreGraphDetector = (json: Json): GraphDetector =>
  findGraphDetector((json as { name?: unknown } | null)?.name).fromJSON(json);
