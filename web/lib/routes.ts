// Owns which routes of the contract the desk calls. The compiler compares each with the table of src/contract/routes.ts.
import type { RouteName, Routes } from '../../src/contract/routes';

export const WAYS = {
  signIn: 'POST /api/session',
  signOut: 'DELETE /api/session',
  me: 'GET /api/me',
  ready: 'GET /readyz',
  demoAccounts: 'GET /api/demo-accounts',
  organisations: 'GET /api/organisations',
  powerItems: 'GET /api/power-items',
  procedures: 'GET /api/procedures',
  procedure: 'GET /api/procedures/:id',
  procedureVersion: 'GET /api/procedures/:id/versions/:version',
  documents: 'GET /api/cases/:id/documents',
  openCase: 'POST /api/cases',
  cases: 'GET /api/cases',
  case: 'GET /api/cases/:id',
  ledger: 'GET /api/cases/:id/acts',
  actOnCase: 'POST /api/cases/:id/acts',
  explanation: 'GET /api/cases/:id/explanation',
  forecast: 'GET /api/cases/:id/forecast',
  process: 'GET /api/cases/:id/process',
  waits: 'GET /api/waits',
  waitGroups: 'GET /api/waits/groups',
  findings: 'GET /api/findings',
  candidates: 'GET /api/tasks/:id/candidates',
  verification: 'GET /api/cases/:id/verification',
  tasks: 'GET /api/tasks',
  taskCounts: 'GET /api/tasks/counts',
  task: 'GET /api/tasks/:id',
  actOnTask: 'POST /api/tasks/:id/acts',
  messages: 'GET /api/messages',
  readMessage: 'POST /api/messages/:message/read',
  certificate: 'GET /api/certificates/:number',
  calendar: 'GET /api/calendar/:year',
} as const satisfies { readonly [N in RouteName]?: `${Uppercase<Routes[N]['method']>} ${Routes[N]['path']}` };

export type Way = keyof typeof WAYS;
