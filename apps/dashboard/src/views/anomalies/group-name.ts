import type { Anomaly } from '../../api/types.ts';
import { toWords } from '../../format.ts';

/** `topic travel, model assistant-a`: what an anomaly is about. */
export const groupName = (group: Anomaly['group']): string =>
  Object.entries(group)
    .map(
      ([dimension, value]) => `${dimension} ${dimension === 'model' ? value : toWords(value).toLowerCase()}`,
    )
    .join(', ');
