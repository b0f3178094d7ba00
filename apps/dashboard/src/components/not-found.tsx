import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { Empty } from '../design/empty.tsx';
import { Heading } from '../design/heading.tsx';

/** An address that leads nowhere, and where to go instead. */
export function NotFound() {
  const { t } = useTranslation();
  return (
    <>
      <Heading title={t('notFound.title')} />
      <Empty title={t('notFound.text')}>
        <p>
          <Link to="/">{t('nav.overview')}</Link> · <Link to="/conversations">{t('nav.conversations')}</Link>
        </p>
      </Empty>
    </>
  );
}
