import { Link, type LinkProps } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';

export interface PagesProps {
  /** Position in the list, out of the address; undefined on the first page. */
  cursor: string | undefined;
  nextCursor: string | null;
  /** The same page of the list at another position. */
  toPage: (cursor: string | undefined) => LinkProps;
}

/** Onwards through a list and back to its beginning; the address holds where one is, the browser's own way back leads back. */
export function Pages({ cursor, nextCursor, toPage }: PagesProps) {
  const { t } = useTranslation();
  if (cursor === undefined && nextCursor === null) return null;
  return (
    <nav className="pager" aria-label={t('pages.label')}>
      {cursor !== undefined && <Link {...toPage(undefined)}>{t('pages.first')}</Link>}
      {nextCursor !== null && <Link {...toPage(nextCursor)}>{t('pages.next')}</Link>}
    </nav>
  );
}
