// Owns the two routes that every screen hangs on: the root, and the desk, which asks who one is before it shows anything.
import { createRootRoute, createRoute, redirect } from '@tanstack/react-router';
import { Refused } from '../lib/call';
import { asking, reading } from '../lib/asking';
import { Failed, NoSuchPage } from './failed';
import type { Me } from './places';
import { Shell } from './shell';

/** Without the frame, which would need to know who asks. */
function Nowhere() {
  return (
    <div className="desk">
      <main id="content">
        <NoSuchPage />
      </main>
    </div>
  );
}
export const root = createRootRoute({ notFoundComponent: Nowhere, errorComponent: Failed });

/** Who one is; whoever is nobody yet signs in first and comes back to where he wanted to go. */
export async function whoAmI(location: { readonly pathname: string; readonly href: string }): Promise<Me> {
  try {
    return await asking.ensureQueryData(reading('me'));
  } catch (fault) {
    if (fault instanceof Refused && fault.status === 401)
      // eslint-disable-next-line @typescript-eslint/only-throw-error -- how this router leads elsewhere
      throw redirect({ to: '/sign-in', search: location.pathname === '/' ? {} : { to: location.href } });
    throw fault;
  }
}

/** Everything that asks who one is. */
export const desk = createRoute({
  getParentRoute: () => root,
  id: 'desk',
  component: Shell,
  errorComponent: Failed,
  beforeLoad: async ({ location }) => {
    const me = await whoAmI(location);
    // The server refuses everything else until then.
    // eslint-disable-next-line @typescript-eslint/only-throw-error -- how this router leads elsewhere
    if (me.passwordToChange) throw redirect({ to: '/password' });
    return { me };
  },
});
