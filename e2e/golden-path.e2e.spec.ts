import { describeWithServers } from '@convoscope/testing';
import { startNocodbStub } from '../apps/ingestion/test/nocodb-stub.ts';
import { CORPUS_COLUMNS, toRow } from './conversation-corpus.ts';
import { describeGoldenPath } from './golden-path.ts';

const TABLE = 'Conversations';

describeWithServers(['kafka', 'mongod', 's3'], 'the golden path', (servers) => {
  describeGoldenPath('from a scripted NocoDB', servers, async (corpus) => {
    const stub = await startNocodbStub();
    stub.addTable(TABLE, CORPUS_COLUMNS).insert(...corpus.map(toRow));
    return { url: stub.url, token: stub.token, baseId: stub.baseId, table: TABLE, close: () => stub.close() };
  });
});
