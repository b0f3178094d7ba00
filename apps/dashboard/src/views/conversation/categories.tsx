import type { Schemas } from '@convoscope/client';
import { useMutation, useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { answerOf, api } from '../../api/api.ts';
import { figuresQuery } from '../../api/queries.ts';
import { Card } from '../../design/card.tsx';
import { formatList, formatPercent } from '../../format.ts';
import { nameLabel } from '../../i18n/labels.ts';

type Found = NonNullable<Schemas['ConversationDetail']['categories']>;
type Field = 'topic' | 'intent' | 'sentiment';

const FIELDS: readonly Field[] = ['topic', 'intent', 'sentiment'];
const MOST_EVIDENCE = 6;

/** What was found about it, how sure that is and by which words; wrong ones are corrected by one click. */
export function Categories({ conversationId, categories }: { conversationId: string; categories: Found }) {
  const { t } = useTranslation();
  const { quality, topic } = categories;
  return (
    <Card title={t('reader.categories')}>
      <dl className="facts">
        {FIELDS.map((field) => (
          <Category key={field} {...{ field, conversationId, categories }} />
        ))}
        <dt>{t('reader.quality')}</dt>
        <dd>
          {formatPercent(quality.score)}
          {quality.issues.length > 0 && (
            <span className="note">
              {' '}
              {formatList(quality.issues.map((issue) => nameLabel('issue', issue)))}
            </span>
          )}
        </dd>
        {topic.evidence.length > 0 && (
          <>
            <dt>{t('reader.evidence')}</dt>
            <dd dir="auto">{topic.evidence.slice(0, MOST_EVIDENCE).join(', ')}</dd>
          </>
        )}
      </dl>
    </Card>
  );
}

function Category({
  field,
  conversationId,
  categories,
}: {
  field: Field;
  conversationId: string;
  categories: Found;
}) {
  const { t } = useTranslation();
  const [isOpen, setIsOpen] = useState(false);
  const { label, confidence } = categories[field];
  const correct = useMutation({
    mutationFn: (value: string) =>
      answerOf(
        api.POST('/api/v1/feedback', {
          body: { subject: 'category', subjectId: conversationId, field, value },
        }),
      ),
    onSuccess: () => setIsOpen(false),
  });
  return (
    <>
      <dt>{t(`columns.${field}`)}</dt>
      <dd>
        <Link to="/conversations" search={{ [field]: label }}>
          {nameLabel(field, label)}
        </Link>{' '}
        <span className="note">{formatPercent(confidence)}</span>{' '}
        {correct.isSuccess ? (
          <span className="note block" role="status">
            {t('reader.noted', { value: nameLabel(field, correct.variables) })}
          </span>
        ) : (
          <button className="quiet" aria-expanded={isOpen} onClick={() => setIsOpen(!isOpen)}>
            {t('reader.wrong')}
            <span className="hidden"> {t(`columns.${field}`)}</span>
          </button>
        )}
        {correct.isError && <span className="failure">{correct.error.message}</span>}
        {isOpen && (
          <Others
            {...{ field, categories }}
            isBusy={correct.isPending}
            onChoose={(value) => correct.mutate(value)}
          />
        )}
      </dd>
    </>
  );
}

interface OthersProps {
  field: Field;
  categories: Found;
  isBusy: boolean;
  onChoose: (value: string) => void;
}

/** What it could be instead: the classifier's own second thoughts first. */
function Others({ field, categories, isBusy, onChoose }: OthersProps) {
  const { t } = useTranslation();
  const { data } = useQuery(figuresQuery({ metrics: ['conversations'], dimension: field }));
  const second = field === 'topic' ? categories.topic.alternatives.map(({ label }) => label) : [];
  const known = data?.rows.flatMap(({ label }) => label ?? []) ?? [];
  const others = [...new Set([...second, ...known])].filter((label) => label !== categories[field].label);
  return (
    <div className="choices" role="group" aria-label={t('reader.shouldBe')}>
      {others.map((label) => (
        <button key={label} className="chip" disabled={isBusy} onClick={() => onChoose(label)}>
          {nameLabel(field, label)}
        </button>
      ))}
    </div>
  );
}
