import type { FaultRow, Trial } from '../fault-row.ts';

const WRITES = ['insert', 'update', 'delete', 'findAndModify', 'bulkWrite'];
const NOT_WRITABLE_PRIMARY = 10_107;
const SHUTDOWN_IN_PROGRESS = 91;
const STEP_DOWN_SECONDS = 4;

type FailCommand = Record<string, unknown>;

/** Resolves to how many commands it has hit. */
async function failWrites({ lab, pause }: Trial, times: number, data: FailCommand): Promise<number> {
  await lab.mongoAdmin({
    configureFailPoint: 'failCommand',
    mode: { times },
    data: { failCommands: WRITES, ...data },
  });
  await pause(2_000, 4_000);
  const { count } = (await lab.mongoAdmin({ configureFailPoint: 'failCommand', mode: 'off' })) as {
    count: number;
  };
  return count;
}

export const mongodbFailpoints: FaultRow = {
  id: 'F5',
  title: 'MongoDB: not primary, lost write concern, broken connections, step-down',
  isStarred: false,
  limits: { recoverySeconds: 30 },
  async run(trial) {
    const { lab, pause, note, expect } = trial;
    const hits = [
      await failWrites(trial, 20, { errorCode: NOT_WRITABLE_PRIMARY }),
      await failWrites(trial, 20, { closeConnection: true }),
      // The write took place, but not on a majority: it comes again.
      await failWrites(trial, 20, {
        writeConcernError: {
          code: SHUTDOWN_IN_PROGRESS,
          errmsg: 'shutting down',
          errorLabels: ['RetryableWriteError'],
        },
      }),
    ];
    note(`${hits.join(' + ')} commands failed`);
    expect(
      hits.every((n) => n > 0),
      'a failpoint hit nothing',
    );
    await lab
      .mongoAdmin({ replSetStepDown: STEP_DOWN_SECONDS, force: true })
      .catch((error: Error) => note(`step-down: ${error.message.slice(0, 60)}`));
    await pause((STEP_DOWN_SECONDS + 2) * 1_000, (STEP_DOWN_SECONDS + 4) * 1_000);
  },
};
