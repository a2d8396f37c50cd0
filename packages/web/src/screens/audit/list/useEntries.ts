// A list of the audit that is read page by page and goes on as messages come.
import { useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect, useEffectEvent, useRef, useState } from 'react';
import { perform } from '../../api/perform.js';
import { useConnected, useNotice } from '../../api/stream.js';
import type { ListInput } from '../search.js';
import { type Entries, firstPage, newestOf, olderAtATime, released, withNewer, withOlder } from './entries.js';

export interface EntryList {
  /** `undefined` until the first page is there. */
  readonly entries: Entries | undefined;
  readonly failure: unknown;
  readonly again: () => void;
  /** Reads the next page below, unless it is being read or there is none. */
  readonly older: () => void;
  readonly readsOlder: boolean;
  readonly olderFailure: unknown;
  /** Shows what was kept back. */
  readonly release: () => void;
  /** Messages that came since, and are not of this list. */
  readonly others: number;
}

const firstLimit = 100;
const newerAtATime = 500;
/** Many messages at once are asked for together. */
const gathersMs = 120;

/**
 * @param input what is listed, the same object as long as it is the same
 * @param reading whether somebody reads: then newer ones are kept back
 */
export function useEntries(input: ListInput | undefined, reading: boolean): EntryList {
  const queries = useQueryClient();
  const [entries, setEntries] = useState<Entries>();
  const [failure, setFailure] = useState<unknown>();
  const [olderFailure, setOlderFailure] = useState<unknown>();
  const [readsOlder, setReadsOlder] = useState(false);
  const [others, setOthers] = useState(0);
  const [attempt, setAttempt] = useState(0);
  /** What is shown, and the list that it is of: while another one is read, the one before still stands. */
  const latest = useRef<{ readonly of: ListInput; readonly entries: Entries }>(undefined);
  const current = useRef<ListInput>(undefined);

  const put = useCallback((of: ListInput, next: Entries) => {
    if (current.current !== of) return;
    latest.current = { of, entries: next };
    setEntries(next);
  }, []);
  /** What is held of a list. */
  const heldOf = useCallback((of: ListInput | undefined) => (latest.current?.of === of ? latest.current?.entries : undefined), []);

  const pulling = useRef(false);
  const wanted = useRef<{ notices: number; sequence: number | undefined }>({ notices: 0, sequence: undefined });
  const pull = useEffectEvent(async (): Promise<void> => {
    const held = heldOf(input);
    if (input === undefined || held === undefined || held.overflowed || pulling.current) return;
    const { notices, sequence } = wanted.current;
    const after = newestOf(held) ?? (sequence === undefined ? undefined : sequence - 1);
    if (after === undefined) return;
    pulling.current = true;
    wanted.current = { notices: 0, sequence };
    try {
      const page = await perform('audit.list', { ...input, after, limit: newerAtATime });
      const now = heldOf(input);
      if (now === undefined) return;
      put(input, withNewer(now, page, reading));
      const messages = page.filter(({ kind }) => kind === 'message' || kind === 'sent').length;
      setOthers((count) => count + Math.max(0, notices - messages));
      if (page.length === newerAtATime) wanted.current.notices++;
    } catch {
      // The next notice tries again; where the desktop is gone, the frame says so.
    } finally {
      pulling.current = false;
    }
    if (wanted.current.notices > 0) schedule();
  });
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const schedule = useCallback(() => {
    timer.current ??= setTimeout(() => {
      timer.current = undefined;
      void pull();
    }, gathersMs);
  }, []);
  useEffect(() => () => clearTimeout(timer.current), []);

  // biome-ignore lint/correctness/useExhaustiveDependencies: an attempt is what has it read again
  useEffect(() => {
    const ending = new AbortController();
    current.current = input;
    setFailure(undefined);
    setOlderFailure(undefined);
    setOthers(0);
    if (input === undefined) return;
    const key = ['audit-entries', input];
    const before = queries.getQueryData<Entries>(key);
    if (before === undefined) {
      wanted.current = { notices: 0, sequence: undefined };
      perform('audit.list', { ...input, limit: firstLimit }, ending.signal).then(
        (page) => {
          put(input, firstPage(page, firstLimit));
          // What was told meanwhile may be in it or not.
          if (wanted.current.notices === 0) return;
          wanted.current = { ...wanted.current, notices: 0 };
          schedule();
        },
        (reason: unknown) => {
          if (!ending.signal.aborted) setFailure(reason);
        },
      );
    } else {
      put(input, before);
      // And what came since.
      schedule();
    }
    return () => {
      ending.abort();
      // For whoever goes back to it: as long a list as it was.
      const held = heldOf(input);
      if (held !== undefined) queries.setQueryData(key, held);
    };
  }, [input, attempt, put, heldOf, queries]);

  useNotice('message', ({ sequence }) => {
    wanted.current = { notices: wanted.current.notices + 1, sequence: wanted.current.sequence ?? sequence };
    schedule();
  });
  // What people do is on record too, and told by other notices.
  useNotice('session', schedule);
  useNotice('record', schedule);
  useNotice('devices', schedule);
  useNotice('dialog', schedule);
  useConnected(schedule);

  const olderPage = useCallback(() => {
    const held = heldOf(input);
    const last = held?.shown.at(-1);
    if (input === undefined || held === undefined || held.complete || last === undefined || readsOlder) return;
    setReadsOlder(true);
    setOlderFailure(undefined);
    perform('audit.list', { ...input, before: last.sequence, limit: olderAtATime })
      .then((page) => {
        const now = heldOf(input);
        if (now !== undefined) put(input, withOlder(now, page));
      }, setOlderFailure)
      .finally(() => setReadsOlder(false));
  }, [input, put, heldOf, readsOlder]);

  const again = useCallback(() => {
    if (input !== undefined) queries.removeQueries({ queryKey: ['audit-entries', input] });
    latest.current = undefined;
    setEntries(undefined);
    setAttempt((count) => count + 1);
  }, [input, queries]);

  return {
    entries,
    failure,
    again,
    older: olderPage,
    readsOlder,
    olderFailure,
    release: useCallback(() => {
      const held = heldOf(input);
      if (held?.overflowed === true) again();
      else if (input !== undefined && held !== undefined) put(input, released(held));
    }, [again, input, put, heldOf]),
    others,
  };
}
