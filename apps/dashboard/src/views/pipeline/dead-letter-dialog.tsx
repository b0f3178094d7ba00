import type { Schemas } from '@convoscope/client';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useId, useState } from 'react';
import { Dialog, Heading, Modal, ModalOverlay } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import { answerOf, api } from '../../api/api.ts';
import { QueryState } from '../../design/query-state.tsx';
import { dataOfLetter, parseEdited } from './letter-text.ts';
import { useReplay } from './use-replay.ts';

type DeadLetter = Schemas['DeadLetter'];

/** One dead letter as it was sent: mended and sent again, or given up with a reason. */
export function DeadLetterDialog({ letter, onClose }: { letter: DeadLetter; onClose: () => void }) {
  const { t } = useTranslation();
  const query = useQuery({
    queryKey: ['dead-letter', letter.topic, letter.id],
    queryFn: () =>
      answerOf(
        api.GET('/api/v1/dead-letters/{topic}/{id}', {
          params: { path: { topic: letter.topic as never, id: letter.id } },
        }),
      ),
  });
  return (
    <ModalOverlay isOpen isDismissable className="overlay" onOpenChange={(isOpen) => !isOpen && onClose()}>
      <Modal className="modal card">
        <Dialog className="letter">
          <Heading slot="title" level={2}>
            {t('dead.letter', { topic: letter.topic })}
          </Heading>
          <p className="failure" lang="en">
            {letter.error}
          </p>
          <QueryState query={query}>
            {({ value }) => <Editor letter={letter} text={dataOfLetter(value)} onClose={onClose} />}
          </QueryState>
        </Dialog>
      </Modal>
    </ModalOverlay>
  );
}

function Editor({ letter, text, onClose }: { letter: DeadLetter; text: string; onClose: () => void }) {
  const { t } = useTranslation();
  const [edited, setEdited] = useState(text);
  const field = useId();
  const replay = useReplay();
  const parsed = parseEdited(edited);
  const send = (): void => {
    if (!parsed.isValid) return;
    replay.mutate({ letter, ...(edited !== text && { data: parsed.data }) }, { onSuccess: onClose });
  };
  return (
    <>
      <label htmlFor={field}>{t('dead.data')}</label>
      <textarea
        id={field}
        rows={14}
        spellCheck={false}
        value={edited}
        onChange={({ target }) => setEdited(target.value)}
      />
      {!parsed.isValid && (
        <p className="failure" role="alert">
          {t('dead.notJson', { because: parsed.because })}
        </p>
      )}
      {replay.isError && (
        <p className="failure" role="alert">
          {replay.error.message}
        </p>
      )}
      <div className="actions">
        <button className="primary" disabled={!parsed.isValid || replay.isPending} onClick={send}>
          {edited === text ? t('dead.replay') : t('dead.replayEdited')}
        </button>
        <button onClick={onClose}>{t('dead.close')}</button>
      </div>
      <GiveUp letter={letter} onClose={onClose} />
    </>
  );
}

/** Gone for good, so it asks why; the audit log keeps the reason. */
function GiveUp({ letter, onClose }: { letter: DeadLetter; onClose: () => void }) {
  const { t } = useTranslation();
  const [because, setBecause] = useState('');
  const queryClient = useQueryClient();
  const drop = useMutation({
    mutationFn: () =>
      answerOf(
        api.POST('/api/v1/dead-letters/drop', {
          body: { topic: letter.topic as never, ids: [letter.id], because: because.trim() },
        }),
      ),
    onSuccess: async () => {
      await queryClient.invalidateQueries();
      onClose();
    },
  });
  return (
    <details>
      <summary>{t('dead.giveUp')}</summary>
      <div className="actions">
        <input
          aria-label={t('dead.because')}
          placeholder={t('dead.because')}
          maxLength={500}
          value={because}
          onChange={({ target }) => setBecause(target.value)}
        />
        <button
          className="danger"
          disabled={because.trim() === '' || drop.isPending}
          onClick={() => drop.mutate()}
        >
          {t('dead.drop')}
        </button>
        {drop.isError && <span className="failure">{drop.error.message}</span>}
      </div>
    </details>
  );
}
