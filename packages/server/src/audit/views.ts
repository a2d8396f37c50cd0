// What people are shown of the audit: each look and each export is itself on record (B8.4).
import { type Actor, type Clock, type InputOf, OperationError, type OutputOf } from '@s1kit/link';
import type { Store, Work } from '../store/index.js';
import { chainHead } from './chains.js';
import type { AuditKind, AuditPlace } from './draft.js';
import { entryOf } from './entry.js';
import { type Explanation, explanationOf } from './explain.js';
import { type ExportPage, exportPage } from './export.js';
import { type AuditFilters, filtersInWords, wantedOf } from './filters.js';
import { listEntries } from './list.js';
import { payloadTexts } from './payloads.js';
import { record } from './record.js';
import { callOf } from './sdk-call.js';
import type { FoundEntry } from './search.js';
import { findMessage, sameRequestUid, withPayload } from './show.js';
import { valuesOnRecord } from './values.js';

/** Who looks at the audit of which workstation. */
export interface AuditViewer {
  readonly place: AuditPlace;
  readonly actor: Actor;
  /** Whether they have the right to all entries; without it they see their own. */
  readonly all: boolean;
}

export interface AuditViews {
  list(viewer: AuditViewer, filters: AuditFilters): Promise<OutputOf<'audit.list'>>;
  /** @throws {OperationError} 404 */
  show(viewer: AuditViewer, input: InputOf<'audit.show'>): Promise<OutputOf<'audit.show'>>;
  /** @throws {OperationError} 404 */
  explain(viewer: AuditViewer, input: InputOf<'audit.explain'>): Promise<Explanation>;
  /** @throws {OperationError} 404 */
  call(viewer: AuditViewer, input: InputOf<'audit.call'>): Promise<OutputOf<'audit.call'>>;
  values(viewer: AuditViewer): Promise<OutputOf<'audit.values'>>;
  export(viewer: AuditViewer, filters: InputOf<'audit.export'>): Promise<ExportPage>;
}

/** A view that is on record covers what it goes on to show: a follow is one entry, and so is an export of many pages. */
interface Continuing {
  /** Entries after this sequence are covered. */
  readonly after: number;
  /** So are pages of entries before this one. */
  readonly before: number;
  readonly asked: number;
}

const continuesFor = 24 * 60 * 60_000;
const continuingLimit = 1_000;

