import { InvariantError, PermanentError, TransientError } from '@convoscope/contracts';
import { mongo } from 'mongoose';

/** Server codes that may pass: failover, shutdown, conflicts, timeouts, a full disk, credentials that are being rotated. */
const TRANSIENT_CODES = new Set([
  6, 7, 8, 13, 18, 24, 43, 46, 50, 63, 64, 74, 79, 89, 91, 112, 117, 133, 134, 150, 175, 189, 202, 225, 234,
  237, 246, 249, 251, 262, 263, 267, 282, 309, 317, 358, 384, 391, 402, 9001, 10058, 10107, 11600, 11602,
  13388, 13435, 13436, 14031,
]);

const TRANSIENT_LABELS = [
  'RetryableWriteError',
  'TransientTransactionError',
  'UnknownTransactionCommitResult',
  'RetryableError',
  'SystemOverloadedError',
];

/** Classes of the driver that mean "the server could not be reached or did not answer". */
const TRANSIENT_NAMES = new Set([
  'MongoNetworkError',
  'MongoNetworkTimeoutError',
  'MongoServerSelectionError',
  'MongoPoolClearedError',
  'MongoPoolClosedError',
  'MongoWaitQueueTimeoutError',
  'MongoNotConnectedError',
  'MongoTopologyClosedError',
  'MongoOperationTimeoutError',
  'MongoClientClosedError',
  'MongoExpiredSessionError',
  'MongooseServerSelectionError',
]);

/** Errors that the client itself raises about a value it cannot store or a filter it refuses. */
const PERMANENT_NAMES = new Set([
  'BSONError',
  'BSONVersionError',
  'BSONOffsetError',
  'MongoInvalidArgumentError',
  'CastError',
  'StrictModeError',
  'ValidationError',
]);

const DOCUMENT_CODES = new Set([121, 10334, 17419, 17420]);

interface DriverError {
  name: string;
  message: string;
  code?: number | string;
  errInfo?: { details?: unknown };
  errorLabels?: readonly string[];
  cause?: { code?: unknown };
}

/** A bulk write that lost its connection throws an error of the server's class, without code or label, around the one that says so. */
function unwrapped(error: unknown): unknown {
  const inner: unknown = error instanceof mongo.MongoBulkWriteError ? error.errorResponse : undefined;
  return inner instanceof Error ? inner : error;
}

const MAX_TIME_EXPIRED = 50;
/** Writes are small and few: one that takes so long meets a server that is overloaded. */
const READS = /^(find|count|aggregate|daily|stream|newest|page)/;

/** The server worked for as long as we allow: with the same data the same question ends the same way, however often it is asked. */
const isTooExpensive = ({ code, cause }: DriverError, operation: unknown): boolean =>
  (code === MAX_TIME_EXPIRED || cause?.code === MAX_TIME_EXPIRED) && READS.test(String(operation));

const tooExpensive = (cause: DriverError, context: Record<string, unknown>): PermanentError =>
  new PermanentError('MongoDB needs longer for this than it may take: ask for fewer days', {
    code: 'STORE_TOO_EXPENSIVE',
    context,
    cause,
  });

const isTransient = (error: DriverError): boolean =>
  TRANSIENT_NAMES.has(error.name) ||
  (typeof error.code === 'number' && TRANSIENT_CODES.has(error.code)) ||
  (error instanceof mongo.MongoError && TRANSIENT_LABELS.some((label) => error.hasErrorLabel(label)));

const permanentCode = (code: DriverError['code']): string => {
  if (code === 11000) return 'STORE_DUPLICATE_KEY';
  return typeof code === 'number' && DOCUMENT_CODES.has(code) ? 'STORE_DOCUMENT_INVALID' : 'STORE_REFUSED';
};

/**
 * An error of the driver as one of ours: what may pass by itself is a TransientError `STORE_UNAVAILABLE`, what the data or the query
 * caused a PermanentError, the rest (a bug) an InvariantError. Our own errors stay as they are. Document content never gets into it.
 */
export function toStoreError(error: unknown, context: Record<string, unknown>): Error {
  if (error instanceof TransientError || error instanceof PermanentError || error instanceof InvariantError)
    return error;
  const driverError = unwrapped(error) as DriverError;
  if (isTooExpensive(driverError, context['operation'])) return tooExpensive(driverError, context);
  const details = { cause: error, context: { ...context, serverCode: driverError.code } };
  if (isTransient(driverError))
    return new TransientError(`MongoDB is not available: ${driverError.message}`, {
      ...details,
      code: 'STORE_UNAVAILABLE',
    });
  if (PERMANENT_NAMES.has(driverError.name))
    return new PermanentError(`MongoDB client refused: ${driverError.message}`, {
      ...details,
      code: 'STORE_REFUSED',
    });
  if (error instanceof mongo.MongoServerError)
    return new PermanentError(`MongoDB refused: ${driverError.message}`, {
      cause: error,
      code: permanentCode(driverError.code),
      context: { ...details.context, violations: toViolations(driverError.errInfo) },
    });
  return new InvariantError(`Unexpected failure in the store: ${driverError.message}`, {
    ...details,
    code: 'STORE_BUG',
  });
}

/** MaxTimeMSExpired */
const TIME_LIMIT_CODE = 50;

/**
 * Runs an aggregation whose cost depends on what is asked, under a time limit of its own. Where it takes longer it always will: that is a
 * PermanentError `STORE_TIME_LIMIT`. A limit that somebody else set (the server's, the policy's) still is a TransientError.
 */
export async function withinTimeLimit<T>(
  limitMs: number,
  work: (options: { maxTimeMS: number }) => Promise<T>,
): Promise<T> {
  const startedAt = performance.now();
  try {
    return await work({ maxTimeMS: limitMs });
  } catch (error) {
    const isOurs = performance.now() - startedAt >= limitMs;
    if (!(error instanceof mongo.MongoServerError) || error.code !== TIME_LIMIT_CODE || !isOurs) throw error;
    throw new PermanentError(
      `The aggregation took longer than its limit of ${limitMs / 1_000} s: ask for fewer days`,
      { code: 'STORE_TIME_LIMIT', cause: error, context: { limitMs } },
    );
  }
}

export const isTransientCode = (code: number | undefined): boolean =>
  code !== undefined && TRANSIENT_CODES.has(code);

interface Rule {
  operatorName?: string;
  propertyName?: string;
  missingProperties?: string[];
  reason?: string;
  details?: Rule[];
  propertiesNotSatisfied?: Rule[];
  schemaRulesNotSatisfied?: Rule[];
}

/** What a validator found, as `path: reason`; the values it considered, which may be personal, are left out. */
export function toViolations(errInfo: unknown): string[] {
  const found: string[] = [];
  const visit = (rule: Rule, path: string): void => {
    const here = rule.propertyName === undefined ? path : [path, rule.propertyName].filter(Boolean).join('.');
    for (const missing of rule.missingProperties ?? [])
      found.push(`${here || '(document)'}: lacks ${missing}`);
    const nested = [rule.details, rule.propertiesNotSatisfied, rule.schemaRulesNotSatisfied].flatMap(
      (rules) => (Array.isArray(rules) ? rules : []),
    );
    if (nested.length === 0 && rule.reason !== undefined)
      found.push(`${here || '(document)'}: ${rule.operatorName ?? ''} ${rule.reason}`);
    for (const child of nested) visit(child, here);
  };
  const details = (errInfo as { details?: Rule } | undefined)?.details;
  if (details !== undefined) visit(details, '');
  return found;
}
