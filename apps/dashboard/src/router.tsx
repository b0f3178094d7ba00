import { createRootRoute, createRoute, createRouter } from '@tanstack/react-router';
import { Shell } from './components/shell.tsx';
import { AnomaliesView, parseAnomalySearch } from './views/anomalies-view.tsx';
import { ConversationView } from './views/conversation-view.tsx';
import { ConversationsView, parseConversationSearch } from './views/conversations-view.tsx';
import { OverviewView } from './views/overview-view.tsx';
import { PipelineView } from './views/pipeline-view.tsx';
import { ReportsView } from './views/reports-view.tsx';
import { UsersView } from './views/users-view.tsx';

const root = createRootRoute({ component: Shell });

const conversations = createRoute({
  getParentRoute: () => root,
  path: '/conversations',
  component: ConversationsView,
  validateSearch: parseConversationSearch,
});

const conversation = createRoute({
  getParentRoute: () => root,
  path: '/conversations/$conversationId',
  component: ConversationView,
});

const anomalies = createRoute({
  getParentRoute: () => root,
  path: '/anomalies',
  component: AnomaliesView,
  validateSearch: parseAnomalySearch,
});

export const router = createRouter({
  routeTree: root.addChildren([
    createRoute({ getParentRoute: () => root, path: '/', component: OverviewView }),
    conversations,
    conversation,
    anomalies,
    createRoute({ getParentRoute: () => root, path: '/users', component: UsersView }),
    createRoute({ getParentRoute: () => root, path: '/reports', component: ReportsView }),
    createRoute({ getParentRoute: () => root, path: '/pipeline', component: PipelineView }),
  ]),
});

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router;
  }
}
