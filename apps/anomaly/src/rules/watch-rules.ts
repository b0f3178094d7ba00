import type { Rule } from '@convoscope/contracts';
import {
  evaluateRule,
  hourOf,
  hoursOf,
  reachOf,
  readRuleSeries,
  sliceOf,
  type Firing,
} from '@convoscope/measures';
import type {
  IncidentDocument,
  IncidentsRepository,
  MeasuresRepository,
  MetricHoursRepository,
  RuleDocument,
  RulesRepository,
  SnapshotsRepository,
} from '@convoscope/store';
import { changesOf } from '../incidents/change-incidents.ts';
import { isIn } from '../incidents/conversation-fact.ts';
import type { HourFacts } from '../incidents/hour-facts-cache.ts';
import { storeChanges } from '../incidents/store-changes.ts';
import { HOUR_MS } from '../incidents/timeline.ts';
import type { IncidentContent } from '../incidents/to-incident.ts';
import { isOfRule, toRuleIncident } from './to-rule-incident.ts';

export interface WatchRulesOptions {
  tenant: string;
  rules: Pick<RulesRepository, 'findAll'>;
  measures: Pick<MeasuresRepository, 'read' | 'findMarked'>;
  metricHours: Pick<MetricHoursRepository, 'sizesBetween'>;
  incidents: IncidentsRepository;
  snapshots: Pick<SnapshotsRepository, 'get' | 'put'>;
  now: () => number;
}

/** What is still to be looked at. Kept in the store: after a crash nothing is forgotten. */
interface Watched {
  /** Hours that have changed and not been judged, because what is counted of them is not there yet or they are not over. */
  pending: string[];
  /** Hours that were over when rules were last judged: what nobody wrote in may be a silence. */
  until: number;
  /** Versions of the rules that were judged. */
  versions: Record<string, number>;
}

type Saved = Watched & { stored: number };

/** Judges rules where conversations have changed, each hour when it is over, and each rule from the hour on that it speaks for. */
export interface RuleWatch {
  /** Keeps in mind that hours have changed; call it before they are forgotten elsewhere. */
  note(hours: readonly string[]): Promise<void>;
  /** Judges what can be judged. Returns how many incidents changed. Costs nothing where nothing has changed and no hour has passed. */
  run(facts: HourFacts): Promise<number>;
}

const SNAPSHOT = 'rule-watch';
const OWNER = 'anomaly';
const EMPTY: Watched = { pending: [], until: 0, versions: {} };

export function createRuleWatch(options: WatchRulesOptions): RuleWatch {
  const { tenant, snapshots } = options;
  const load = async (): Promise<Saved> => {
    const saved = await snapshots.get(tenant, OWNER, SNAPSHOT);
    return { ...EMPTY, ...(saved?.value as Watched | undefined), stored: saved?.version ?? 0 };
  };
  /** Another replica that wrote in between has judged the same; what it left is judged again. */
  const save = async ({ stored, ...watched }: Saved): Promise<boolean> =>
    snapshots.put(tenant, OWNER, SNAPSHOT, watched, stored);
  return {
    async note(hours) {
      // A rule that is saved later is judged from its first hour on.
      if (hours.length === 0 || (await options.rules.findAll(tenant)).length === 0) return;
      for (;;) {
        const state = await load();
        const pending = [...new Set([...state.pending, ...hours])].sort();
        if (pending.length === state.pending.length || (await save({ ...state, pending }))) return;
      }
    },
    async run(facts) {
      const state = await load();
      const rules = await options.rules.findAll(tenant);
      const over = hourOf(options.now());
      const isNothingNew =
        state.pending.length === 0 &&
        state.until === over &&
        rules.every(({ name, version }) => state.versions[name] === version);
      if (isNothingNew) return 0;
      const { ready, waiting } = await findReady(state.pending, over, options);
      const until = Math.max(state.until, horizonOf(waiting, over));
      let n = 0;
      for (const rule of rules) n += await judgeRule(rule, { state, ready, until }, facts, options);
      const versions = Object.fromEntries(rules.map(({ name, version }) => [name, version]));
      await save({ pending: waiting, until, versions, stored: state.stored });
      return n;
    },
  };
}

/** Hours that a waiting one holds those after it back at most: then silence is judged without it. */
const MOST_HELD_BACK = 6;

/** The hour up to which it is known whether anybody wrote: what is counted late must not be taken for a silence. */
function horizonOf(waiting: readonly string[], over: number): number {
  const late = waiting.map(toHourNumber).filter((hour) => hour < over);
  return Math.max(over - MOST_HELD_BACK, Math.min(over, ...late));
}

const toHourNumber = (hour: string): number => hourOf(Date.parse(`${hour}:00:00.000Z`));

/** Hours that are over and of which all that was scored has been counted. */
async function findReady(
  pending: readonly string[],
  until: number,
  { tenant, measures, metricHours }: WatchRulesOptions,
): Promise<{ ready: string[]; waiting: string[] }> {
  const [first, last] = [pending[0], pending.at(-1)];
  if (first === undefined || last === undefined) return { ready: [], waiting: [] };
  const marked = new Set(await measures.findMarked(tenant, 'hour'));
  const scored = new Map(
    (await metricHours.sizesBetween(tenant, first, last)).map(({ hour, n }) => [hour, n]),
  );
  const counted = new Map(
    (await measures.read({ tenant, granularity: 'hour', from: first, to: last, isLight: true })).map(
      ({ at, nScored }) => [at, nScored],
    ),
  );
  const isReady = (hour: string): boolean =>
    toHourNumber(hour) < until && !marked.has(hour) && (counted.get(hour) ?? 0) === (scored.get(hour) ?? 0);
  return {
    ready: pending.filter(isReady),
    waiting: pending.filter((hour) => !isReady(hour)),
  };
}

