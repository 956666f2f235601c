// Owns the addresses of the desk. Each screen is a part of its own, asked for when it is opened; what a list shows stands in the address.
import { createRoute, createRouter, lazyRouteComponent, redirect } from '@tanstack/react-router';
import { casesAskedFor } from '../features/cases/list-query';
import { tabIn } from '../features/cases/tabs';
import { firstView } from '../features/review/first-view';
import { inboxView, taskSearch } from '../features/review/inbox-view';
import { waitsAskedFor } from '../features/supervision/wait-query';
import { adminRoutes } from './admin-routes';
import { desk, root, whoAmI } from './desk-route';
import { Failed, NoSuchPage } from './failed';

const signIn = createRoute({
  getParentRoute: () => root,
  path: '/sign-in',
  validateSearch: (search): { readonly to?: string } =>
    // Only a place on this desk: nobody is led elsewhere by a link.
    typeof search['to'] === 'string' && /^\/(?!\/)/.test(search['to']) ? { to: search['to'] } : {},
  component: lazyRouteComponent(() => import('../features/session/sign-in'), 'SignIn'),
});

/** Outside the frame of the desk: who has still to change a first password can do nothing else there. */
const password = createRoute({
  getParentRoute: () => root,
  path: '/password',
  beforeLoad: async ({ location }) => ({ me: await whoAmI(location) }),
  component: lazyRouteComponent(() => import('../features/session/password'), 'Password'),
});

const home = createRoute({
  getParentRoute: () => desk,
  path: '/',
  component: lazyRouteComponent(() => import('./home'), 'Home'),
});

const window = createRoute({
  getParentRoute: () => desk,
  path: '/window',
  validateSearch: (search): { readonly place?: number } =>
    [2, 3, 4, 5].includes(Number(search['place'])) ? { place: Number(search['place']) } : {},
  component: lazyRouteComponent(() => import('../features/window/window'), 'Window'),
});
const windowDay = createRoute({
  getParentRoute: () => desk,
  path: '/window/day',
  component: lazyRouteComponent(() => import('../features/window/day'), 'WindowDay'),
});

const cases = createRoute({
  getParentRoute: () => desk,
  path: '/cases',
  validateSearch: casesAskedFor,
  component: lazyRouteComponent(() => import('../features/cases/case-list'), 'CaseList'),
});
const caseRoute = createRoute({
  getParentRoute: () => desk,
  path: '/cases/$id',
  validateSearch: tabIn,
  component: lazyRouteComponent(() => import('../features/cases/case-page'), 'CasePage'),
});

const stuck = createRoute({
  getParentRoute: () => desk,
  path: '/stuck',
  validateSearch: waitsAskedFor,
  component: lazyRouteComponent(() => import('../features/supervision/stuck-page'), 'StuckPage'),
});

const gallery = createRoute({
  getParentRoute: () => desk,
  path: '/procedures',
  component: lazyRouteComponent(() => import('../features/gallery/gallery-page'), 'GalleryPage'),
});
const procedure = createRoute({
  getParentRoute: () => desk,
  path: '/procedures/$id',
  validateSearch: (search): { readonly version?: number } =>
    Number.isInteger(search['version']) ? { version: search['version'] as number } : {},
  component: lazyRouteComponent(() => import('../features/gallery/procedure-page'), 'ProcedurePage'),
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

const absences = createRoute({
  getParentRoute: () => desk,
  path: '/absences',
  component: lazyRouteComponent(() => import('../features/absences/absences'), 'Absences'),
});

const messages = createRoute({
  getParentRoute: () => desk,
  path: '/messages',
  validateSearch: (search): { readonly all?: true } => (search['all'] === true ? { all: true } : {}),
  component: lazyRouteComponent(() => import('../features/messages/messages'), 'Messages'),
});

export const router = createRouter({
  routeTree: root.addChildren([
    signIn,
    password,
    desk.addChildren([
      home,
      inbox,
      task,
      messages,
      absences,
      window,
      windowDay,
      cases,
      caseRoute,
      stuck,
      gallery,
      procedure,
      adminRoutes,
    ]),
  ]),
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
