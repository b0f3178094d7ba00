import { parseDate } from '@internationalized/date';
import type { RefObject } from 'react';
import {
  Button,
  CalendarCell,
  CalendarGrid,
  CalendarGridBody,
  CalendarGridHeader,
  CalendarHeaderCell,
  Dialog,
  Heading,
  I18nProvider,
  Popover,
  RangeCalendar,
} from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import { parseRangeSearch, PRESETS, type Days, type RangeSearch } from './range.ts';

export interface RangeDialogProps {
  days: Days;
  search: RangeSearch;
  button: RefObject<HTMLButtonElement | null>;
  onChoose: (search: RangeSearch) => void;
  onClose: () => void;
}

/** Usual ranges by one click, others on a calendar. */
export function RangeDialog({ days, search, button, onChoose, onClose }: RangeDialogProps) {
  const { t, i18n } = useTranslation();
  const compare: RangeSearch = search.compare === undefined ? {} : { compare: search.compare };
  const finish = (chosen: RangeSearch): void => {
    onChoose({ ...compare, ...chosen });
    onClose();
  };
  const current = search.from === undefined ? (search.last ?? '30d') : null;
  return (
    <I18nProvider locale={i18n.language}>
      <Popover
        triggerRef={button}
        isOpen
        onOpenChange={(isOpen) => !isOpen && onClose()}
        placement="bottom end"
        className="popover"
      >
        <Dialog aria-label={t('range.label')} className="range-dialog">
          <div className="presets" role="group" aria-label={t('range.presets')}>
            {PRESETS.map((preset) => (
              <button key={preset} aria-pressed={current === preset} onClick={() => finish({ last: preset })}>
                {t(`range.${preset}`)}
              </button>
            ))}
          </div>
          <RangeCalendar
            aria-label={t('range.calendar')}
            defaultValue={{ start: parseDate(days.from), end: parseDate(days.to) }}
            defaultFocusedValue={parseDate(days.to)}
            onChange={({ start, end }) => finish({ from: start.toString(), to: end.toString() })}
          >
            <header>
              <Button slot="previous">
                <span aria-hidden="true">‹</span>
              </Button>
              <Heading level={2} />
              <Button slot="next">
                <span aria-hidden="true">›</span>
              </Button>
            </header>
            <CalendarGrid>
              <CalendarGridHeader>
                {(day) => <CalendarHeaderCell>{day}</CalendarHeaderCell>}
              </CalendarGridHeader>
              <CalendarGridBody>{(date) => <CalendarCell date={date} />}</CalendarGridBody>
            </CalendarGrid>
          </RangeCalendar>
          <label className="check">
            <input
              type="checkbox"
              checked={search.compare !== 'none'}
              onChange={({ target }) => {
                const { compare: _, ...days } = parseRangeSearch({ ...search });
                onChoose(target.checked ? days : { ...days, compare: 'none' });
              }}
            />
            {t('range.compare')}
          </label>
        </Dialog>
      </Popover>
    </I18nProvider>
  );
}
