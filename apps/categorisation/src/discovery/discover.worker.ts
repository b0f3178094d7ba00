import { parentPort, workerData } from 'node:worker_threads';
import { findTopics, type FindTask } from './find-topics.ts';

/** Finds topics on a thread of its own, says what came out, and ends. */
parentPort?.postMessage(findTopics(workerData as FindTask));
