import { useMutation, useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { answerOf, api } from '../../api/api.ts';
import { forgetData } from '../../offline/kept-data.ts';

/** Who is signed in by a cookie, and the way out. Nothing for who came with a key, or sits at the machine. */
export function SignedInAs() {
  const { t } = useTranslation();
  const { data: caller } = useQuery({
    queryKey: ['caller'],
    queryFn: ({ signal }) => answerOf(api.GET('/api/v1/me', { signal })),
  });
  const signOut = useMutation({
    mutationFn: () => answerOf(api.POST('/api/v1/sign-out')),
    onSettled: async () => {
      await forgetData();
      location.assign('/');
    },
  });
  if (caller?.kind !== 'user') return null;
  return (
    <span>
      {t('signIn.as', { name: caller.name })}{' '}
      <button className="quiet" disabled={signOut.isPending} onClick={() => signOut.mutate()}>
        {t('signIn.out')}
      </button>
    </span>
  );
}
