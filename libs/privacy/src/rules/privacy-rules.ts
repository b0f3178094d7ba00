import { RE2JS } from 're2js';
import { z } from 'zod';
import { CUSTOM_PREFIX, PERSONAL_KINDS } from '../detect/personal-span.ts';

export const PRIVACY_ACTIONS = ['keep', 'mask', 'pseudonymise', 'drop'] as const;
export type PrivacyAction = (typeof PRIVACY_ACTIONS)[number];

/** What a rule may be about. `conversationId` is a key: it can only be pseudonymised as a whole. */
const FIELD =
  /^(?:\*|conversationId|userId|model|title|metadata(?:\..+)?|messages(?:\.(?:user|assistant|system|tool))?)$/;

const actionSchema = z.enum(PRIVACY_ACTIONS, {
  error: `must be one of ${PRIVACY_ACTIONS.join(', ')}`,
});

const ruleSchema = z
  .strictObject({
    tenant: z.string().min(1).default('*'),
    source: z.string().min(1).default('*'),
    field: z
      .string()
      .regex(
        FIELD,
        'must be *, conversationId, userId, model, title, metadata, metadata.<column>, messages or messages.<role>',
      )
      .default('*'),
    actions: z.record(z.string(), actionSchema).default({}),
    whole: actionSchema.optional(),
  })
  .superRefine(({ field, actions, whole }, context) => {
    if (whole === undefined && Object.keys(actions).length === 0)
      context.addIssue(
        'asks for nothing: say under actions what becomes of which kind, or with whole what becomes of the field',
      );
    if (field === '*' && whole !== undefined)
      context.addIssue({
        code: 'custom',
        path: ['whole'],
        message: 'needs a field: it says what becomes of all of that field',
      });
    if (field === 'conversationId' && (whole !== 'pseudonymise' || Object.keys(actions).length > 0))
      context.addIssue('the id of a conversation is a key: it can only be "whole: pseudonymise"');
  });

const expressionSchema = z.strictObject({
  name: z
    .string()
    .regex(/^[a-z][a-z0-9-]{0,40}$/, 'must be lower-case letters, digits and hyphens, such as order-number'),
  matches: z
    .string()
    .min(1)
    .max(1_000)
    .superRefine((pattern, context) => {
      try {
        if (RE2JS.compile(pattern).matcher('').matches())
          context.addIssue('fits the empty text, so everything: ask for at least one character');
      } catch (error) {
        context.addIssue(
          `is no RE2 expression (${(error as Error).message}): RE2 knows neither back-references nor look-around`,
        );
      }
    }),
});

export const privacyRulesSchema = z
  .strictObject({
    rules: z.array(ruleSchema).max(500).default([]),
    custom: z.array(expressionSchema).max(100).default([]),
  })
  .superRefine(({ rules, custom }, context) => {
    const known = new Set<string>([...PERSONAL_KINDS, ...custom.map(({ name }) => CUSTOM_PREFIX + name)]);
    rules.forEach(({ actions }, at) => {
      for (const kind of Object.keys(actions))
        if (!known.has(kind))
          context.addIssue({
            code: 'custom',
            path: ['rules', at, 'actions', kind],
            message: `is no kind of personal data: there are ${[...known].join(', ')}`,
          });
    });
    const names = custom.map(({ name }) => name);
    names.forEach((name, at) => {
      if (names.indexOf(name) !== at)
        context.addIssue({
          code: 'custom',
          path: ['custom', at, 'name'],
          message: `"${name}" stands twice: give each expression a name of its own`,
        });
    });
  });

/** What becomes of personal data. Rules are read in order: of two that are about the same, the later one counts. */
export type PrivacyRules = z.output<typeof privacyRulesSchema>;
export type PrivacyRule = PrivacyRules['rules'][number];
