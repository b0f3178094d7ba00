import { ApiProblem } from '@convoscope/client';
import { onlineManager, QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { startTexts } from './i18n/i18n.ts';
import { keepsData, keepWriting, restoreData } from './offline/kept-data.ts';
import { router } from './router.tsx';
import './design/design.css';

const DAY_MS = 86_400_000;
const FIVE_MINUTES_MS = 300_000;

const queryClient = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 10_000,
      // What is kept for reading without a connection has to be there when it is written down.
      gcTime: keepsData() ? DAY_MS : FIVE_MINUTES_MS,
      retry: (count, error) => !(error instanceof ApiProblem && error.status < 500) && count < 3,
    },
  },
});

// It takes it that there is a connection until it hears otherwise.
onlineManager.setOnline(navigator.onLine);

const root = document.getElementById('root');
if (root === null) throw new Error('index.html has no #root');
await Promise.all([startTexts(), restoreData(queryClient)]);
keepWriting(queryClient);
createRoot(root).render(
  <StrictMode>
    <QueryClientProvider client={queryClient}>
      <RouterProvider router={router} />
    </QueryClientProvider>
  </StrictMode>,
);
