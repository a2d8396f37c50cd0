// Leaving the open record, by closing it, opening another or signing out: asks first while changes are unsaved. The server refuses it in any case.
import { createContext, type ReactNode, useCallback, useContext, useState } from 'react';
import { perform } from '../api/perform.js';
import { LeavingQuestion } from './LeavingQuestion.js';

/** What is done once nothing is unsaved: closing the record, opening another, signing out. */
type Leave = () => Promise<unknown> | undefined;

/**
 * @param purpose as it continues "Before you": `close the record`, `sign out`
 * @param opening the number of the record that is to be opened: where it is the open one, nothing is left
 * @returns resolves when it is done, or the user has been asked instead
 */
export type AskAndLeave = (purpose: string, leave: Leave, opening?: string) => Promise<void>;

const LeavingContext = createContext<AskAndLeave | undefined>(undefined);

/** Stands around all screens and shows the question over them. */
export function Leaving({ children }: { readonly children: ReactNode }) {
  const [asked, setAsked] = useState<{ readonly purpose: string; readonly leave: Leave }>();
  const ask = useCallback<AskAndLeave>(async (purpose, leave, opening) => {
    // As it is now: what an application has just left here counts too.
    const { record } = await perform('session.status', {});
    if (record !== null && record.unsaved > 0 && record.nhsNumber !== opening) setAsked({ purpose, leave });
    else await leave();
  }, []);
  return (
    <LeavingContext value={ask}>
      {children}
      {asked !== undefined && <LeavingQuestion {...asked} stay={() => setAsked(undefined)} />}
    </LeavingContext>
  );
}

/**
 * How a screen leaves the open record.
 * @example
 * const askAndLeave = useLeaving();
 * await askAndLeave('close the record', () => perform('session.close', {}));
 * await askAndLeave('open another record', () => perform('session.open', { nhsNumber }), nhsNumber);
 */
export function useLeaving(): AskAndLeave {
  const ask = useContext(LeavingContext);
  if (ask === undefined) throw new Error('useLeaving stands outside Leaving.');
  return ask;
}
