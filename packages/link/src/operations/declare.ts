// The form in which an operation of the screens and the command line is declared. HTTP routes and OpenAPI come from it.
import type { Right } from '@s1kit/contract';
import type { Static, TObject, TSchema } from '@sinclair/typebox';

export interface OperationDeclaration<I extends TObject = TObject, O extends TSchema = TSchema> {
  readonly method: 'GET' | 'POST' | 'DELETE';
  /** Below `/api`; `:name` takes the input's property of that name. */
  readonly path: string;
  readonly summary: string;
  /** What a signed-in user needs; whoever holds the environment's token needs nothing more. */
  readonly right: Right;
  /** In Demo only (B9.3). */
  readonly demoOnly?: boolean;
  readonly input: I;
  readonly output: O;
}

/** Declares an operation; only gives the declaration its type. */
export function operation<const I extends TObject, const O extends TSchema>(declaration: OperationDeclaration<I, O>): OperationDeclaration<I, O> {
  return declaration;
}

export type InputIn<D> = D extends { readonly input: infer I extends TSchema } ? Static<I> : never;
export type OutputIn<D> = D extends { readonly output: infer O extends TSchema } ? Static<O> : never;
