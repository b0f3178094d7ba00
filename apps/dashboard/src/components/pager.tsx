import { useState } from 'react';

/** Cursors of the pages seen so far: forward and back over cursor paging. */
export function usePager() {
  const [cursors, setCursors] = useState<(string | undefined)[]>([undefined]);
  return {
    cursor: cursors.at(-1),
    page: cursors.length,
    next: (cursor: string) => setCursors((seen) => [...seen, cursor]),
    back: () => setCursors((seen) => seen.slice(0, -1)),
    reset: () => setCursors([undefined]),
  };
}

export interface PagerProps {
  pager: ReturnType<typeof usePager>;
  nextCursor: string | null;
}

export function Pager({ pager, nextCursor }: PagerProps) {
  if (pager.page === 1 && nextCursor === null) return null;
  return (
    <nav className="pager" aria-label="Pages">
      <button disabled={pager.page === 1} onClick={pager.back}>
        Newer
      </button>
      <span className="note">Page {pager.page}</span>
      <button disabled={nextCursor === null} onClick={() => nextCursor !== null && pager.next(nextCursor)}>
        Older
      </button>
    </nav>
  );
}
