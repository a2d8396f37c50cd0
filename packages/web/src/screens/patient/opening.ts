// Opening a patient's record, and closing the one that is open, from wherever that is asked for. Unsaved changes are asked about first.
import { useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { readAnew, withoutReading } from '../api/anew.js';
import { perform } from '../api/perform.js';
import { keyOf } from '../api/queries.js';
import { useLeaving } from '../unsaved/leaving.js';
import { useMeantFor } from './open-record.js';

/**
 * Opens a record, and goes to it. What was read of another one stays with that one: queries name their patient.
 * @example
 * const open = useOpening();
 * await open('9990000018');
 */
export function useOpening(): (number: string) => Promise<void> {
  const queries = useQueryClient();
  const navigate = useNavigate();
  const askAndLeave = useLeaving();
  return (nhsNumber) =>
    askAndLeave(
      'open another record',
      async () => {
        const status = await withoutReading(queries, () => perform('session.open', { nhsNumber }));
        queries.setQueryData(keyOf('session.status', {}), status);
        await readAnew(queries, { queryKey: keyOf('record.banner') });
        await navigate({ to: '/record', search: {} });
      },
      nhsNumber,
    );
}

/** Closes the open record. */
export function useClosing(): () => Promise<void> {
  const queries = useQueryClient();
  const askAndLeave = useLeaving();
  const meantFor = useMeantFor();
  return () =>
    askAndLeave('close the record', async () => {
      const status = await withoutReading(queries, () => perform('session.close', meantFor));
      queries.setQueryData(keyOf('session.status', {}), status);
      await readAnew(queries, { queryKey: keyOf('record.banner') });
    });
}
