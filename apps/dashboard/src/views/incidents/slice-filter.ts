import type { Schemas } from '@convoscope/client';

type Slice = Pick<Schemas['Incident']['slice'], 'dimension' | 'label'>;

/** The filter of the conversations that a slice is of; of all of them none. */
export function filterOf({ dimension, label }: Slice): Record<string, string> {
  if (dimension === 'all') return {};
  return { [dimension === 'user' ? 'userId' : dimension]: label };
}
