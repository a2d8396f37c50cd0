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
import type { FoundEntry } from './search.js';
import { findMessage, withPayload } from './show.js';

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
  export(viewer: AuditViewer, filters: AuditFilters): Promise<ExportPage>;
}

/** A view that is on record covers what it goes on to show: a follow is one entry, and so is an export of many pages. */
interface Continuing {
  /** Entries after this sequence are covered. */
  readonly after: number;
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
  /** Whether a view on record covers this one. */
  const isCovered = (name: string, after: number | undefined): boolean => {
    const before = goneOnFrom(name);
    return before !== undefined && after !== undefined && after >= before.after;
  };
  /** A view on record covers what comes after; to be called when it is on record. */
  const remember = (name: string, startsAfter: number): void => {
    const after = Math.min(goneOnFrom(name)?.after ?? startsAfter, startsAfter);
    continuing.delete(name);
    continuing.set(name, { after, asked: clock.monotonic() });
    const [oldest] = continuing.keys();
    if (continuing.size > continuingLimit && oldest !== undefined) continuing.delete(oldest);
  };

  return {
    list: async (viewer, filters) => {
      wantedOf(filters, 'newest', undefined);
      const newest = (await store.read(() => chainHead(viewer.place)))?.count ?? 0;
      const own = ownOf(viewer);
      const name = nameOf('list', viewer, filters);
      const entries = isCovered(name, filters.after)
        ? await store.read(() => listEntries(viewer.place, filters, own))
        : await store.write(function* () {
            const found = yield* listEntries(viewer.place, filters, own);
            yield* recordView(viewer, clock, 'auditView', `Listed entries ${filtersInWords(filters)}.`, { patient: filters.patient });
            return found;
          });
      remember(name, filters.after ?? newest);
      return entries;
    },

    show: async (viewer, { message }) => {
      const shown = await store.write(function* () {
        const entry = yield* foundMessage(viewer, message);
        const found = yield* withPayload(viewer.place, entry);
        yield* recordView(viewer, clock, 'auditView', `Looked at entry ${entry.row.sequence}.`, aboutOf(entry));
        return found;
      });
      return { entry: entryOf(shown.entry), ...(await payloadTexts(shown.payload, shown.end)) };
    },

    explain: (viewer, { message }) =>
      store.write(function* () {
        const entry = yield* foundMessage(viewer, message);
        yield* recordView(viewer, clock, 'auditView', `Had entry ${entry.row.sequence} explained.`, aboutOf(entry));
        return explanationOf(entry);
      }),

    export: async (viewer, filters) => {
      wantedOf(filters, 'oldest', undefined);
      const name = nameOf('export', viewer, filters);
      if (!isCovered(name, filters.after)) {
        await store.write(() => recordView(viewer, clock, 'auditExport', `Exported entries ${filtersInWords(filters)}.`, { patient: filters.patient }));
      }
      remember(name, filters.after ?? 0);
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

/** Names what a viewer goes on to look at: the same filters, from page to page. */
function nameOf(view: string, { place, actor, all }: AuditViewer, { after, before, limit, ...filters }: AuditFilters): string {
  return JSON.stringify([view, place.organisationId, place.workstationId, actor, all, Object.entries(filters).sort(([a], [b]) => (a < b ? -1 : 1)), before]);
}
