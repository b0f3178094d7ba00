import { ruleQueries } from '../collections/anomaly-rules.ts';
import type { RuleDocument } from '../documents.ts';
import type { CollectionAccess } from '../mongo/collection-access.ts';
import { replaceMany } from '../mongo/replace-many.ts';
import type { RulesRepository } from '../store.ts';

/** `anomaly_rules`. */
export const createRulesRepository = (access: CollectionAccess): RulesRepository => ({
  findAll: async (tenant) => access.find<RuleDocument>('findAll', ruleQueries.all(tenant)),
  findByName: async (tenant, name) =>
    (await access.find<RuleDocument>('findByName', ruleQueries.byName(tenant, name)))[0] ?? null,
  upsert: async (tenant, document) =>
    replaceMany(access, [{ ...document, tenant }], ({ name }) => ({ tenant, name })),
});
