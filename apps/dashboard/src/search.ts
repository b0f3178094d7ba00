/** What the addresses of the views may say; anything else in one is left out. */
const textOf = (value: unknown): string | undefined =>
  (typeof value === 'string' && value !== '') || typeof value === 'number' ? String(value) : undefined;

const pick = <Name extends string>(search: Record<string, unknown>, names: readonly Name[]) =>
  Object.fromEntries(
    names.flatMap((name) => {
      const text = textOf(search[name]);
      return text === undefined ? [] : [[name, text]];
    }),
  ) as Partial<Record<Name, string>>;

const oneOf = <T extends string>(value: unknown, allowed: readonly T[]): T | undefined =>
  allowed.find((candidate) => candidate === value);

/** Leaves out what is undefined, as `exactOptionalPropertyTypes` asks. */
const defined = <T extends object>(value: T): { [K in keyof T]?: Exclude<T[K], undefined> } =>
  Object.fromEntries(Object.entries(value).filter(([, entry]) => entry !== undefined)) as {
    [K in keyof T]?: Exclude<T[K], undefined>;
  };

/** What conversations can be told apart by. */
export const FILTERS = [
  ...(['topic', 'intent', 'sentiment', 'language', 'model', 'issue'] as const),
  ...(['userId', 'source', 'maxQuality'] as const),
] as const;

export type ConversationFilters = Partial<Record<(typeof FILTERS)[number], string>>;

export interface ConversationSearch extends ConversationFilters {
  search?: string;
  isAnomalous?: 'true';
  order?: 'score';
  cursor?: string;
}

export const parseConversationSearch = (search: Record<string, unknown>): ConversationSearch => ({
  ...pick(search, [...FILTERS, 'search', 'cursor']),
  ...defined({
    isAnomalous: oneOf(search['isAnomalous'], ['true'] as const),
    order: oneOf(search['order'], ['score'] as const),
  }),
});

export interface IncidentSearch {
  kind?: 'conversation';
  severity?: 'info' | 'warning' | 'critical';
  cursor?: string;
}

/** Incidents unless the address says otherwise. */
export const parseIncidentSearch = (search: Record<string, unknown>): IncidentSearch =>
  defined({
    kind: oneOf(search['kind'], ['conversation'] as const),
    severity: oneOf(search['severity'], ['info', 'warning', 'critical'] as const),
    cursor: textOf(search['cursor']),
  });

export const USER_ORDERS = ['busiest', 'unhappiest', 'latest'] as const;
export type UserOrder = (typeof USER_ORDERS)[number];

export interface UserSearch {
  order?: UserOrder;
  cursor?: string;
}

export const parseUserSearch = (search: Record<string, unknown>): UserSearch =>
  defined({ order: oneOf(search['order'], USER_ORDERS), cursor: textOf(search['cursor']) });

/** Which two versions of a detector stand side by side. */
export const parseDetectorSearch = (search: Record<string, unknown>): { a?: string; b?: string } =>
  pick(search, ['a', 'b']);

export const PERIODS = ['daily', 'weekly', 'monthly'] as const;

export interface ReportSearch {
  period?: (typeof PERIODS)[number];
  report?: string;
  cursor?: string;
}

export const parseReportSearch = (search: Record<string, unknown>): ReportSearch =>
  defined({
    period: oneOf(search['period'], PERIODS),
    report: textOf(search['report']),
    cursor: textOf(search['cursor']),
  });
