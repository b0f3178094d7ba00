import { useLocation, useNavigate } from '@tanstack/react-router';
import { useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { formText } from '../design/form-text.ts';
import { parseViews, searchOfView, withoutView, withView, type SavedView } from './saved-views.ts';

/** What every view keeps from the one before, unless told. */
const NOTHING = { last: undefined, from: undefined, to: undefined, compare: undefined };

const keyOf = (path: string): string => `convoscope-views:${path}`;

/** What a person looks at again and again, by names of their own; kept in this browser. */
export function SavedViewsBar() {
  const { t } = useTranslation();
  const { pathname, searchStr } = useLocation();
  const navigate = useNavigate();
  const [views, setViews] = useState(() => parseViews(localStorage.getItem(keyOf(pathname))));
  const [isNaming, setIsNaming] = useState(false);
  const keep = (wanted: SavedView[]): void => {
    localStorage.setItem(keyOf(pathname), JSON.stringify(wanted));
    setViews(wanted);
  };
  const current = searchOfView(searchStr);
  const save = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault();
    keep(withView(views, formText(new FormData(event.currentTarget), 'name'), current));
    setIsNaming(false);
  };
  return (
    <div className="saved-views" role="group" aria-label={t('views.label')}>
      {views.map(({ name, search }) => (
        <span key={name} className="saved-view">
          <button
            className="chip"
            aria-pressed={search === current}
            onClick={() =>
              void navigate({
                to: '.',
                search: { ...NOTHING, ...Object.fromEntries(new URLSearchParams(search)) } as never,
              })
            }
          >
            <bdi>{name}</bdi>
          </button>
          <button
            className="quiet"
            aria-label={t('views.remove', { name })}
            onClick={() => keep(withoutView(views, name))}
          >
            ×
          </button>
        </span>
      ))}
      {isNaming ? (
        <form className="actions" onSubmit={save}>
          <input name="name" required maxLength={60} autoFocus dir="auto" aria-label={t('views.name')} />
          <button type="submit">{t('views.keep')}</button>
          <span className="note">{t('views.where')}</span>
        </form>
      ) : (
        <button className="quiet" onClick={() => setIsNaming(true)}>
          {t('views.save')}
        </button>
      )}
    </div>
  );
}
