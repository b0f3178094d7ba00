import { describe, expect, it } from '@jest/globals';
import { InvariantError, PermanentError, TransientError } from '@convoscope/contracts';
import { mongo } from 'mongoose';
import { toStoreError, toViolations, withinTimeLimit } from './store-error.ts';

const serverError = (code: number): Error => new mongo.MongoServerError({ message: `code ${code}`, code });

describe('toStoreError', () => {
  it.each([
    ['a failover', serverError(10107)],
    ['a primary that steps down', serverError(189)],
    ['an interrupted shutdown', serverError(11600)],
    ['a write conflict', serverError(112)],
    ['a time limit', serverError(50)],
    ['a full disk', serverError(14031)],
    ['credentials that do not hold now', serverError(18)],
    ['a broken connection', new mongo.MongoNetworkError('reset')],
    ['no server', new mongo.MongoServerSelectionError('none', {} as never)],
  ])('takes %s for something that passes', (_what, error) => {
    const mapped = toStoreError(error, { operation: 'upsert' });
    expect(mapped).toBeInstanceOf(TransientError);
    expect(mapped).toMatchObject({
      code: 'STORE_UNAVAILABLE',
      cause: error,
      context: { operation: 'upsert' },
    });
  });

  it('takes a connection that broke within a bulk write for something that passes, although the driver calls it an error of the server', () => {
    const error = new mongo.MongoBulkWriteError(
      new mongo.MongoNetworkError('connection 1 to 127.0.0.1:27017 closed') as never,
      {} as mongo.BulkWriteResult,
    );
    expect(error).toBeInstanceOf(mongo.MongoServerError);
    expect(toStoreError(error, {})).toBeInstanceOf(TransientError);
  });

  it('takes an error that the driver labels retryable for something that passes', () => {
    const error = new mongo.MongoServerError({
      message: 'x',
      code: 1,
      errorLabels: ['TransientTransactionError'],
    });
    expect(toStoreError(error, {})).toBeInstanceOf(TransientError);
  });

  it.each([
    ['a document the validator refuses', serverError(121), 'STORE_DOCUMENT_INVALID'],
    ['a document that is too large', serverError(10334), 'STORE_DOCUMENT_INVALID'],
    ['a duplicate key', serverError(11000), 'STORE_DUPLICATE_KEY'],
    ['a query it does not understand', serverError(2), 'STORE_REFUSED'],
    ['a value BSON cannot hold', new mongo.BSON.BSONError('no'), 'STORE_REFUSED'],
  ])('takes %s for something that never succeeds', (_what, error, code) => {
    const mapped = toStoreError(error, {});
    expect(mapped).toBeInstanceOf(PermanentError);
    expect(mapped).toMatchObject({ code });
  });

  it('takes anything else for a bug, and leaves our own errors alone', () => {
    expect(toStoreError(new TypeError('x is undefined'), {})).toBeInstanceOf(InvariantError);
    const own = new PermanentError('no', { code: 'X' });
    expect(toStoreError(own, {})).toBe(own);
  });
});

describe('toViolations', () => {
  it('says where and why, without the value that was considered', () => {
    const errInfo = {
      details: {
        operatorName: '$jsonSchema',
        schemaRulesNotSatisfied: [
          { operatorName: 'required', missingProperties: ['source'] },
          {
            operatorName: 'properties',
            propertiesNotSatisfied: [
              {
                propertyName: 'quality',
                details: [
                  {
                    operatorName: 'properties',
                    propertiesNotSatisfied: [
                      {
                        propertyName: 'score',
                        details: [
                          { operatorName: 'maximum', reason: 'comparison failed', consideredValue: 'secret' },
                        ],
                      },
                    ],
                  },
                ],
              },
            ],
          },
        ],
      },
    };
    expect(toViolations(errInfo)).toEqual([
      '(document): lacks source',
      'quality.score: maximum comparison failed',
    ]);
    expect(toViolations(undefined)).toEqual([]);
  });
});

describe('an aggregation that takes longer than its own time limit', () => {
  const expired = new mongo.MongoServerError({ message: 'operation exceeded time limit', code: 50 });
  const fail = (afterMs: number) => async (): Promise<never> => {
    await new Promise((resolve) => setTimeout(resolve, afterMs));
    throw expired;
  };
  const errorOf = (work: Promise<unknown>): Promise<Error> =>
    work.then(
      () => new Error('did not fail'),
      (error: unknown) => toStoreError(error, {}),
    );

  it('is not tried again for ever', async () => {
    const error = await errorOf(withinTimeLimit(20, fail(25)));
    expect(error).toBeInstanceOf(PermanentError);
    expect(error).toMatchObject({ code: 'STORE_TIME_LIMIT' });
  });

  it('is tried again where somebody else set the deadline', async () => {
    expect(await errorOf(withinTimeLimit(5_000, fail(1)))).toBeInstanceOf(TransientError);
  });
});
