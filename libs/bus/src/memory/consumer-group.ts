/** Keeps the committed offsets of groups. */
export interface CommitStore {
  get(group: string, topic: string, partition: number): bigint | null;
  /** Resolves when the offset is durable. */
  set(group: string, topic: string, partition: number, offset: bigint): Promise<void>;
}

export interface TopicPartition {
  topic: string;
  partition: number;
}

/** A member as its group sees it. */
export interface GroupMember {
  /** Every partition of the topics it subscribes to. */
  wanted(): TopicPartition[];
  /** Begins to consume the partition from its committed offset. */
  take(partition: TopicPartition): void;
  /** Resolves when the batch in hand is done and committed, and nothing more of the partition is taken. */
  giveUp(partition: TopicPartition): Promise<void>;
}

const idOf = ({ topic, partition }: TopicPartition): string => `${topic}|${partition}`;

/**
 * A consumer group: each partition belongs to one member at a time. Partitions are dealt out in turn; when members come or go, a
 * partition moves only after its former owner has finished the batch in hand, so that no batch is processed twice without a crash.
 */
export class ConsumerGroup {
  readonly id: string;
  readonly #commits: CommitStore;
  readonly #members: GroupMember[] = [];
  readonly #owners = new Map<string, { member: GroupMember; partition: TopicPartition }>();
  #rebalancing: Promise<void> = Promise.resolve();

  constructor(id: string, commits: CommitStore) {
    this.id = id;
    this.#commits = commits;
  }

  join(member: GroupMember): Promise<void> {
    this.#members.push(member);
    return this.#rebalance();
  }

  leave(member: GroupMember): Promise<void> {
    const index = this.#members.indexOf(member);
    if (index >= 0) this.#members.splice(index, 1);
    return this.#rebalance();
  }

  /** The member is gone without a word: its partitions move at once, what it had in hand comes again. */
  expel(member: GroupMember): Promise<void> {
    for (const [id, owner] of this.#owners) if (owner.member === member) this.#owners.delete(id);
    return this.leave(member);
  }

  committed({ topic, partition }: TopicPartition): bigint | null {
    return this.#commits.get(this.id, topic, partition);
  }

  /** Ignored when the partition belongs to somebody else by now: a late commit never moves another member's position. */
  async commit(member: GroupMember, partition: TopicPartition, offset: bigint): Promise<boolean> {
    if (this.#owners.get(idOf(partition))?.member !== member) return false;
    if (this.committed(partition) === offset) return true;
    await this.#commits.set(this.id, partition.topic, partition.partition, offset);
    return true;
  }

  #rebalance(): Promise<void> {
    const done = this.#rebalancing.then(() => this.#move());
    this.#rebalancing = done;
    return done;
  }

  async #move(): Promise<void> {
    const target = this.#deal();
    const leaving = [...this.#owners].filter(([id, owner]) => target.get(id)?.member !== owner.member);
    await Promise.all(
      leaving.map(async ([id, { member, partition }]) => {
        await member.giveUp(partition);
        this.#owners.delete(id);
      }),
    );
    for (const [id, owner] of target) {
      if (this.#owners.has(id) || !this.#members.includes(owner.member)) continue;
      this.#owners.set(id, owner);
      owner.member.take(owner.partition);
    }
  }

  #deal(): Map<string, { member: GroupMember; partition: TopicPartition }> {
    const candidates = new Map<string, { partition: TopicPartition; members: GroupMember[] }>();
    for (const member of this.#members) {
      for (const partition of member.wanted()) {
        const known = candidates.get(idOf(partition));
        if (known) known.members.push(member);
        else candidates.set(idOf(partition), { partition, members: [member] });
      }
    }
    const dealt = new Map<string, { member: GroupMember; partition: TopicPartition }>();
    let turn = 0;
    for (const [id, { partition, members }] of candidates) {
      const member = members[turn++ % members.length];
      if (member) dealt.set(id, { member, partition });
    }
    return dealt;
  }
}
