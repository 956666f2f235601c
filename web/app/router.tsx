// Owns the addresses of the desk. Each screen is a part of its own, asked for when it is opened; what a list shows stands in the address.
import { createRootRoute, createRoute, createRouter, lazyRouteComponent, redirect } from '@tanstack/react-router';
import { Refused } from '../lib/call';
import { tabIn } from '../features/cases/tabs';
import { waitsAskedFor } from '../features/supervision/wait-query';
import { asking, reading } from '../lib/asking';
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

export const router = createRouter({
  routeTree: root.addChildren([signIn, desk.addChildren([home, caseRoute, stuck, gallery, procedure])]),
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
