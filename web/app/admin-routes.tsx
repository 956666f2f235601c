// Owns the addresses of administration. To whoever is no administrator they are addresses that do not exist.
import { createRoute, lazyRouteComponent, notFound, redirect } from '@tanstack/react-router';
import { desk } from './desk-route';

type Filters<N extends string> = { readonly [K in N]?: string | undefined };
/** What a list shows, as words of its address; what each may be is the page's to judge. */
function filters<N extends string>(...names: readonly N[]) {
  return (search: Readonly<Record<string, unknown>>): Filters<N> =>
    Object.fromEntries(
      names.map((name) => {
        const given = search[name];
        // The address `?q=123` is read as a number.
        return [name, typeof given === 'string' || typeof given === 'number' ? String(given) : undefined];
      }),
    ) as Filters<N>;
}

const admin = createRoute({
  getParentRoute: () => desk,
  path: '/admin',
  component: lazyRouteComponent(() => import('../features/admin/frame'), 'AdminFrame'),
  beforeLoad: ({ context }) => {
    // eslint-disable-next-line @typescript-eslint/only-throw-error -- how this router says so
    if (!context.me.permissions.includes('administer')) throw notFound();
  },
});
const first = createRoute({
  getParentRoute: () => admin,
  path: '/',
  beforeLoad: () => {
    // eslint-disable-next-line @typescript-eslint/only-throw-error -- how this router leads elsewhere
    throw redirect({ to: '/admin/people' });
  },
});
const organisations = createRoute({
  getParentRoute: () => admin,
  path: '/organisations',
  component: lazyRouteComponent(() => import('../features/admin/organisations'), 'Organisations'),
});
const posts = createRoute({
  getParentRoute: () => admin,
  path: '/posts',
  validateSearch: filters('organisation', 'person', 'standing', 'after'),
  component: lazyRouteComponent(() => import('../features/admin/posts'), 'Posts'),
});
const people = createRoute({
  getParentRoute: () => admin,
  path: '/people',
  validateSearch: filters('q', 'organisation', 'state', 'after'),
  component: lazyRouteComponent(() => import('../features/admin/people'), 'People'),
});
const peopleImport = createRoute({
  getParentRoute: () => admin,
  path: '/people-import',
  component: lazyRouteComponent(() => import('../features/admin/people-import'), 'PeopleImport'),
});
const person = createRoute({
  getParentRoute: () => admin,
  path: '/people/$person',
  component: lazyRouteComponent(() => import('../features/admin/person'), 'Person'),
});
const leaving = createRoute({
  getParentRoute: () => admin,
  path: '/people/$person/leaving',
  validateSearch: filters('on'),
  component: lazyRouteComponent(() => import('../features/admin/leaving'), 'Leaving'),
});
const handover = createRoute({
  getParentRoute: () => admin,
  path: '/people/$person/handover',
  validateSearch: filters('to'),
  component: lazyRouteComponent(() => import('../features/admin/handover'), 'Handover'),
});
const absences = createRoute({
  getParentRoute: () => admin,
  path: '/absences',
  component: lazyRouteComponent(() => import('../features/admin/absences'), 'AdminAbsences'),
});
const qualifications = createRoute({
  getParentRoute: () => admin,
  path: '/qualifications',
  validateSearch: filters('person', 'kind', 'within', 'after'),
  component: lazyRouteComponent(() => import('../features/admin/qualifications'), 'Qualifications'),
});
const calendars = createRoute({
  getParentRoute: () => admin,
  path: '/calendars',
  validateSearch: filters('year'),
  component: lazyRouteComponent(() => import('../features/admin/calendars'), 'Calendars'),
});
const newCalendar = createRoute({
  getParentRoute: () => admin,
  path: '/calendars/new',
  validateSearch: filters('year'),
  component: lazyRouteComponent(() => import('../features/admin/new-calendar'), 'NewCalendar'),
});
const procedures = createRoute({
  getParentRoute: () => admin,
  path: '/procedures',
  validateSearch: filters('of'),
  component: lazyRouteComponent(() => import('../features/admin/procedures'), 'Procedures'),
});
const newProcedure = createRoute({
  getParentRoute: () => admin,
  path: '/procedures/new',
  component: lazyRouteComponent(() => import('../features/admin/new-procedure'), 'NewProcedure'),
});
const proposal = createRoute({
  getParentRoute: () => admin,
  path: '/proposals/$proposal',
  validateSearch: filters('after'),
  component: lazyRouteComponent(() => import('../features/admin/proposal'), 'Proposal'),
});
const messages = createRoute({
  getParentRoute: () => admin,
  path: '/messages',
  component: lazyRouteComponent(() => import('../features/admin/message-templates'), 'MessageTemplates'),
});
const message = createRoute({
  getParentRoute: () => admin,
  path: '/messages/$event',
  component: lazyRouteComponent(() => import('../features/admin/message-template'), 'MessageTemplate'),
});
const accessLog = createRoute({
  getParentRoute: () => admin,
  path: '/access-log',
  validateSearch: filters('person', 'case', 'from', 'to', 'after'),
  component: lazyRouteComponent(() => import('../features/admin/access-log'), 'AccessLog'),
});
const changes = createRoute({
  getParentRoute: () => admin,
  path: '/log',
  validateSearch: filters('person', 'subject', 'from', 'to', 'after'),
  component: lazyRouteComponent(() => import('../features/admin/administration-log'), 'AdministrationLog'),
});

export const adminRoutes = admin.addChildren([
  first,
  organisations,
  posts,
  people,
  peopleImport,
  person,
  leaving,
  handover,
  absences,
  qualifications,
  calendars,
  newCalendar,
  procedures,
  newProcedure,
  proposal,
  messages,
  message,
  accessLog,
  changes,
]);
