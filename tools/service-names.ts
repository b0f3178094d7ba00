/** The services, in the order of the flow; each is the folder `apps/<name>` and the consumer group of that name. */
export const serviceNames: readonly string[] = [
  'ingestion',
  'translation',
  'categorisation',
  'anomaly',
  'lake',
  'reporting',
  'notifications',
  'gateway',
];
