import type { FaultRow } from '../fault-row.ts';
import { killKafka, killMongod } from './kill-servers.ts';
import { killServices } from './kill-services.ts';

/** Every row of the fault matrix, in its order. */
export const allRows: readonly FaultRow[] = [killServices, killKafka, killMongod];
