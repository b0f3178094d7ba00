import { describeWithServers } from '@convoscope/testing';
import { signInToNocodb } from '../apps/ingestion/test/nocodb-api.ts';
import { CORPUS_COLUMNS, toRow } from './conversation-corpus.ts';
import { describeGoldenPath } from './golden-path.ts';

const TABLE = 'Conversations';

describeWithServers(['kafka', 'mongod', 's3', 'nocodb'], 'the golden path', ({ nocodb, ...servers }) => {
  describeGoldenPath('from a real NocoDB', servers, async (corpus) => {
    const api = await signInToNocodb(nocodb);
    const baseId = await api.createBase(nocodb.baseTitle);
    const tableId = await api.createTable(baseId, TABLE, CORPUS_COLUMNS);
    await api.insert(tableId, corpus.map(toRow));
    return { url: nocodb.url, token: api.token, baseId, table: TABLE, close: () => api.deleteBase(baseId) };
  });
});
