import { Link } from '@tanstack/react-router';
import { formatDay } from '../format.ts';

/** A day that leads to its conversations. */
export const DayLink = ({ day, filter }: { day: string; filter?: Record<string, string> }) => (
  <Link to="/conversations" search={{ ...filter, from: day, to: day }}>
    {formatDay(day)}
  </Link>
);
