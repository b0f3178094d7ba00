import { useSyncExternalStore } from 'react';

const darkness = matchMedia('(prefers-color-scheme: dark)');

const subscribe = (onChange: () => void): (() => void) => {
  darkness.addEventListener('change', onChange);
  return () => darkness.removeEventListener('change', onChange);
};

/** The scheme the page is shown in now; follows the system's setting. */
export const useColourScheme = (): 'light' | 'dark' =>
  useSyncExternalStore(subscribe, () => (darkness.matches ? 'dark' : 'light'));
