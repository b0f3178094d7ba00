/**
 * Without the condition `import`, which would hand the ES module of helmet to the plugin that requires it.
 * @jest-environment-options {"customExportConditions": ["source", "node", "node-addons", "default"]}
 */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import SwaggerParser from '@apidevtools/swagger-parser';
import { describeWithServer } from '@convoscope/testing';
import { API_KEY, startGateway, type Gateway } from './gateway-fixture.ts';
import {
  createValidator,
  exampleRequest,
  masked,
  operationsOf,
  successOf,
  type NamedOperation,
  type OpenApiDocument,
} from './openapi-document.ts';

/** They have tests of their own: two never end by themselves, one needs a dead letter, one answers with files of many types, one needs a longer history, some a session. */
const TESTED_ELSEWHERE = [
  ...['streamProgress', 'followLive', 'getDeadLetter', 'getReportArtefact', 'forecastMetric'],
  // For who is signed in by a cookie.
  ...['changeOwnPassword', 'proposeSecondFactor', 'confirmSecondFactor', 'removeSecondFactor'],
];
/** Documents, which are long. */
const WITHOUT_ANSWER = ['getOpenApi', 'getAsyncApi'];
const ANSWERS_FILE = join(import.meta.dirname, '../src/generated/example-answers.ts');

