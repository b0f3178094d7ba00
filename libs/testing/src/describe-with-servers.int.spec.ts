import { expect, it } from '@jest/globals';
import { connect } from 'node:net';
import { describeWithServers, withDatabase } from './index.ts';

const answers = (host: string, port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const socket = connect({ host, port }, () => resolve(socket.destroy().destroyed));
    socket.once('error', () => resolve(false));
  });

describeWithServers(['kafka', 'mongod', 's3'], 'a suite that needs real servers', ({ kafka, mongod, s3 }) => {
  it('is given servers that answer', async () => {
    const [host = '', port] = (kafka.brokers[0] ?? '').split(':');
    expect(await answers(host, Number(port))).toBe(true);
    const { hostname, port: mongodPort } = new URL(mongod.uri);
    expect(await answers(hostname, Number(mongodPort))).toBe(true);
    expect((await fetch(`${s3.endpoint}/health`)).status).toBe(200);
  });

  it('is given names of its own', () => {
    expect(kafka.topicPrefix).toMatch(/^t[0-9a-f]{10}\.$/);
    expect(s3.bucket).toMatch(/^test-[0-9a-f]{10}$/);
    expect(mongod.databaseUri).toBe(withDatabase(mongod.uri, mongod.database));
    expect(new URL(mongod.databaseUri).pathname).toBe(`/${mongod.database}`);
  });
});
