const PREFIX = 'convoscope/';

/** Name of the tracer of one of our services. */
export const scopeOfService = (service: string): string => `${PREFIX}${service}`;

/** The service that a tracer of this name belongs to; undefined where it is none of ours. */
export const serviceOfScope = (scope: string): string | undefined =>
  scope.startsWith(PREFIX) ? scope.slice(PREFIX.length) : undefined;
