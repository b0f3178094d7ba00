type Command = Readonly<Record<string, unknown>>;

const LONGEST = 400;

/** Commands whose plan says something, with where each keeps what it looks for. */
const READS_AND_WRITES = [
  'find',
  'aggregate',
  'count',
  'distinct',
  'update',
  'delete',
  'findAndModify',
] as const;

const isPlain = (value: unknown): value is Command =>
  value !== null && typeof value === 'object' && Object.getPrototypeOf(value) === Object.prototype;

/** What is asked for, without the values: those may be what people wrote. Lists are as their first entry, so that their length makes no new shape. */
function shapeOf(value: unknown): unknown {
  if (Array.isArray(value)) return value.length === 0 ? [] : [shapeOf(value[0])];
  if (!isPlain(value)) return '?';
  return Object.fromEntries(Object.entries(value).map(([name, part]) => [name, shapeOf(part)]));
}

/** Pipelines are told by every stage, filters by their fields. */
function asked(command: Command): unknown {
  const [name] = Object.keys(command);
  if (name === 'aggregate') return (command['pipeline'] as unknown[] | undefined)?.map(shapeOf);
  if (name === 'find') return shapeOf({ ...pick(command, 'filter'), ...pick(command, 'sort') });
  if (name === 'update') return shapeOf((command['updates'] as Command[] | undefined)?.[0]?.['q']);
  if (name === 'delete') return shapeOf((command['deletes'] as Command[] | undefined)?.[0]?.['q']);
  return shapeOf(command['query'] ?? {});
}

const pick = (command: Command, name: string): Command =>
  command[name] === undefined ? {} : { [name]: command[name] };

/** Which command on which collection, and what it looks for, without any value; at most 400 characters. */
export function toCommandShape(command: Command): { command: string; collection: string; shape: string } {
  const [name = ''] = Object.keys(command);
  const target = command[name];
  const collection = typeof target === 'string' ? target : '';
  return { command: name, collection, shape: JSON.stringify(asked(command) ?? {}).slice(0, LONGEST) };
}

/** The command as `explain` takes it; null where there is nothing to explain. */
export function toExplainable(command: Command): Command | null {
  const [name = ''] = Object.keys(command);
  if (!(READS_AND_WRITES as readonly string[]).includes(name)) return null;
  return command;
}

/** Stages of a plan from the last to the first, such as `FETCH < IXSCAN by_conversation`. */
export function describePlan(explained: unknown): string {
  const found: string[] = [];
  const visit = (stage: unknown): void => {
    if (Array.isArray(stage)) return stage.forEach(visit);
    if (stage === null || typeof stage !== 'object') return;
    const { stage: name, indexName, queryPlan } = stage as Record<string, unknown>;
    if (typeof name === 'string') found.push(typeof indexName === 'string' ? `${name} ${indexName}` : name);
    for (const [field, part] of Object.entries(stage))
      if (/^(winningPlan|queryPlan|inputStage|inputStages|queryPlanner|stages|\$cursor|shards)$/.test(field))
        visit(field === 'winningPlan' && queryPlan !== undefined ? queryPlan : part);
  };
  visit(explained);
  return found.join(' < ') || 'unknown';
}