describeWithServer('mongod', 'the API as it is documented', (mongod) => {
  let gateway: Gateway;
  let document: OpenApiDocument;
  let validate: ReturnType<typeof createValidator>;

  beforeAll(async () => {
    gateway = await startGateway(mongod);
    document = (await gateway.get('/api/v1/openapi.json')).json<OpenApiDocument>();
    validate = createValidator(document);
  }, 60_000);
  afterAll(() => gateway?.stop());

  const send = (operation: NamedOperation, headers: Record<string, string> = {}) => {
    const { url, body, contentType } = exampleRequest(operation);
    const type = contentType === null ? {} : { 'content-type': contentType };
    return gateway.call(operation.method, url, {
      headers: { 'x-api-key': API_KEY, ...type, ...headers },
      body,
    });
  };
  const tried = (): NamedOperation[] =>
    operationsOf(document).filter(({ operation }) => !TESTED_ELSEWHERE.includes(operation.operationId));

  it('is valid OpenAPI 3.1', async () => {
    const parsed = await SwaggerParser.validate(structuredClone(document) as never);
    expect((parsed as { openapi?: string }).openapi).toBe('3.1.0');
  });

  it('describes every operation, parameter, body, answer, component and field', () => {
    const silent: string[] = [];
    const note = (where: string, node: { description?: unknown }): void => {
      if (typeof node.description !== 'string' || node.description === '') silent.push(where);
    };
    const visit = (where: string, schema: Record<string, unknown>): void => {
      for (const [name, property] of Object.entries((schema['properties'] ?? {}) as object)) {
        note(`${where}.${name}`, property as object);
        visit(`${where}.${name}`, property as Record<string, unknown>);
      }
      for (const part of [schema['items'], ...((schema['anyOf'] ?? []) as object[])])
        if (part !== undefined) visit(where, part as Record<string, unknown>);
    };
    for (const { operation } of operationsOf(document)) {
      note(operation.operationId, operation);
      for (const parameter of operation.parameters)
        note(`${operation.operationId} ${parameter.name}`, parameter);
      if (operation.requestBody) note(`${operation.operationId} body`, operation.requestBody);
      for (const [status, response] of Object.entries(operation.responses))
        note(`${operation.operationId} ${status}`, response);
    }
    for (const [name, schema] of Object.entries(document.components.schemas)) {
      note(name, schema);
      visit(name, schema);
    }
    expect(silent).toEqual([]);
  });

  it('gives every body and answer a type with a name', () => {
    const nameless = operationsOf(document).flatMap(({ operation }) => {
      const contents = [operation.requestBody, ...Object.values(operation.responses)].flatMap((part) =>
        Object.entries(part?.content ?? {}),
      );
      return contents
        .filter(([type, { schema }]) => /[/+]json$/.test(type) && !('$ref' in schema))
        .map(() => operation.operationId);
    });
    expect(nameless).toEqual([]);
  });

  it('answers every example as documented, and shows that answer', async () => {
    const answers: Record<string, unknown> = {};
    for (const one of tried()) {
      const { operationId } = one.operation;
      const { status, contentType, schema, example } = successOf(one);
      const answer = await send(one);
      expect([operationId, answer.status, answer.status < 300 ? '' : answer.text]).toEqual([
        operationId,
        status,
        '',
      ]);
      expect(answer.type.split(';')[0]).toBe(contentType.split(';')[0]);
      const isJson = contentType === 'application/json';
      const value = masked(isJson ? answer.json() : answer.text);
      if (isJson) expect([operationId, validate(schema, answer.json())]).toEqual([operationId, []]);
      if (WITHOUT_ANSWER.includes(operationId)) continue;
      answers[operationId] = value;
      if (process.env['UPDATE_EXAMPLES'] === undefined)
        expect([operationId, example]).toEqual([operationId, value]);
    }
    if (process.env['UPDATE_EXAMPLES'] !== undefined)
      writeFileSync(
        ANSWERS_FILE,
        `/** What the example of each operation is answered; written by its test with UPDATE_EXAMPLES=1. */\nexport const exampleAnswers: Readonly<Record<string, unknown>> = ${JSON.stringify(answers, null, 2)};\n`,
      );
  });

  it('answers 304 to whoever has the answer already, compressed to whoever can unpack it', async () => {
    const reading = tried().filter(
      ({ operation }) => '304' in operation.responses && operation.operationId !== 'getProgress',
    );
    expect(reading.length).toBeGreaterThan(20);
    for (const one of reading) {
      const { etag } = (await send(one)).headers;
      const again = await send(one, { 'if-none-match': String(etag) });
      expect([one.operation.operationId, again.status, again.text]).toEqual([
        one.operation.operationId,
        304,
        '',
      ]);
    }
    const document = await gateway.call('GET', '/api/v1/openapi.json', {
      headers: { 'accept-encoding': 'gzip' },
    });
    expect(document.headers).toMatchObject({ 'content-encoding': 'gzip' });
  });

  it('leads from page to page by links', async () => {
    let url: string | undefined = '/api/v1/conversations?limit=10';
    const seen: number[] = [];
    while (url !== undefined) {
      const page = await gateway.get(url);
      seen.push(page.json<{ items: unknown[] }>().items.length);
      url = /^<([^>]+)>; rel="next"$/.exec(String(page.headers['link'] ?? ''))?.[1];
    }
    expect(seen).toEqual([10, 10, 10, 1]);
  });

  it('announces the end of what is deprecated, which goes on working', async () => {
    const deprecated = operationsOf(document).filter(({ operation }) => operation.deprecated === true);
    expect(deprecated.length).toBeGreaterThan(0);
    for (const one of deprecated) {
      const { status, headers } = await send(one);
      expect([one.operation.operationId, status]).toEqual([one.operation.operationId, successOf(one).status]);
      const since = Number(String(headers['deprecation']).slice(1)) * 1000;
      const days = (Date.parse(String(headers['sunset'])) - since) / 86_400_000;
      expect(days).toBeGreaterThan(180);
      expect(headers['link']).toMatch(/rel="successor-version"/);
    }
  });

  it('does not show the tenant or the ids of the database', async () => {
    for (const one of tried().filter(({ operation }) => !WITHOUT_ANSWER.includes(operation.operationId))) {
      if (one.method !== 'GET') continue;
      const { text } = await send(one);
      expect([one.path, /"(tenant|_id|__v)":/.exec(text)?.[0]]).toEqual([one.path, undefined]);
    }
  });

  it('has pages that explain it, made of nothing from elsewhere', async () => {
    for (const path of ['/api/docs', '/api/docs/events']) {
      const page = await gateway.call('GET', path);
      expect([path, page.status, page.type.split(';')[0]]).toEqual([path, 200, 'text/html']);
      const links = [...page.text.matchAll(/(?:src|href)="([^"#]+)"/g)].map(([, link = '']) => link);
      for (const link of links) {
        expect(link).toMatch(/^\/api\//);
        expect([link, (await gateway.call('GET', link)).status]).toEqual([link, 200]);
      }
    }
    expect((await gateway.call('GET', '/api/docs/index.html')).status).toBe(404);
  });
});
