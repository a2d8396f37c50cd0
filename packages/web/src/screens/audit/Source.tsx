// Whether an entry came through the API or tells what a person did: an icon, and the word for it.
import { type AuditEntry, isMessage } from './words.js';

export function Source({ entry }: { readonly entry: Pick<AuditEntry, 'kind'> }) {
  const isOfApi = isMessage(entry);
  return (
    <span className={isOfApi ? 'source' : 'source source--person'}>
      <svg aria-hidden="true" viewBox="0 0 16 16" width="14" height="14">
        {isOfApi ? (
          <path d="M1 4h9V1l5 4.5L10 10V7H1zM15 12H6v3l-5-4 5-4v3h9z" />
        ) : (
          <path d="M8 1a3.5 3.5 0 1 1 0 7 3.5 3.5 0 0 1 0-7zM1 15c0-3.6 3-6 7-6s7 2.400 7 6z" />
        )}
      </svg>
      {isOfApi ? 'API' : 'Person'}
    </span>
  );
}
