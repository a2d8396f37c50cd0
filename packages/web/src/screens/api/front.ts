// What the screens show first, and signing in and out at them.
import type { Right } from '@s1kit/contract';
import { type QueryClient, queryOptions } from '@tanstack/react-query';
import { request } from './request.js';

export interface User {
  readonly userName: string;
  readonly name: string;
  readonly role: Role;
  readonly site: string;
  readonly rights: readonly Right[];
}

export type Role = 'clinician' | 'receptionist' | 'administrator' | 'informationGovernanceLead';

export interface DemoMember {
  readonly userName: string;
  readonly name: string;
  readonly role: Role;
  readonly password: string;
}

export interface Front {
  readonly kind: 'demo' | 'live';
  readonly version: string;
  readonly organisation: string;
  readonly workstation: string;
  readonly workstations: readonly string[];
  /** Who this browser is signed in as. */
  readonly user: User | null;
  /** Who is signed in at the workstation. */
  readonly atDesk: { readonly userName: string; readonly name: string } | null;
  /** In Demo: whom one can sign in as. */
  readonly staff: readonly DemoMember[] | null;
}

export const frontKey = ['front'] as const;

export const front = queryOptions({
  queryKey: frontKey,
  queryFn: ({ signal }) => request<Front>('GET', '/api/screens', undefined, signal),
  staleTime: Number.POSITIVE_INFINITY,
});

export interface Credentials {
  readonly userName: string;
  readonly password: string;
  readonly workstation?: string;
}

/** @throws {ApiError} */
export async function signIn(queries: QueryClient, { userName, password, workstation }: Credentials): Promise<void> {
  const query = workstation === undefined ? '' : `?${new URLSearchParams({ workstation })}`;
  const state = await request<Front>('POST', `/api/screens/sign-in${query}`, { userName, password });
  enter(queries, state);
}

/** @throws {ApiError} 409 while changes are unsaved */
export async function signOut(queries: QueryClient): Promise<void> {
  const state = await request<Front>('POST', '/api/screens/sign-out', {});
  enter(queries, state);
}

/** Nothing that one user has read is kept for the next. */
function enter(queries: QueryClient, state: Front): void {
  queries.setQueryData(frontKey, state);
  queries.removeQueries({ predicate: ({ queryKey }) => queryKey[0] !== frontKey[0] });
}
