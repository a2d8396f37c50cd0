// The screens of the desktop, from here on.
import { QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { createQueries } from './api/queries.js';
import { createScreens } from './screens.js';
import './styles/screens.scss';

const root = document.getElementById('screens');
if (root === null) throw new Error('The page has no element that the screens could be shown in.');
const queries = createQueries();
createRoot(root).render(
  <StrictMode>
    <QueryClientProvider client={queries}>
      <RouterProvider router={createScreens(queries)} />
    </QueryClientProvider>
  </StrictMode>,
);
