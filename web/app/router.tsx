// Owns the addresses of the desk. Each screen is a part of its own, asked for when it is opened; what a list shows stands in the address.
import { createRootRoute, createRoute, createRouter, lazyRouteComponent, redirect } from '@tanstack/react-router';
import { Refused } from '../lib/call';
import { asking, reading } from '../lib/asking';
import { inboxView, taskSearch } from '../features/review/inbox-view';
import { firstView } from '../features/review/first-view';
import { Failed, NoSuchPage } from './failed';
import { Shell } from './shell';

const root = createRootRoute({ notFoundComponent: NoSuchPage, errorComponent: Failed });

const signIn = createRoute({
  getParentRoute: () => root,
  path: '/sign-in',
  validateSearch: (search): { readonly to?: string } =>
    // Only a place on this desk: nobody is led elsewhere by a link.
    typeof search['to'] === 'string' && /^\/(?!\/)/.test(search['to']) ? { to: search['to'] } : {},
  component: lazyRouteComponent(() => import('../features/session/sign-in'), 'SignIn'),
});

/** Everything that asks who one is. */
const desk = createRoute({
  getParentRoute: () => root,
  id: 'desk',
  component: Shell,
  errorComponent: Failed,
  beforeLoad: async ({ location }) => {
    try {
      await asking.ensureQueryData(reading('me'));
    } catch (fault) {
      if (fault instanceof Refused && fault.status === 401)
        // eslint-disable-next-line @typescript-eslint/only-throw-error -- how this router leads elsewhere
        throw redirect({ to: '/sign-in', search: location.pathname === '/' ? {} : { to: location.href } });
      throw fault;
    }
  },
});

const home = createRoute({
  getParentRoute: () => desk,
  path: '/',
  component: lazyRouteComponent(() => import('./home'), 'Home'),
});

const inbox = createRoute({
  getParentRoute: () => desk,
  path: '/inbox',
  validateSearch: inboxView,
  beforeLoad: async ({ search }) => {
    if (Object.keys(search).length > 0) return;
    const first = await firstView();
    // eslint-disable-next-line @typescript-eslint/only-throw-error -- how this router leads elsewhere
    if (first) throw redirect({ to: '/inbox', search: first, replace: true });
  },
  component: lazyRouteComponent(() => import('../features/review/inbox'), 'Inbox'),
});

const task = createRoute({
  getParentRoute: () => desk,
  path: '/tasks/$task',
  validateSearch: taskSearch,
  component: lazyRouteComponent(() => import('../features/review/task-page'), 'TaskPage'),
});

const messages = createRoute({
  getParentRoute: () => desk,
  path: '/messages',
  validateSearch: (search): { readonly all?: true } => (search['all'] === true ? { all: true } : {}),
  component: lazyRouteComponent(() => import('../features/messages/messages'), 'Messages'),
});

export const router = createRouter({
  routeTree: root.addChildren([signIn, desk.addChildren([home, inbox, task, messages])]),
  basepath: '/desk',
  defaultPreload: 'intent',
  scrollRestoration: true,
  defaultErrorComponent: Failed,
  defaultNotFoundComponent: NoSuchPage,
});
declare module '@tanstack/react-router' {
  interface Register {
    readonly router: typeof router;
  }
}
