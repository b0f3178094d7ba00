import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { datasetNamed, tableRoot } from '@convoscope/lake';
import { createTelemetry } from '@convoscope/telemetry';
import { join } from 'node:path';
import { installSpark } from '../../../tools/servers/delta-readers.ts';
import { createLakeFixture, type LakeFixture } from './lake-fixture.ts';
import { liveThroughHistory, type LakeHistory } from './lake-history.ts';
import { askSpark } from './readers/other-readers.ts';

const TIMEOUT_MS = 600_000;

describe('the lake to Spark', () => {
  const telemetry = createTelemetry({ service: 'lake-test', logLevel: 'silent' });
  let lake: LakeFixture;
  let history: LakeHistory;
  beforeAll(async () => {
    await installSpark();
    lake = await createLakeFixture();
    history = await liveThroughHistory(lake, telemetry, 31);
  }, TIMEOUT_MS);
  afterAll(async () => {
    await lake.close();
    await telemetry.close();
  });

  it(
    'has every row of a random history once, with its day and its time',
    async () => {
      const table = join(lake.dir, 'objects', tableRoot(datasetNamed('conversations-ingested')));
      const sql = `SELECT log_partition, log_offset, conversation_id, title,
          date = CAST(started_at AS DATE) AND hour(started_at) = 9 AS is_its_day
        FROM t ORDER BY log_partition, log_offset`;
      expect(await askSpark({ table, sql })).toEqual(
        history.expected.map(({ partition, offset, conversationId, title }) => [
          ...[partition, offset, conversationId, title, true],
        ]),
      );
    },
    TIMEOUT_MS,
  );
});
