import { useNavigate } from '@tanstack/react-router';
import { lazy, Suspense, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { formatDays } from '../format.ts';
import type { RangeSearch } from './range.ts';
import type { ChosenDays } from './use-days.ts';

const RangeDialog = lazy(async () => ({ default: (await import('./range-dialog.tsx')).RangeDialog }));

const NOTHING = { last: undefined, from: undefined, to: undefined, compare: undefined, cursor: undefined };

/** Says which days a page is of, and changes them; the address holds them. */
export function RangePicker({ days, search }: Pick<ChosenDays, 'days' | 'search'>) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const button = useRef<HTMLButtonElement>(null);
  const [isOpen, setIsOpen] = useState(false);
  if (days === null) return null;
  // Another position of a list is of other days; the default stands for the absence of all of them.
  const choose = (chosen: RangeSearch): void =>
    void navigate({
      to: '.',
      search: (old) => ({ ...old, ...NOTHING, ...chosen }) as object,
    });
  return (
    <div className="range">
      <button ref={button} aria-expanded={isOpen} aria-haspopup="dialog" onClick={() => setIsOpen(true)}>
        <span className="hidden">{t('range.label')}: </span>
        {formatDays(days.from, days.to)} <span aria-hidden="true">▾</span>
      </button>
      {isOpen && (
        <Suspense>
          <RangeDialog
            days={days}
            search={search}
            button={button}
            onChoose={choose}
            onClose={() => setIsOpen(false)}
          />
        </Suspense>
      )}
    </div>
  );
}
