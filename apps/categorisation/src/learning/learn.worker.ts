import { parentPort, workerData } from 'node:worker_threads';
import { judge, train, type LearningTask } from './learn.ts';

/** Learns, and judges where there is a sample to judge by, on a thread of its own; says what came out, and ends. */
const task = workerData as LearningTask & { readonly isJudged: boolean };
const trained = train(task.taxonomy, task.examples);
parentPort?.postMessage({ trained, judgement: task.isJudged ? await judge(task) : null });