/** The views of the audit. They remember what each viewer goes on to look at. */
export function auditViews({ store, clock }: { readonly store: Store; readonly clock: Clock }): AuditViews {
  const continuing = new Map<string, Continuing>();

  /** The view on record that such a view may go on from. */
  const goneOnFrom = (name: string): Continuing | undefined => {
    const before = continuing.get(name);
    return before !== undefined && clock.monotonic() - before.asked < continuesFor ? before : undefined;
  };
  /** Whether a view on record covers this one: it goes on to what is newer, or to an older page of the same list. */
  const isCovered = (name: string, { after, before }: AuditFilters): boolean => {
    const recorded = goneOnFrom(name);
    if (recorded === undefined) return false;
    return after === undefined ? before !== undefined && before <= recorded.before : after >= recorded.after;
  };
  /** A view on record covers what it goes on to; to be called when it is on record. */
  const remember = (name: string, covers: Omit<Continuing, 'asked'>): void => {
    const recorded = goneOnFrom(name) ?? covers;
    continuing.delete(name);
    continuing.set(name, { after: Math.min(recorded.after, covers.after), before: Math.max(recorded.before, covers.before), asked: clock.monotonic() });
    const [oldest] = continuing.keys();
    if (continuing.size > continuingLimit && oldest !== undefined) continuing.delete(oldest);
  };

  return {
    list: async (viewer, filters) => {
      const { patient } = wantedOf(filters, 'newest', undefined);
      const newest = (await store.read(() => chainHead(viewer.place)))?.count ?? 0;
      const own = ownOf(viewer);
      const { before, ...others } = filters;
      const name = nameOf('list', viewer, others);
      const entries = isCovered(name, filters)
        ? await store.read(() => listEntries(viewer.place, filters, own))
        : await store.write(function* () {
            const found = yield* listEntries(viewer.place, filters, own);
            yield* recordView(viewer, clock, 'auditView', `Listed entries ${filtersInWords(filters)}.`, { patient });
            return found;
          });
      remember(name, coveredBy(filters, newest));
      return entries;
    },

    show: async (viewer, { message }) => {
      const shown = await store.write(function* () {
        const entry = yield* foundMessage(viewer, message);
        const found = { ...(yield* withPayload(viewer.place, entry)), same: yield* sameRequestUid(viewer.place, entry, ownOf(viewer)) };
        yield* recordView(viewer, clock, 'auditView', `Looked at entry ${entry.row.sequence}.`, aboutOf(entry));
        return found;
      });
      return {
        entry: entryOf(shown.entry),
        ...(await payloadTexts(shown.payload, shown.end)),
        explanation: explanationOf(shown.entry),
        sent: shown.sent ?? null,
        sameRequestUid: shown.same.map(({ row, outcome }) => ({ sequence: row.sequence, at: new Date(row.at).toISOString(), outcome })),
      };
    },

    call: async (viewer, { message }) => {
      const { payload } = await store.write(function* () {
        const entry = yield* foundMessage(viewer, message);
        yield* recordView(viewer, clock, 'auditView', `Had entry ${entry.row.sequence} written as a call.`, aboutOf(entry));
        return yield* withPayload(viewer.place, entry);
      });
      const { request } = await payloadTexts(payload, undefined);
      return { code: (request === null ? undefined : callOf(request)) ?? null };
    },

    values: (viewer) => store.read(() => valuesOnRecord(viewer.place, ownOf(viewer))),

    explain: (viewer, { message }) =>
      store.write(function* () {
        const entry = yield* foundMessage(viewer, message);
        yield* recordView(viewer, clock, 'auditView', `Had entry ${entry.row.sequence} explained.`, aboutOf(entry));
        return explanationOf(entry);
      }),

    export: async (viewer, filters) => {
      const { patient } = wantedOf(filters, 'oldest', undefined);
      const name = nameOf('export', viewer, filters);
      if (!isCovered(name, filters)) {
        await store.write(() => recordView(viewer, clock, 'auditExport', `Exported entries ${filtersInWords(filters)}.`, { patient }));
      }
      remember(name, { after: filters.after ?? 0, before: 0 });
      return exportPage(store, viewer.place, filters, ownOf(viewer));
    },
  };
}

function* foundMessage(viewer: AuditViewer, message: string): Work<FoundEntry> {
  const found = yield* findMessage(viewer.place, message, ownOf(viewer));
  if (found === undefined)
    throw new OperationError(404, 'There is no such message on record at this workstation, or it is not yours to see. s1kit audit list shows what there is.');
  return found;
}

function* recordView(
  { place, actor }: AuditViewer,
  clock: Clock,
  kind: AuditKind,
  detail: string,
  about: { readonly patient?: string | undefined; readonly linked?: number },
): Work<void> {
  const userName = actor.kind === 'user' ? actor.userName : undefined;
  yield* record(place, { kind, at: clock.now(), outcome: 'done', userName, detail: userName === undefined ? `${detail} By the operator.` : detail, ...about });
}

function aboutOf({ row }: FoundEntry): { readonly patient: string | undefined; readonly linked: number } {
  return { patient: row.patient ?? undefined, linked: row.sequence };
}

function ownOf({ actor, all }: AuditViewer): string | undefined {
  return all || actor.kind === 'operator' ? undefined : actor.userName;
}

/** What a list covers once it is on record: all that comes after what was there, and the pages before it, where it began with the newest. */
function coveredBy({ after, before }: AuditFilters, newest: number): Omit<Continuing, 'asked'> {
  if (after !== undefined) return { after, before: 0 };
  return before === undefined ? { after: newest, before: Number.MAX_SAFE_INTEGER } : { after: Number.MAX_SAFE_INTEGER, before };
}

/** Names what a viewer goes on to look at: the same filters, from page to page. */
function nameOf(view: string, { place, actor, all }: AuditViewer, { after, before, limit, ...filters }: AuditFilters): string {
  return JSON.stringify([view, place.organisationId, place.workstationId, actor, all, Object.entries(filters).sort(([a], [b]) => (a < b ? -1 : 1)), before]);
}
