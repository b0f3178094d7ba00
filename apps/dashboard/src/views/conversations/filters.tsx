import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { summaryQuery } from '../../api/queries.ts';
import { formatNumber, formatPercent } from '../../format.ts';
import { nameValue } from '../../i18n/labels.ts';
import type { Days } from '../../range/range.ts';
import { parseConversationSearch, type ConversationSearch } from '../../search.ts';

const route = getRouteApi('/conversations');
const LISTS = {
  topic: 'topics',
  intent: 'intents',
  sentiment: 'sentiments',
  language: 'languages',
  model: 'models',
} as const;
/** What takes most off the quality of a conversation. */
const ISSUES = [
  ...[
    'unanswered',
    'assistant_error',
    'escalation_requested',
    'unresolved',
    'refusal',
    'user_repeats_itself',
  ],
  ...['negative_turn', 'repeated_apology', 'empty_answer', 'repeated_answer', 'slow_answer', 'very_long'],
];
const TYPING_MS = 300;

type Change = (change: Partial<Record<keyof ConversationSearch, string>>) => void;

/** What is told apart by, each with how many of the days there are; what is chosen lies in the address. */
export function Filters({ search, days }: { search: ConversationSearch; days: Partial<Days> }) {
  const { t } = useTranslation();
  const navigate = route.useNavigate();
  const { data: summary } = useQuery(summaryQuery(days));
  const change: Change = (wanted) =>
    void navigate({
      to: '/conversations',
      search: parseConversationSearch({ ...search, cursor: undefined, ...wanted }),
      replace: 'search' in wanted,
    });
  return (
    <form className="filters" role="search" onSubmit={(event) => event.preventDefault()}>
      <SearchField value={search.search ?? ''} onChange={(words) => change({ search: words })} />
      {(Object.keys(LISTS) as (keyof typeof LISTS)[]).map((name) => (
        <Choice
          key={name}
          name={name}
          value={search[name] ?? ''}
          options={summary?.[LISTS[name]] ?? []}
          onChange={(value) => change({ [name]: value })}
        />
      ))}
      <Choice
        name="issue"
        value={search.issue ?? ''}
        options={ISSUES.map((label) => ({ label }))}
        onChange={(value) => change({ issue: value })}
      />
      <label className="check">
        <input
          type="checkbox"
          checked={search.isAnomalous === 'true'}
          onChange={({ target }) => change({ isAnomalous: target.checked ? 'true' : '' })}
        />
        {t('filters.unusual', { count: summary?.nAnomalous ?? 0, n: formatNumber(summary?.nAnomalous ?? 0) })}
      </label>
      <Chips search={search} onChange={change} />
    </form>
  );
}

/** Asks while somebody types, after a pause; `/` leads to it from anywhere on the page. */
function SearchField({ value, onChange }: { value: string; onChange: (words: string) => void }) {
  const { t } = useTranslation();
  const field = useRef<HTMLInputElement>(null);
  const [typed, setTyped] = useState(value);
  const latest = useRef(onChange);
  latest.current = onChange;
  useEffect(() => setTyped(value), [value]);
  useEffect(() => {
    if (typed === value) return undefined;
    const timer = setTimeout(() => latest.current(typed), TYPING_MS);
    return () => clearTimeout(timer);
  }, [typed, value]);
  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      if (event.key !== '/' || isTyping(event.target)) return;
      event.preventDefault();
      field.current?.focus();
    };
    addEventListener('keydown', onKey);
    return () => removeEventListener('keydown', onKey);
  }, []);
  return (
    <input
      ref={field}
      type="search"
      aria-label={t('filters.search')}
      placeholder={t('filters.searchHint')}
      aria-keyshortcuts="/"
      value={typed}
      onChange={({ target }) => setTyped(target.value)}
    />
  );
}

export const isTyping = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement && target.closest('input, select, textarea, [contenteditable]') !== null;

interface ChoiceProps {
  name: keyof typeof LISTS | 'issue';
  value: string;
  options: readonly { label: string; count?: number }[];
  onChange: (value: string) => void;
}

function Choice({ name, value, options, onChange }: ChoiceProps) {
  const { t } = useTranslation();
  const isListed = value === '' || options.some(({ label }) => label === value);
  const shown = isListed ? options : [{ label: value }, ...options];
  return (
    <select
      aria-label={t(`filters.${name}`)}
      value={value}
      className={value === '' ? undefined : 'chosen'}
      onChange={({ target }) => onChange(target.value)}
    >
      <option value="">{t(`filters.${name}`)}</option>
      {shown.map(({ label, count }) => (
        <option key={label} value={label}>
          {nameValue(name, label)}
          {count !== undefined && ` (${formatNumber(count)})`}
        </option>
      ))}
    </select>
  );
}

/** What narrows the list and has no field of its own, and the way out of all of it. */
function Chips({ search, onChange }: { search: ConversationSearch; onChange: Change }) {
  const { t } = useTranslation();
  const { cursor: _, order: __, ...chosen } = search;
  const texts = {
    userId: search.userId && t('filters.user', { user: search.userId }),
    source: search.source && t('filters.source', { source: search.source }),
    maxQuality:
      search.maxQuality && t('filters.maxQuality', { quality: formatPercent(Number(search.maxQuality)) }),
  };
  const none = Object.fromEntries(Object.keys(chosen).map((name) => [name, '']));
  return (
    <>
      {(Object.keys(texts) as (keyof typeof texts)[]).flatMap((name) =>
        texts[name] === undefined
          ? []
          : [
              <button key={name} type="button" className="chip" onClick={() => onChange({ [name]: '' })}>
                {texts[name]} <span aria-hidden="true">×</span>
                <span className="hidden">{t('filters.remove')}</span>
              </button>,
            ],
      )}
      {Object.keys(chosen).length > 0 && (
        <button type="button" className="quiet" onClick={() => onChange(none)}>
          {t('filters.clear')}
        </button>
      )}
    </>
  );
}
