import {
  createRootRoute,
  createRoute,
  createRouter,
  lazyRouteComponent,
  retainSearchParams,
} from '@tanstack/react-router';
import { NotFound } from './components/not-found.tsx';
import { Shell } from './components/shell.tsx';
import { parseRangeSearch } from './range/range.ts';
import {
  parseConversationSearch,
  parseDetectorSearch,
  parseIncidentSearch,
  parseReportSearch,
  parseUserSearch,
} from './search.ts';

const root = createRootRoute({
  component: Shell,
  notFoundComponent: NotFound,
  validateSearch: parseRangeSearch,
  search: { middlewares: [retainSearchParams(['last', 'from', 'to', 'compare'])] },
});

const overview = createRoute({
  getParentRoute: () => root,
  path: '/',
  component: lazyRouteComponent(() => import('./views/overview-view.tsx'), 'OverviewView'),
});

const conversations = createRoute({
  getParentRoute: () => root,
  path: '/conversations',
  component: lazyRouteComponent(() => import('./views/conversations-view.tsx'), 'ConversationsView'),
  validateSearch: parseConversationSearch,
});

const conversation = createRoute({
  getParentRoute: () => root,
  path: '/conversations/$conversationId',
  component: lazyRouteComponent(() => import('./views/conversation-view.tsx'), 'ConversationView'),
});

const anomalies = createRoute({
  getParentRoute: () => root,
  path: '/anomalies',
  component: lazyRouteComponent(() => import('./views/incidents-view.tsx'), 'IncidentsView'),
  validateSearch: parseIncidentSearch,
});

const users = createRoute({
  getParentRoute: () => root,
  path: '/users',
  component: lazyRouteComponent(() => import('./views/users-view.tsx'), 'UsersView'),
  validateSearch: parseUserSearch,
});

const user = createRoute({
  getParentRoute: () => root,
  path: '/users/$userId',
  component: lazyRouteComponent(() => import('./views/user-view.tsx'), 'UserView'),
});

const models = createRoute({
  getParentRoute: () => root,
  path: '/models',
  component: lazyRouteComponent(() => import('./views/models-view.tsx'), 'ModelsView'),
});

const reports = createRoute({
  getParentRoute: () => root,
  path: '/reports',
  component: lazyRouteComponent(() => import('./views/reports-view.tsx'), 'ReportsView'),
  validateSearch: parseReportSearch,
});

const detectors = createRoute({
  getParentRoute: () => root,
  path: '/detectors',
  component: lazyRouteComponent(() => import('./views/detectors-view.tsx'), 'DetectorsView'),
});

const detector = createRoute({
  getParentRoute: () => root,
  path: '/detectors/$name',
  component: lazyRouteComponent(() => import('./views/detector-view.tsx'), 'DetectorView'),
  validateSearch: parseDetectorSearch,
});

const trainDetector = createRoute({
  getParentRoute: () => root,
  path: '/detectors/new/table',
  component: lazyRouteComponent(() => import('./views/train-detector-view.tsx'), 'TrainDetectorView'),
});

const pipeline = createRoute({
  getParentRoute: () => root,
  path: '/pipeline',
  component: lazyRouteComponent(() => import('./views/pipeline-view.tsx'), 'PipelineView'),
});

const sources = createRoute({
  getParentRoute: () => root,
  path: '/sources',
  component: lazyRouteComponent(() => import('./views/sources-view.tsx'), 'SourcesView'),
});

const design = createRoute({
  getParentRoute: () => root,
  path: '/design',
  component: lazyRouteComponent(() => import('./views/design-view.tsx'), 'DesignView'),
});

/** Plain names and values: an address that people can read and write. */
const parseSearch = (text: string): Record<string, string> => Object.fromEntries(new URLSearchParams(text));

function stringifySearch(search: Record<string, unknown>): string {
  const given = Object.entries(search).flatMap(([name, value]): [string, string][] =>
    value === undefined || value === '' ? [] : [[name, String(value as string | number)]],
  );
  return given.length === 0 ? '' : `?${new URLSearchParams(given)}`;
}

export const router = createRouter({
  routeTree: root.addChildren([
    ...[overview, conversations, conversation, anomalies, users, user],
    ...[models, detectors, detector, trainDetector, reports, pipeline, sources, design],
  ]),
  parseSearch,
  stringifySearch,
  scrollRestoration: true,
  defaultPreload: 'intent',
});

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router;
  }
}
