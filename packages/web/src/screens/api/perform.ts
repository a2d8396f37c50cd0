// The desktop's operations, typed as the link declares them.

import table from 'virtual:operation-table';
import type { InputOf, OperationName, OutputOf } from '@s1kit/link';
import { request } from './request.js';

/**
 * Carries out an operation as the signed-in user.
 * @throws {ApiError}
 * @example const { record } = await perform('session.status', {});
 */
export function perform<N extends OperationName>(name: N, input: InputOf<N>, signal?: AbortSignal): Promise<OutputOf<N>> {
  const [method] = table[name];
  const { address, rest } = addressOf(name, input);
  if (method === 'POST') return request(method, address, rest, signal);
  return request(method, `${address}${queryOf(rest)}`, undefined, signal);
}

/**
 * Where something that an operation gives can be fetched by the browser itself, e.g. as the source of an image.
 * @example <img src={addressFor('documents.page', { documentUid, page: 1 })} />
 */
export function addressFor<N extends OperationName>(name: N, input: InputOf<N>): string {
  const { address, rest } = addressOf(name, input);
  return `${address}${queryOf(rest)}`;
}

function addressOf(name: OperationName, input: object): { readonly address: string; readonly rest: Readonly<Record<string, unknown>> } {
  const [, path] = table[name];
  const rest: Record<string, unknown> = { ...input };
  const address = path.replaceAll(/:([A-Za-z]+)/g, (_whole, part: string) => {
    const value = String(rest[part]);
    delete rest[part];
    return encodeURIComponent(value);
  });
  return { address: `/api${address}`, rest };
}

function queryOf(rest: Readonly<Record<string, unknown>>): string {
  const pairs = Object.entries(rest).flatMap(([name, value]) => {
    if (value === undefined) return [];
    const values: readonly unknown[] = Array.isArray(value) ? value : [value];
    return values.map((each): [string, string] => [name, String(each)]);
  });
  return pairs.length === 0 ? '' : `?${new URLSearchParams(pairs)}`;
}
