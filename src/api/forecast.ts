// Owns telling the steps ahead.
import { forecast as stepsAhead } from '../kernel/forecast';
import type { Handlers } from './call';

export function forecast(): Handlers<'forecast'> {
  return {
    forecast: ({ file }) => ({
      body: { steps: stepsAhead(file.definition, file.state, file.calendar).map((step) => ({ ...step })) },
    }),
  };
}
