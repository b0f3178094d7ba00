/** One look at one process. */
export interface ProcessSample {
  readonly rssMiB: number;
  /** V8's heap in use. */
  readonly heapMiB: number;
  /** 99th percentile of the event loop's delay since the look before. */
  readonly eventLoopP99Ms: number;
  /** Open file descriptors: files, sockets, pipes. */
  readonly nHandles: number;
}

/** One look at everything. */
export interface SoakSample {
  /** Since the load began. */
  readonly atMs: number;
  /** By service; a service that did not answer is left out. */
  readonly processes: Readonly<Record<string, ProcessSample>>;
  /** Records of the flow that each consumer has settled so far, by group. */
  readonly settled: Readonly<Record<string, number>>;
  /** Records that wait for each consumer, by group. */
  readonly lag: Readonly<Record<string, number>>;
  /** The machine's load average over a minute. */
  readonly load: number;
}
