// Owns starting the desk.
import { QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import '../lib/language';
import { asking } from '../lib/asking';
import { Refused } from '../lib/call';
import './desk.css';
import { router } from './router';
import { Theme } from './theme';

const place = document.getElementById('desk');
if (!place) throw new Error('The page has no place for the desk.');
createRoot(place, {
  // A refusal is told to whoever reads the screen; only a fault of our own belongs into the log.
  onCaughtError: (error) => {
    if (!(error instanceof Refused)) console.error(error);
  },
}).render(
  <StrictMode>
    <QueryClientProvider client={asking}>
      <Theme>
        <RouterProvider router={router} />
      </Theme>
    </QueryClientProvider>
  </StrictMode>,
);
