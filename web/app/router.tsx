// Owns the addresses of the desk. Each screen is a part of its own, asked for when it is opened; what a list shows stands in the address.
import { createRoute, createRouter, lazyRouteComponent } from '@tanstack/react-router';
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

export const router = createRouter({
  routeTree: root.addChildren([signIn, password, desk.addChildren([home, adminRoutes])]),
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
