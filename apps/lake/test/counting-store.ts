import type { ObjectStore } from '@convoscope/objects';

/** Keys by what was asked of the store. */
export interface Requests {
  read: string[];
  downloaded: string[];
  put: string[];
  listed: string[];
  deleted: string[];
}

const none = (): Requests => ({ read: [], downloaded: [], put: [], listed: [], deleted: [] });

/** An object store that notes what is asked of it; `take()` returns the notes and begins anew. */
export function createCountingStore(objects: ObjectStore): { store: ObjectStore; take: () => Requests } {
  let requests = none();
  const store: ObjectStore = {
    ...objects,
    get: (key) => (requests.read.push(key), objects.get(key)),
    getStream: (key) => (requests.read.push(key), objects.getStream(key)),
    download: (key, path) => (requests.downloaded.push(key), objects.download(key, path)),
    put: (key, body, options) => (requests.put.push(key), objects.put(key, body, options)),
    putFile: (key, path, options) => (requests.put.push(key), objects.putFile(key, path, options)),
    list: (prefix) => (requests.listed.push(prefix), objects.list(prefix)),
    delete: (key) => (requests.deleted.push(key), objects.delete(key)),
  };
  const take = (): Requests => {
    const taken = requests;
    requests = none();
    return taken;
  };
  return { store, take };
}
