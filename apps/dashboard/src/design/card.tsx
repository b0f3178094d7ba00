import { useId, type ReactNode } from 'react';

export interface CardProps {
  title: string;
  note?: ReactNode;
  className?: string;
  children: ReactNode;
}

/** A part of a page that has a title: a region of its own. */
export function Card({ title, note, className = '', children }: CardProps) {
  const id = useId();
  return (
    <section className={`card ${className}`} aria-labelledby={id}>
      <header>
        <h2 id={id}>{title}</h2>
        {note !== undefined && <span className="note">{note}</span>}
      </header>
      {children}
    </section>
  );
}
