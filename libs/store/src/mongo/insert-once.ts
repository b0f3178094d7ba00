import type { CollectionAccess } from './collection-access.ts';

const DUPLICATE_KEY = 11_000;

/** Inserts; false where a unique index has it already. */
export const insertOnce = (access: CollectionAccess, document: object): Promise<boolean> =>
  access.run('insert', async () => {
    try {
      await access.native.insertOne({ ...document });
      return true;
    } catch (error) {
      if ((error as { code?: number }).code === DUPLICATE_KEY) return false;
      throw error;
    }
  });
