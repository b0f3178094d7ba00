import type { ReactNode } from 'react';

export interface CardProps {
  title: string;
  note?: string;
  className?: string;
  children: ReactNode;
}

export function Card({ title, note, className = '', children }: CardProps) {
  return (
    <section className={`card ${className}`}>
      <header>
        <h2>{title}</h2>
        {note !== undefined && <span className="note">{note}</span>}
      </header>
      {children}
    </section>
  );
}
