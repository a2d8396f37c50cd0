// Checks what comes in against the TypeBox schemas of the operations; texts of addresses become the numbers and truths that the schema wants.

import { type TObject, type TSchema, Type } from '@sinclair/typebox';
import { type TypeCheck, TypeCompiler } from '@sinclair/typebox/compiler';
import { Convert } from '@sinclair/typebox/value';
import type { FastifySchemaCompiler } from 'fastify';
import { HttpRefusal } from './failures.js';

/** The parts of an HTTP request that an operation's input is gathered from. */
export interface InputParts {
  readonly params?: TObject;
  readonly querystring?: TObject;
  readonly body?: TObject;
}

/** Divides an operation's input: what its path names, and the rest in the query or, for POST, in the body. */
export function partsOf(method: string, path: string, input: TObject): InputParts {
  const named = [...path.matchAll(/:([A-Za-z]+)/g)].map(([, name = '']) => name);
  const names = Object.keys(input.properties);
  const rest = names.filter((name) => !named.includes(name));
  const params = named.length === 0 ? {} : { params: Type.Pick(input, named) };
  if (rest.length === 0 && method !== 'POST') return params;
  return { ...params, [method === 'POST' ? 'body' : 'querystring']: Type.Pick(input, rest) };
}

/** For Fastify: a validator for one part of a route. */
export const compileValidator: FastifySchemaCompiler<TSchema> = ({ schema, httpPart }) => {
  let compiled: TypeCheck<TSchema> | undefined;
  const known: readonly string[] | undefined = schema.type === 'object' ? Object.keys(schema.properties) : undefined;
  return (data: unknown) => {
    const given = data ?? {};
    const value: unknown = httpPart === 'body' ? given : Convert(schema, given);
    if (known !== undefined && typeof value === 'object' && value !== null) {
      const unknown = Object.keys(value).some((name) => !known.includes(name));
      if (unknown) return { error: new HttpRefusal(400, `There is a parameter that this operation does not have; it has ${known.join(', ') || 'none'}.`) };
    }
    // At the first request: a start compiles none of the many that nobody may ask for.
    compiled ??= TypeCompiler.Compile(schema);
    const check = compiled;
    if (check.Check(value)) return { value };
    const first = check.Errors(value).First();
    const place = first?.path.slice(1).replaceAll('/', '.') ?? '';
    return {
      error: new HttpRefusal(400, `${place === '' ? 'The input' : place} is not right: ${lowerFirst(first?.message ?? 'it does not follow its schema')}.`),
    };
  };
};

function lowerFirst(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1);
}
