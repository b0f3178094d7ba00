/**
 * Keeps the page itself on the device, so that it opens without a connection; never what the API answered. A build of its own: the bundler
 * writes the names of its files into `__FILES__`, so that a new page is a new worker.
 */
declare const __FILES__: readonly string[];

/** What of the worker's own world is used here; the types of the page's world are others. */
interface Lasting extends Event {
  waitUntil(work: Promise<unknown>): void;
}
interface Fetching extends Event {
  readonly request: Request;
  respondWith(answer: Promise<Response>): void;
}
interface Worker {
  addEventListener(name: 'install' | 'activate', listener: (event: Lasting) => void): void;
  addEventListener(name: 'fetch', listener: (event: Fetching) => void): void;
  addEventListener(name: 'message', listener: (event: MessageEvent) => void): void;
  skipWaiting(): Promise<void>;
  readonly clients: { claim(): Promise<void> };
  readonly location: Location;
}

const worker = self as unknown as Worker;
const PREFIX = 'page-';
const files = ['/icon.svg', '/manifest.webmanifest', ...__FILES__];
const known = new Set(files);
/** The names hold hashes: other files, another name. */
const cacheName = `${PREFIX}${[...__FILES__].sort().join(' ')}`;

worker.addEventListener('install', (event) =>
  event.waitUntil(caches.open(cacheName).then((cache) => cache.addAll(['/', ...files]))),
);

worker.addEventListener('activate', (event) =>
  event.waitUntil(removeOthers().then(() => worker.clients.claim())),
);

async function removeOthers(): Promise<void> {
  const names = await caches.keys();
  await Promise.all(
    names.filter((name) => name.startsWith(PREFIX) && name !== cacheName).map((name) => caches.delete(name)),
  );
}

worker.addEventListener('message', ({ data }) => {
  if (data === 'take-over') void worker.skipWaiting();
});

worker.addEventListener('fetch', (event) => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (request.method !== 'GET' || origin !== worker.location.origin || pathname.startsWith('/api/')) return;
  if (request.mode === 'navigate') event.respondWith(navigate(request));
  else if (known.has(pathname)) event.respondWith(fromDevice(request));
});

/** The newest page while there is a connection; the one on the device without. */
const navigate = (request: Request): Promise<Response> =>
  fetch(request).catch(async () => (await caches.match('/')) ?? Response.error());

const fromDevice = async (request: Request): Promise<Response> =>
  (await caches.match(request)) ?? fetch(request);
