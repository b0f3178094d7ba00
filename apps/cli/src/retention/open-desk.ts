import { userInfo } from 'node:os';
import {
  createRetentionDesk,
  type RetentionActor,
  type RetentionDesk,
} from '@convoscope/app-gateway/retention/retention-desk';
import type { CommandContext } from '../command-context.ts';

/** The same desk that the API has, for whoever is at the terminal. */
export async function openRetentionDesk(
  context: CommandContext,
): Promise<{ desk: RetentionDesk; actor: RetentionActor }> {
  const { store, tenant, clock } = await context.openStorage();
  const desk = createRetentionDesk({ store, now: () => clock.now() });
  return { desk, actor: { tenant, by: `cli:${userInfo().username}` } };
}
