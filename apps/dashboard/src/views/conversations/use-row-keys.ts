import { useEffect, type RefObject } from 'react';
import { isTyping } from './filters.tsx';

const STEPS: Readonly<Record<string, number | undefined>> = { j: 1, ArrowDown: 1, k: -1, ArrowUp: -1 };

/** `j` and `k`, and the arrows once in the list, lead from row to row; Enter opens the row, as it does with any link. */
export function useRowKeys(list: RefObject<HTMLElement | null>): void {
  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      const step = STEPS[event.key];
      const links = [...(list.current?.querySelectorAll<HTMLAnchorElement>('a.row-link') ?? [])];
      const at = links.findIndex((link) => link === document.activeElement);
      const isArrowOutside = event.key.startsWith('Arrow') && at < 0;
      if (
        step === undefined ||
        isTyping(event.target) ||
        isArrowOutside ||
        event.ctrlKey ||
        event.metaKey ||
        event.altKey
      )
        return;
      event.preventDefault();
      links[Math.max(0, Math.min(links.length - 1, at + step))]?.focus();
    };
    addEventListener('keydown', onKey);
    return () => removeEventListener('keydown', onKey);
  }, [list]);
}
