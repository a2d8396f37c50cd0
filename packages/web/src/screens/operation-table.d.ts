declare module 'virtual:operation-table' {
  import type { OperationName } from '@s1kit/link';

  /** Method, and path below `/api`, of each operation. */
  const table: Readonly<Record<OperationName, readonly ['GET' | 'POST' | 'DELETE', string]>>;
  export default table;
}
