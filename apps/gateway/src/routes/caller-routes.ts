import { ALL_PERMISSIONS, accessOf } from '@convoscope/access';
import { z } from 'zod';
import { nameSchema } from '../http/openapi/component-schemas.ts';
import { defineRoute, type Route } from '../http/route.ts';

const callerSchema = nameSchema(
  'Caller',
  z
    .object({
      kind: z.enum(['api-key', 'user', 'service', 'local']).describe('What sort of caller'),
      name: z.string().describe('As the audit log names it'),
      roles: z.array(z.string()).describe('Its roles'),
      permissions: z.array(z.enum(ALL_PERMISSIONS)).describe('What it may do'),
    })
    .describe('Who asks'),
);

export const createCallerRoutes = (): Route[] => [
  defineRoute({
    method: 'GET',
    path: '/api/v1/me',
    operationId: 'getCaller',
    needs: 'signed-in',
    tag: 'Access',
    summary: 'Who is asking, and what they may do',
    response: { status: 200, schema: callerSchema, description: 'The caller' },
    example: {},
    handle: ({ caller }) =>
      Promise.resolve({
        ...{ kind: caller.kind, name: caller.name, roles: [...caller.roles] },
        permissions: accessOf(caller).permissions,
      }),
  }),
];
