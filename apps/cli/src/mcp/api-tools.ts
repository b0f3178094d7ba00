/** The part of an OpenAPI document that tools are made of. */
export interface ApiDocument {
  paths: Readonly<Record<string, Readonly<Record<string, ApiOperation>>>>;
  components?: { schemas?: Readonly<Record<string, JsonSchema>> };
}

export type JsonSchema = Readonly<Record<string, unknown>>;

interface ApiOperation {
  operationId: string;
  description?: string;
  deprecated?: boolean;
  'x-reading'?: boolean;
  parameters?: readonly {
    name: string;
    in: string;
    required?: boolean;
    description?: string;
    schema: JsonSchema;
  }[];
  requestBody?: { content: Readonly<Record<string, { schema: JsonSchema }>> };
  responses: Readonly<Record<string, { content?: Readonly<Record<string, unknown>> }>>;
}

/** An operation that only reads, as a tool that a model may call. */
export interface ApiTool {
  name: string;
  description: string;
  inputSchema: JsonSchema & { type: 'object' };
  /** The request that the arguments make. */
  toRequest(input: Readonly<Record<string, unknown>>): { method: string; path: string; body?: unknown };
}

/** Documents and streams are of no use to a model. */
const LEFT_OUT = new Set(['getOpenApi', 'getAsyncApi']);

/** Every operation that only reads and answers with JSON. */
export function toTools(document: ApiDocument): ApiTool[] {
  return Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods)
      .filter(([method, operation]) => isForModels(method, operation))
      .map(([method, operation]) => toTool({ method, path, operation, document })),
  );
}

function isForModels(method: string, operation: ApiOperation): boolean {
  const isReading = method === 'get' || operation['x-reading'] === true;
  const answersJson = Object.values(operation.responses).some(
    ({ content }) => content?.['application/json'] !== undefined,
  );
  return isReading && answersJson && operation.deprecated !== true && !LEFT_OUT.has(operation.operationId);
}

function toTool({
  method,
  path,
  operation,
  document,
}: {
  method: string;
  path: string;
  operation: ApiOperation;
  document: ApiDocument;
}): ApiTool {
  const parameters = (operation.parameters ?? []).filter(
    ({ in: place }) => place === 'path' || place === 'query',
  );
  const body = operation.requestBody?.content['application/json']?.schema;
  const ofBody = body === undefined ? null : (resolve(body, document) as ObjectSchema);
  const properties = Object.fromEntries(
    parameters.map(({ name, description, schema }) => [
      name,
      { ...schema, ...(description && { description }) },
    ]),
  );
  const required = parameters.filter((parameter) => parameter.required).map(({ name }) => name);
  return {
    name: operation.operationId,
    description: operation.description ?? operation.operationId,
    inputSchema: {
      type: 'object',
      properties: { ...properties, ...ofBody?.properties },
      required: [...required, ...(ofBody?.required ?? [])],
      additionalProperties: false,
    },
    toRequest: (input) => ({
      method: method.toUpperCase(),
      path: toAddress(path, parameters, input),
      ...(ofBody !== null && {
        body: Object.fromEntries(Object.entries(input).filter(([name]) => name in (ofBody.properties ?? {}))),
      }),
    }),
  };
}

interface ObjectSchema {
  properties?: Readonly<Record<string, JsonSchema>>;
  required?: readonly string[];
}

function toAddress(
  path: string,
  parameters: readonly { name: string; in: string }[],
  input: Readonly<Record<string, unknown>>,
): string {
  const query = new URLSearchParams();
  let address = path;
  for (const { name, in: place } of parameters) {
    const value = input[name];
    if (value === undefined || value === null) continue;
    const text = typeof value === 'string' ? value : JSON.stringify(value);
    if (place === 'query') query.set(name, text);
    else address = address.replace(`{${name}}`, encodeURIComponent(text));
  }
  return query.size === 0 ? address : `${address}?${query}`;
}

/** A schema without references: models are shown one at a time. */
function resolve(schema: JsonSchema, document: ApiDocument): JsonSchema {
  const named = typeof schema['$ref'] === 'string' ? schema['$ref'].split('/').at(-1) : undefined;
  return named === undefined ? schema : (document.components?.schemas?.[named] ?? {});
}
