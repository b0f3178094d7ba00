import { editDistance } from '@convoscope/config';

/** The known name nearest to a wrong one (Damerau-Levenshtein, letters and digits only), or null when none is near. */
export function suggestColumn(wrong: string, known: readonly string[]): string | null {
  const ranked = known
    .map((name) => ({ name, distance: editDistance(plain(wrong), plain(name)) }))
    .sort((a, b) => a.distance - b.distance);
  const best = ranked[0];
  return best !== undefined && best.distance <= Math.max(1, Math.floor(plain(wrong).length / 3))
    ? best.name
    : null;
}

const plain = (name: string): string => name.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '');
