export interface IndexFinding {
  collection: string;
  index: string;
  /** `missing`: declared and not there. `foreign`: there and not declared. `unused`: no query has used it since MongoDB counts. */
  problem: 'missing' | 'foreign' | 'unused';
  /** Of unused ones: since when MongoDB counts, ISO time. */
  since?: string;
}