interface Judged {
  state: Watched;
  ready: readonly string[];
  until: number;
}

/** The hours at whose end the rule may say something else than before; null where there are none. */
function hoursToJudge(
  { name, version, since, rule }: RuleDocument & { rule: Rule },
  { state, ready, until }: Judged,
): [number, number] | null {
  const first = hourOf(Date.parse(since)) + 1;
  if (state.versions[name] !== version) return first > until ? null : [first, until];
  const changed = ready.map(toHourNumber);
  const ends = [
    ...(state.until < until ? [state.until + 1, until] : []),
    ...changed.map((hour) => hour + 1),
    ...changed.map((hour) => Math.min(until, hour + reachOf(rule))),
  ];
  const [from, to] = [Math.max(first, Math.min(...ends)), Math.max(...ends)];
  return ends.length === 0 || from > to ? null : [from, to];
}

async function judgeRule(
  document: RuleDocument,
  judged: Judged,
  facts: HourFacts,
  options: WatchRulesOptions,
): Promise<number> {
  const { name, rule } = document;
  if (rule === null) return endRemoved(name, judged, options);
  const range = hoursToJudge({ ...document, rule }, judged);
  if (range === null) return 0;
  const { firings, standing } = await findFirings({ ...document, rule }, range, judged.until, options);
  const found: IncidentContent[] = [];
  for (const firing of firings) found.push(await describe(document, rule, firing, judged.until, facts));
  return storeChanges(changesOf(found, standing), options);
}

interface Region {
  firings: Firing[];
  /** Incidents of the rule that begin where was looked. */
  standing: IncidentDocument[];
}

/**
 * What a rule says of some hours, and what stands of it there. Hours are added on both sides until the look begins and ends in a pause as long as the
 * cool-down, for what was found before as well as now: so it does not matter from where on was looked.
 */
async function findFirings(
  { name, rule, since }: RuleDocument & { rule: Rule },
  [from, to]: readonly [number, number],
  until: number,
  options: WatchRulesOptions,
): Promise<Region> {
  const first = hourOf(Date.parse(since)) + 1;
  const [length, pause] = [hoursOf(rule.window), hoursOf(rule.coolDown ?? '0h') + 1];
  const firstEnd = ({ startedAt }: { startedAt: string }): number => hourOf(Date.parse(startedAt)) + length;
  const lastEnd = ({ endedAt }: { endedAt: string }): number => hourOf(Date.parse(endedAt));
  let [begin, end] = [Math.max(first, from - length - pause), Math.min(until, to + pause)];
  for (let margin = length + pause; ; margin *= 2) {
    const series = await readRuleSeries(rule, [begin - reachOf(rule), end], options);
    const { firings } = evaluateRule(rule, series, [begin, end]);
    const known = await standingOf(name, begin - length, end + 1, options);
    const all = [...firings, ...known];
    const isCutBefore =
      begin > first && all.some((one) => lastEnd(one) >= begin && firstEnd(one) < begin + pause);
    const isCutAfter = end < until && all.some((one) => firstEnd(one) <= end && lastEnd(one) + pause > end);
    if (!isCutBefore && !isCutAfter)
      return { firings, standing: known.filter((one) => firstEnd(one) >= begin && firstEnd(one) <= end) };
    if (isCutBefore) begin = Math.max(first, begin - margin);
    if (isCutAfter) end = Math.min(until, end + margin);
  }
}

const MOST_EXAMPLES = 20;

async function describe(
  { version }: RuleDocument,
  rule: Rule,
  firing: Firing,
  until: number,
  facts: HourFacts,
): Promise<IncidentContent> {
  const concerned = (await facts.read(firing.startedAt.slice(0, 13), firing.endedAt.slice(0, 13))).filter(
    (fact) => isIn(sliceOf(rule), fact),
  );
  return toRuleIncident(rule, firing, {
    ...{ version, untilMs: until * HOUR_MS },
    exampleConversationIds: concerned.slice(0, MOST_EXAMPLES).map(({ conversationId }) => conversationId),
  });
}

async function standingOf(
  name: string,
  from: number,
  until: number,
  { tenant, incidents }: WatchRulesOptions,
): Promise<IncidentDocument[]> {
  const instant = (hour: number): string => new Date(hour * HOUR_MS).toISOString();
  const found = await incidents.findOverlapping(tenant, instant(from), instant(until));
  return found.filter(({ detector }) => isOfRule(detector, name));
}

/** What a removed rule found stays, and goes on no longer. */
async function endRemoved(
  name: string,
  { state, until }: Judged,
  options: WatchRulesOptions,
): Promise<number> {
  if (state.versions[name] === undefined) return 0;
  const open = (await standingOf(name, until - 2, until + 1, options)).filter(({ isOver }) => !isOver);
  return storeChanges(
    open.map(({ tenant: _tenant, isWithdrawn: _w, isPublished: _p, detectedAt: _at, ...incident }) => ({
      ...{ ...incident, isOver: true, change: 'over' as const, pass: incident.pass + 1 },
      revision: `${incident.revision.slice(0, 28)}-end`,
    })),
    options,
  );
}
