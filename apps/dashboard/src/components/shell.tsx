import { ApiProblem } from '@convoscope/client';
import { useQuery } from '@tanstack/react-query';
import { Link, Outlet, useLocation } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { forgetKey, onKeyChange, readKey } from '../api/key.ts';
import { progressQuery } from '../api/queries.ts';
import { useLiveProgress } from '../api/use-progress.ts';
import { LANGUAGES, type Language } from '../i18n/languages.ts';
import { switchLanguage } from '../i18n/i18n.ts';
import { ConnectionBar } from '../offline/connection-bar.tsx';
import { canKeepData, forgetData, keepsData, setKeepsData } from '../offline/kept-data.ts';
import { SignedInAs } from '../views/sign-in/signed-in-as.tsx';
import { SignInView } from '../views/sign-in/sign-in-view.tsx';
import { ProgressStrip } from './progress-strip.tsx';

const VIEWS = [
  { to: '/', name: 'overview' },
  { to: '/conversations', name: 'conversations' },
  { to: '/anomalies', name: 'incidents' },
  { to: '/users', name: 'users' },
  { to: '/models', name: 'models' },
  { to: '/detectors', name: 'detectors' },
  { to: '/reports', name: 'reports' },
  { to: '/pipeline', name: 'pipeline' },
  { to: '/sources', name: 'sources' },
] as const;

/** Frame of every view: navigation, live progress, and the view to sign in where nobody is. */
export function Shell() {
  const access = useQuery(progressQuery);
  const { refetch } = access;
  useEffect(() => onKeyChange(() => void refetch()), [refetch]);
  const isRefused = access.error instanceof ApiProblem && access.error.status === 401;
  useEffect(() => {
    if (isRefused) void forgetData();
  }, [isRefused]);
  if (isRefused) return <SignInView onSignedIn={() => void refetch()} />;
  return <Frame />;
}

function Frame() {
  const { t } = useTranslation();
  useLiveProgress();
  const { data: progress } = useQuery(progressQuery);
  return (
    <div className="frame">
      <a className="skip" href="#content">
        {t('nav.skip')}
      </a>
      <header className="top">
        <Link to="/" className="brand">
          <svg viewBox="0 0 32 32" width="24" height="24" aria-hidden="true">
            <path d="M4 6h24v16H14l-6 6v-6H4z" fill="var(--accent)" />
            <path d="M9 16l4-4 4 3 6-6" stroke="var(--surface)" strokeWidth="2.4" fill="none" />
          </svg>
          Convoscope
        </Link>
        <Navigation />
        {progress && <ProgressStrip progress={progress} />}
      </header>
      <ConnectionBar />
      <main id="content" tabIndex={-1}>
        <Outlet />
      </main>
      <Footer />
    </div>
  );
}

function Navigation() {
  const { t } = useTranslation();
  const { pathname } = useLocation();
  const [isOpen, setIsOpen] = useState(false);
  useEffect(() => setIsOpen(false), [pathname]);
  return (
    <>
      <button
        className="menu"
        aria-expanded={isOpen}
        aria-controls="views"
        onClick={() => setIsOpen(!isOpen)}
      >
        {t('nav.menu')}
      </button>
      <nav id="views" aria-label={t('nav.views')} className={isOpen ? 'open' : ''}>
        {VIEWS.map(({ to, name }) => (
          <Link
            key={to}
            to={to}
            activeOptions={{ exact: to === '/', includeSearch: false }}
            activeProps={{ className: 'active' }}
          >
            {t(`nav.${name}`)}
          </Link>
        ))}
      </nav>
    </>
  );
}

function Footer() {
  const { t, i18n } = useTranslation();
  const forget = async (): Promise<void> => {
    forgetKey();
    await forgetData();
    location.reload();
  };
  return (
    <footer className="foot note">
      <label>
        {t('foot.language')}{' '}
        <select
          value={i18n.language}
          onChange={({ target }) => void switchLanguage(target.value as Language)}
        >
          {Object.entries(LANGUAGES).map(([code, name]) => (
            <option key={code} value={code} hidden={code === 'en-XA'}>
              {name}
            </option>
          ))}
        </select>
      </label>
      <span>{t('foot.utc')}</span>
      {canKeepData() && <KeepData />}
      <SignedInAs />
      {readKey() !== null && (
        <button className="quiet" onClick={() => void forget()}>
          {t('foot.forget')}
        </button>
      )}
    </footer>
  );
}

/** Off unless a person wants it: what they read then lies on this device. */
function KeepData() {
  const { t } = useTranslation();
  const [isKept, setIsKept] = useState(keepsData);
  const change = (wanted: boolean): void => {
    setIsKept(wanted);
    void setKeepsData(wanted);
  };
  return (
    <label className="check" title={t('offline.keepNote')}>
      <input type="checkbox" checked={isKept} onChange={({ target }) => change(target.checked)} />
      {t('offline.keep')}
    </label>
  );
}
