import { definitions as createCollections } from './0001-create-collections.definitions.ts';
import { definitions as keepDeletions } from './0002-deletions-stay.definitions.ts';
import { definitions as ledgerDifferences } from './0003-ledger-differences.definitions.ts';
import { definitions as auditLog } from './0004-audit-log.definitions.ts';
import { definitions as webhookDeliveries } from './0005-webhook-deliveries.definitions.ts';
import { definitions as measures } from './0006-measures.definitions.ts';
import { clearMeasures, markEveryHour } from './0006-measures.ts';
import { definitions as incidents } from './0007-incidents.definitions.ts';
import { fillMetricHours } from './0007-incidents.ts';
import { definitions as ledgerByDay } from './0008-ledger-by-day.definitions.ts';
import { markEverything } from './0008-ledger-by-day.ts';
import { definitions as rules } from './0009-rules.definitions.ts';
import { definitions as errorPlaces } from './0010-error-places.definitions.ts';
import { definitions as lifetimes } from './0011-lifetimes.definitions.ts';
import { expireFailedDeliveries } from './0011-lifetimes.ts';
import { definitions as search } from './0012-search.definitions.ts';
import { dropTerms, fillTerms } from './0012-search.ts';
import { definitions as errorGroups } from './0013-error-groups.definitions.ts';
import { definitions as apiKeys } from './0014-api-keys.definitions.ts';
import { definitions as categoryCorrections } from './0015-category-corrections.definitions.ts';
import { definitions as auditSearch } from './0016-audit-search.definitions.ts';
import { definitions as detectors } from './0017-detectors.definitions.ts';
import { definitions as usersInOrder } from './0018-users-in-order.definitions.ts';
import { definitions as personRequests } from './0019-person-requests.definitions.ts';
import { definitions as outcomes } from './0020-outcomes.definitions.ts';
import { definitions as retention } from './0021-retention.definitions.ts';
import { definitions as reportPlans } from './0022-report-plans.definitions.ts';
import { definitions as accounts } from './0023-accounts-and-usage.definitions.ts';
import type { CollectionDefinition } from './collection-definition.ts';
import type { Migration } from './migration.ts';

type Definitions = readonly CollectionDefinition[];

/** Definitions of the same name replaced, new ones at the end. */
const withChanges = (before: Definitions, changed: Definitions): Definitions => [
  ...before.map((old) => changed.find(({ name }) => name === old.name) ?? old),
  ...changed.filter(({ name }) => !before.some((old) => old.name === name)),
];

const afterDeletions = withChanges(createCollections, keepDeletions);
const afterLedger = withChanges(afterDeletions, ledgerDifferences);
const afterAuditLog = withChanges(afterLedger, auditLog);
const afterWebhookDeliveries = withChanges(afterAuditLog, webhookDeliveries);
const afterMeasures = withChanges(afterWebhookDeliveries, measures);
const afterIncidents = withChanges(afterMeasures, incidents);
const afterLedgerByDay = withChanges(afterIncidents, ledgerByDay);
const afterRules = withChanges(afterLedgerByDay, rules);
const afterErrorPlaces = withChanges(afterRules, errorPlaces);
const afterLifetimes = withChanges(afterErrorPlaces, lifetimes);
const afterSearch = withChanges(afterLifetimes, search);

const afterErrorGroups = withChanges(afterSearch, errorGroups);
const afterApiKeys = withChanges(afterErrorGroups, apiKeys);
const afterCategoryCorrections = withChanges(afterApiKeys, categoryCorrections);
const afterAuditSearch = withChanges(afterCategoryCorrections, auditSearch);
const afterDetectors = withChanges(afterAuditSearch, detectors);
const afterUsersInOrder = withChanges(afterDetectors, usersInOrder);
const afterPersonRequests = withChanges(afterUsersInOrder, personRequests);
const afterOutcomes = withChanges(afterPersonRequests, outcomes);
const afterRetention = withChanges(afterOutcomes, retention);
const afterReportPlans = withChanges(afterRetention, reportPlans);
const afterAccounts = withChanges(afterReportPlans, accounts);

/** In order. A released migration never changes; `docs/schema.md` says how to add one. */
export const allMigrations: readonly Migration[] = [
  { name: '0001-create-collections', definitions: createCollections },
  { name: '0002-deletions-stay', definitions: afterDeletions },
  {
    name: '0003-ledger-differences',
    definitions: afterLedger,
    // What was counted under other stages says nothing: the next reconciliation counts anew.
    up: async (db) => void (await db.collection('ledger').deleteMany({})),
    down: async (db) => void (await db.collection('ledger').deleteMany({})),
  },
  { name: '0004-audit-log', definitions: afterAuditLog },
  { name: '0005-webhook-deliveries', definitions: afterWebhookDeliveries },
  { name: '0006-measures', definitions: afterMeasures, up: markEveryHour, down: clearMeasures },
  {
    name: '0007-incidents',
    definitions: afterIncidents,
    up: fillMetricHours,
    // Both are made anew out of the scores.
    down: async (db) => {
      await db.collection('incidents').deleteMany({});
      await db.collection('metric_hours').deleteMany({});
    },
  },
  {
    name: '0008-ledger-by-day',
    definitions: afterLedgerByDay,
    up: markEverything,
    down: async (db) => void (await db.collection('ledger_marks').deleteMany({})),
  },
  { name: '0009-rules', definitions: afterRules },
  { name: '0010-error-places', definitions: afterErrorPlaces },
  { name: '0011-lifetimes', definitions: afterLifetimes, up: expireFailedDeliveries },
  { name: '0012-search', definitions: afterSearch, up: fillTerms, down: dropTerms },
  { name: '0013-error-groups', definitions: afterErrorGroups },
  { name: '0014-api-keys', definitions: afterApiKeys },
  { name: '0015-category-corrections', definitions: afterCategoryCorrections },
  { name: '0016-audit-search', definitions: afterAuditSearch },
  { name: '0017-detectors', definitions: afterDetectors },
  { name: '0018-users-in-order', definitions: afterUsersInOrder },
  { name: '0019-person-requests', definitions: afterPersonRequests },
  { name: '0020-outcomes', definitions: afterOutcomes },
  { name: '0021-retention', definitions: afterRetention },
  { name: '0022-report-plans', definitions: afterReportPlans },
  { name: '0023-accounts-and-usage', definitions: afterAccounts },
];
