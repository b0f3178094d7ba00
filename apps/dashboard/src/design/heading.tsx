import { useEffect, type ReactNode } from 'react';

/** What the page is, in the page and in the browser's tab. */
export function Heading({ title, children }: { title: string; children?: ReactNode }) {
  useEffect(() => {
    document.title = `${title} · Convoscope`;
  }, [title]);
  return (
    <div className="heading">
      <h1>{title}</h1>
      {children}
    </div>
  );
}
