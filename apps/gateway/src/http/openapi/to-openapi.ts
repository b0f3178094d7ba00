import { componentSchemas } from './component-schemas.ts';
import { PROBLEM_HEADERS, PROBLEM_SCHEMA, RESPONSE_HEADERS } from './common-parts.ts';
import { TAGS } from './tags.ts';
import { toOperation } from './to-operation.ts';
import type { Route } from '../route.ts';

const DESCRIPTION = `Conversations, what they are about, and how all of it is going.

- **Lists** come in pages: \`limit\` says how many, \`nextCursor\` (also as a \`Link\` header of relation \`next\`) leads on. A cursor stays good while items come and go.
- **Errors** are problem details (RFC 9457), each with a stable \`code\`.
- **Answers** carry an \`ETag\`: send it as \`If-None-Match\`, and an unchanged answer is a 304 without a body. They are compressed where \`Accept-Encoding\` allows it.
- **Changes** are accepted with 202, published as one event, and stored by the service that owns the fact. Where an \`Idempotency-Key\` is sent, a repeated request is answered as the first was, and changes nothing again.
- **Deprecated operations** say since when (\`Deprecation\`, RFC 9745), until when (\`Sunset\`, RFC 8594) and what to use instead; they go on working for at least half a year. Answers may gain fields at any time: ignore those you do not know.`;

/** OpenAPI 3.1 document of the route table; `answers` are what the examples were answered, by operation. */
export function toOpenApi(
  routes: readonly Route[],
  version: string,
  answers: Readonly<Record<string, unknown>> = {},
): Record<string, unknown> {
  const components = componentSchemas(routes);
  const paths: Record<string, Record<string, unknown>> = {};
  for (const route of routes) {
    const path = (paths[route.path] ??= {});
    path[route.method.toLowerCase()] = toOperation(route, components, answers[route.operationId]);
  }
  const tags = [...new Set(routes.map(({ tag }) => tag))];
  return {
    openapi: '3.1.0',
    info: {
      title: 'Convoscope API',
      version,
      summary: 'Conversations, what they are about, and how all of it is going.',
      description: DESCRIPTION,
      license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
    },
    servers: [{ url: '/', description: 'This installation' }],
    security: [{ apiKey: [] }, { bearer: [] }],
    tags: tags.map((name) => ({ name, description: TAGS[name] ?? '' })),
    paths,
    components: {
      securitySchemes: {
        apiKey: { type: 'apiKey', in: 'header', name: 'X-Api-Key', description: 'A key as it is' },
        bearer: { type: 'http', scheme: 'bearer', description: 'A key as `Authorization: Bearer KEY`' },
      },
      headers: { ...RESPONSE_HEADERS, ...PROBLEM_HEADERS },
      schemas: { ...components.schemas, Problem: PROBLEM_SCHEMA },
    },
  };
}
