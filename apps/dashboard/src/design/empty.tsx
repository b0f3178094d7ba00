import type { ReactNode } from 'react';

/** Nothing to show: why, and what can be done. */
export function Empty({ title, children }: { title: string; children?: ReactNode }) {
  return (
    <div className="card empty">
      <svg viewBox="0 0 48 40" width="72" height="60" aria-hidden="true">
        <path d="M5 4h38v25H20l-9 8v-8H5z" fill="none" stroke="var(--line)" strokeWidth="3" />
        <path d="M14 20l6-6 6 5 8-9" fill="none" stroke="var(--accent)" strokeWidth="3" />
      </svg>
      <h2>{title}</h2>
      {children}
    </div>
  );
}
