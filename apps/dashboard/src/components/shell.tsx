import { Link, Outlet } from '@tanstack/react-router';
import { useQuery } from '@tanstack/react-query';
import { ApiError, getJson, hasApiKey } from '../api/client.ts';
import type { Progress } from '../api/types.ts';
import { useProgress } from '../api/use-progress.ts';
import { ApiKeyForm } from './api-key-form.tsx';
import { ProgressStrip } from './progress-strip.tsx';

const VIEWS = [
  { to: '/', label: 'Overview' },
  { to: '/conversations', label: 'Conversations' },
  { to: '/anomalies', label: 'Anomalies' },
  { to: '/users', label: 'Users' },
  { to: '/reports', label: 'Reports' },
  { to: '/pipeline', label: 'Pipeline' },
] as const;

/** Frame of every view: navigation, live progress, and the question for a key where the API wants one. */
export function Shell() {
  const access = useQuery({ queryKey: ['access'], queryFn: () => getJson<Progress>('progress') });
  if (access.error instanceof ApiError && access.error.status === 401) {
    return <ApiKeyForm isRefused={hasApiKey()} onKey={() => void access.refetch()} />;
  }
  return <Frame />;
}

function Frame() {
  const progress = useProgress();
  return (
    <div className="frame">
      <a className="skip" href="#content">
        Skip to content
      </a>
      <header className="top">
        <Link to="/" className="brand">
          <svg viewBox="0 0 32 32" width="24" height="24" aria-hidden="true">
            <path d="M4 6h24v16H14l-6 6v-6H4z" fill="var(--accent)" />
            <path d="M9 16l4-4 4 3 6-6" stroke="white" strokeWidth="2.4" fill="none" />
          </svg>
          Convoscope
        </Link>
        <nav aria-label="Views">
          {VIEWS.map(({ to, label }) => (
            <Link
              key={to}
              to={to}
              activeOptions={{ exact: to === '/' }}
              activeProps={{ className: 'active' }}
            >
              {label}
            </Link>
          ))}
        </nav>
        {progress && <ProgressStrip progress={progress} />}
      </header>
      <main id="content" tabIndex={-1}>
        <Outlet />
      </main>
    </div>
  );
}
