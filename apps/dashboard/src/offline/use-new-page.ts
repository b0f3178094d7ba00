import { useEffect, useState } from 'react';

/**
 * Keeps the page on the device and says when a newer one is ready; what it returns then takes it. Only of a built page, and where the browser
 * can (over TLS, or on one's own machine).
 */
export function useNewPage(): (() => void) | null {
  const [waiting, setWaiting] = useState<ServiceWorker | null>(null);
  useEffect(() => {
    if (!import.meta.env.PROD || !('serviceWorker' in navigator)) return;
    const start = (): void => void register(setWaiting);
    // What is kept for later waits until what is needed now is there.
    if (document.readyState === 'complete') start();
    else addEventListener('load', start, { once: true });
  }, []);
  if (waiting === null) return null;
  return () => {
    navigator.serviceWorker.addEventListener('controllerchange', () => location.reload(), { once: true });
    waiting.postMessage('take-over');
  };
}

/** An hour: a page that one keeps open hears of a new one without being opened again. */
const LOOK_EVERY_MS = 3_600_000;

async function register(onWaiting: (worker: ServiceWorker) => void): Promise<void> {
  const registration = await navigator.serviceWorker.register('/service-worker.js');
  const tell = (): void => {
    // Without one in control this is the first visit: there is no older page.
    if (registration.waiting !== null && navigator.serviceWorker.controller !== null)
      onWaiting(registration.waiting);
  };
  tell();
  registration.addEventListener('updatefound', () =>
    registration.installing?.addEventListener('statechange', tell),
  );
  setInterval(() => void registration.update().catch(() => undefined), LOOK_EVERY_MS);
}
