import type { Schemas } from '@convoscope/client';
import { useTranslation } from 'react-i18next';
import { Card } from '../../design/card.tsx';
import { formatSigned } from '../../format.ts';

type Messages = NonNullable<Schemas['ConversationDetail']['categories']>['messages'];

const HEIGHT = 60;
const STRIPE = 14;

/** How the person's messages felt, one after another; each bar leads to its message. */
export function SentimentPath({ messages }: { messages: Messages }) {
  const { t } = useTranslation();
  const shown = messages.filter(({ role }) => role === 'user');
  const [first, last] = [shown[0], shown.at(-1)];
  if (first === undefined || last === undefined || shown.length < 2) return null;
  const lowest = shown.reduce((a, b) => (b.sentiment < a.sentiment ? b : a));
  return (
    <Card
      title={t('reader.path')}
      note={t('reader.pathWords', {
        ...{ first: formatSigned(first.sentiment), last: formatSigned(last.sentiment) },
        ...{ lowest: formatSigned(lowest.sentiment), number: lowest.index + 1 },
      })}
    >
      <div className="path">
        <svg
          viewBox={`0 0 ${Math.max(shown.length * STRIPE, 60)} ${HEIGHT}`}
          height={HEIGHT}
          preserveAspectRatio="none"
        >
          <title>{t('reader.path')}</title>
          <line x1="0" x2="100%" y1={HEIGHT / 2} y2={HEIGHT / 2} stroke="var(--line)" />
          {shown.map((message, index) => (
            <a
              key={message.index}
              href={`#message-${message.index}`}
              aria-label={t('reader.pathMessage', {
                number: message.index + 1,
                sentiment: formatSigned(message.sentiment),
              })}
            >
              <rect
                className="hit"
                x={index * STRIPE}
                width={STRIPE}
                y="0"
                height={HEIGHT}
                fill="transparent"
              />
              <rect {...barOf(message.sentiment, index)} />
            </a>
          ))}
        </svg>
      </div>
    </Card>
  );
}

function barOf(sentiment: number, index: number) {
  const height = Math.max(2, (Math.abs(sentiment) * HEIGHT) / 2);
  return {
    ...{ x: index * STRIPE + 3, width: STRIPE - 6, height, rx: 2 },
    y: sentiment >= 0 ? HEIGHT / 2 - height : HEIGHT / 2,
    fill: sentiment < -0.05 ? 'var(--bad)' : sentiment > 0.05 ? 'var(--good)' : 'var(--neutral)',
  };
}
