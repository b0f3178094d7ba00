/** Events a second that come in at a second of the day. */
export type Load = (second: number) => number;

/** The rule that the chart gives to KEDA, and through it to the autoscaler of Kubernetes. */
export interface ScalingRule {
  /** Events that wait for each replica that is asked for (`autoscaling.lagThreshold`). */
  readonly lagThreshold: number;
  readonly minReplicas: number;
  readonly maxReplicas: number;
}

/** What a stage and its surroundings can do. */
export interface Stage {
  readonly partitions: number;
  /** Events a second that one replica works off. */
  readonly eventsPerSecond: number;
  /** From the decision until the container has started and is ready, in seconds. */
  readonly startSeconds: number;
  /** How long the whole group stands still when its members change, in seconds. */
  readonly rebalanceSeconds: number;
}

export interface DayResult {
  /** Greatest number of events that waited. */
  readonly mostLag: number;
  /** Greatest age of the oldest event that waited, in seconds. */
  readonly oldestSeconds: number;
  /** Share of the day in which the oldest event was older than a minute. */
  readonly lateShare: number;
  readonly mostReplicas: number;
  readonly replicaHours: number;
  /** Times that members came or went: each stops the group. */
  readonly nRebalances: number;
  readonly nEvents: number;
  readonly nProcessed: number;
}

const DAY_SECONDS = 86_400;
const LATE_SECONDS = 60;
/** KEDA asks Kafka for the lag so often (the chart's pollingInterval). */
const POLL_SECONDS = 30;
/** The autoscaler looks so often; Kubernetes' default. */
const SYNC_SECONDS = 15;
/** It does nothing about less than this share; Kubernetes' default. */
const TOLERANCE = 0.1;
/** Up at once: at most doubled, or four more, each time it looks; Kubernetes' default. */
const scaleUpLimit = (replicas: number): number => Math.max(replicas * 2, replicas + 4);
/** Down to the most that was asked for within five minutes, by one a minute (the chart's behavior). */
const STABLE_SECONDS = 300;
const DOWN_EVERY_SECONDS = 60;

/**
 * What the group works off in a second while all partitions have work. Partitions are dealt out whole: of six, four members have two, two, one and one,
 * and those with two are done last. Members beyond the number of partitions are idle.
 */
export const groupRate = (members: number, { partitions, eventsPerSecond }: Stage): number =>
  members === 0 ? 0 : (eventsPerSecond * partitions) / Math.ceil(partitions / Math.min(members, partitions));

/** Events in order of their coming, as totals by second: how old the oldest is that waits. */
function createQueue() {
  const arrived: number[] = [];
  let [total, done, oldest] = [0, 0, 0];
  return {
    add(events: number): void {
      total += events;
      arrived.push(total);
    },
    take(most: number): void {
      done = Math.min(total, done + most);
      while (oldest < arrived.length && (arrived[oldest] ?? 0) <= done + 1e-9) oldest += 1;
    },
    lag: () => total - done,
    ageSeconds: () => arrived.length - oldest,
    totals: () => ({ nEvents: total, nProcessed: done }),
  };
}

/** How many replicas there are: those that are decided on, those that start, those that work. */
function createReplicas(rule: ScalingRule, stage: Stage) {
  let wanted = rule.minReplicas;
  let working = wanted;
  let starting: number[] = [];
  let pausedUntil = 0;
  let nRebalances = 0;
  let lastDownAt = -Infinity;
  const asked: { second: number; replicas: number }[] = [];

  const change = (second: number, members: number): void => {
    if (members === working) return;
    working = members;
    nRebalances += 1;
    pausedUntil = second + stage.rebalanceSeconds;
  };
  const scaleUp = (second: number, target: number): void => {
    const to = Math.min(target, scaleUpLimit(wanted));
    for (let i = wanted; i < to; i++) starting.push(second + stage.startSeconds);
    wanted = to;
  };
  const scaleDown = (second: number, target: number): void => {
    if (second - lastDownAt < DOWN_EVERY_SECONDS || target >= wanted) return;
    lastDownAt = second;
    wanted -= 1;
    if (starting.length > 0) starting.pop();
    else change(second, working - 1);
  };
  return {
    /** The autoscaler looks at the lag as KEDA last saw it. */
    decide(second: number, lag: number): void {
      const exact = lag / rule.lagThreshold;
      const isNear = Math.abs(exact / wanted - 1) <= TOLERANCE;
      const desired = Math.min(
        rule.maxReplicas,
        Math.max(rule.minReplicas, isNear ? wanted : Math.ceil(exact)),
      );
      asked.push({ second, replicas: desired });
      while ((asked[0]?.second ?? second) < second - STABLE_SECONDS) asked.shift();
      if (desired > wanted) scaleUp(second, desired);
      else scaleDown(second, Math.max(...asked.map(({ replicas }) => replicas)));
    },
    step(second: number): void {
      const ready = starting.filter((at) => at <= second).length;
      starting = starting.filter((at) => at > second);
      change(second, working + ready);
    },
    rate: (second: number): number => (second < pausedUntil ? 0 : groupRate(working, stage)),
    existing: () => wanted,
    nRebalances: () => nRebalances,
  };
}

/** Plays one day of a stage, second by second. Pure; the same values give the same day. */
export function simulateDay(load: Load, rule: ScalingRule, stage: Stage): DayResult {
  const queue = createQueue();
  const replicas = createReplicas(rule, stage);
  let [seenLag, mostLag, oldestSeconds, nLate, mostReplicas, replicaSeconds] = [0, 0, 0, 0, 0, 0];
  for (let second = 0; second < DAY_SECONDS; second++) {
    queue.add(load(second));
    replicas.step(second);
    queue.take(replicas.rate(second));
    if (second % POLL_SECONDS === 0) seenLag = queue.lag();
    if (second % SYNC_SECONDS === 0) replicas.decide(second, seenLag);
    mostLag = Math.max(mostLag, queue.lag());
    oldestSeconds = Math.max(oldestSeconds, queue.ageSeconds());
    if (queue.ageSeconds() > LATE_SECONDS) nLate += 1;
    mostReplicas = Math.max(mostReplicas, replicas.existing());
    replicaSeconds += replicas.existing();
  }
  return {
    ...{ mostLag: Math.round(mostLag), oldestSeconds, lateShare: nLate / DAY_SECONDS, mostReplicas },
    ...{ replicaHours: replicaSeconds / 3_600, nRebalances: replicas.nRebalances(), ...queue.totals() },
  };
}
