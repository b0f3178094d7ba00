/** Of the user `nobody` on Linux. */
const NOBODY = 65_534;

/** Does the work with the rights of somebody who owns nothing: root, as whom containers run tests, may read and write everything. */
export async function asNobody<T>(work: () => Promise<T>): Promise<T> {
  if (process.getuid?.() !== 0) return work();
  process.seteuid?.(NOBODY);
  try {
    return await work();
  } finally {
    process.seteuid?.(0);
  }
}
