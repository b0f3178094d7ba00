import i18next from 'i18next';
import { nameLanguage, toWords } from '../format.ts';

/** What the API names by an id. */
export type LabelKind =
  | 'topic'
  | 'intent'
  | 'sentiment'
  | 'issue'
  | 'metric'
  | 'severity'
  | 'stage'
  | 'service'
  | 'status'
  | 'reason'
  | 'translation'
  | 'role'
  | 'period'
  | 'section'
  | 'detector'
  | 'columnRole'
  | 'phase'
  | 'difference'
  | 'feature';

/** An id in the words of the language of the page; one that no catalogue knows (a topic of one's own) as readable as it is. */
export function nameLabel(kind: LabelKind, id: string): string {
  const key = `labels.${kind}.${id.replaceAll('-', '_').replaceAll('.', '_').replaceAll(' ', '_')}`;
  const found: unknown = i18next.exists(key) ? i18next.t(key as 'labels.topic.other') : undefined;
  return typeof found === 'string' ? found : toWords(id);
}

/** A value of something that conversations are told apart by. */
export function nameValue(dimension: string, value: string): string {
  if (dimension === 'language')
    return value === 'und' ? i18next.t('labels.unknownLanguage') : nameLanguage(value);
  if (dimension === 'topic' || dimension === 'intent' || dimension === 'sentiment' || dimension === 'issue')
    return nameLabel(dimension, value);
  return value;
}
