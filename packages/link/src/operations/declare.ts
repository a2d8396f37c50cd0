// The form in which an operation of the screens and the command line is declared. HTTP routes and OpenAPI come from it.
import type { Right } from '@s1kit/contract';
import { type Static, type TObject, type TSchema, Type } from '@sinclair/typebox';

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
  /** What it gives is an `OperationFile`, which goes out as bytes. */
  readonly file?: true;
}

/** A file that an operation gives. */
export interface OperationFile {
  readonly fileName: string;
  /** What it holds as far as its name tells: not to be trusted. */
  readonly mediaType: string;
  /** Its content, read while it is sent. */
  readonly pieces: AsyncIterable<Uint8Array>;
}

/** Declares an operation; only gives the declaration its type. */
export function operation<const I extends TObject, const O extends TSchema>(declaration: OperationDeclaration<I, O>): OperationDeclaration<I, O> {
  return declaration;
}

/** Declares an operation that gives a file. */
export function fileOperation<const I extends TObject>(declaration: Omit<OperationDeclaration<I>, 'output' | 'file'>) {
  return { ...declaration, output: Type.Unsafe<OperationFile>(Type.String({ format: 'binary' })), file: true } as const;
}

export type InputIn<D> = D extends { readonly input: infer I extends TSchema } ? Static<I> : never;
export type OutputIn<D> = D extends { readonly output: infer O extends TSchema } ? Static<O> : never;
