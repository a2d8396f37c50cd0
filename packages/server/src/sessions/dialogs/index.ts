// The dialogs that applications have opened in the open record of a workstation, filled in, for its user to answer (B7.21).
import type { launchFunctionality, RequestOf } from '@s1kit/contract';
import { record } from '../../audit/index.js';
import type { KeptDocument, KeptDocuments } from '../../changes/index.js';
import { claimContent, type Holder, releaseContent } from '../../documents/content.js';
import { nextIds } from '../../identifiers.js';
import type { Place } from '../../place.js';
import { all, run, sql, type Work } from '../../store/index.js';
import { currentSession } from '../session.js';

/** What each dialog is called, by the element that it is filled with. */
export const dialogNames = {
  Medication: 'prescribing',
  ClinicalCode: 'coding',
  Attachment: 'attachment',
  Letter: 'letter',
  Appointment: 'booking',
  Task: 'task',
} as const;

export type DialogElement = keyof typeof dialogNames;

/** What dialogs are filled with: one of the elements. */
export type DialogContent = Pick<RequestOf<typeof launchFunctionality>, DialogElement>;

export interface NewDialog {
  readonly patientId: number;
  /** NHS number or pseudo-number. */
  readonly patientNumber: string;
  readonly element: DialogElement;
  readonly content: DialogContent;
  /** The files that it names, which have been read already. */
  readonly documents: KeptDocuments;
  readonly applicationName: string;
  /** Milliseconds since 1970 UTC. */
  readonly openedAt: number;
}

export interface Dialog extends NewDialog {
  readonly dialogId: number;
}

type Row = {
  readonly dialog_id: number;
  readonly patient_id: number;
  readonly patient_number: string;
  readonly element: string;
  readonly content: string;
  readonly documents: string;
  readonly application_name: string;
  readonly opened_at: number;
};

/** Opens a dialog at a workstation. */
export function* addDialog({ organisationId, workstationId }: Place, dialog: NewDialog): Work<number> {
  const dialogId = yield* nextIds(organisationId, 'dialog', 1);
  const { patientId, patientNumber, element, content, documents, applicationName, openedAt } = dialog;
  const filled = [patientId, patientNumber, element, JSON.stringify(content), JSON.stringify([...documents]), applicationName, openedAt];
  yield* run(insert, organisationId, workstationId, dialogId, ...filled);
  const hashes = [...documents.values()].flatMap(({ pages }) => pages);
  yield* claimContent(organisationId, holderOf(dialogId), hashes);
  return dialogId;
}

/** The dialogs that stand open at a workstation, oldest first. */
export function* openDialogs({ organisationId, workstationId }: Place): Work<readonly Dialog[]> {
  const rows = yield* all<Row>(select, organisationId, workstationId);
  return rows.map((row) => ({
    dialogId: row.dialog_id,
    patientId: row.patient_id,
    patientNumber: row.patient_number,
    // The columns hold what `addDialog` stored.
    element: row.element as DialogElement,
    content: JSON.parse(row.content) as DialogContent,
    documents: new Map(JSON.parse(row.documents) as [string, KeptDocument][]),
    applicationName: row.application_name,
    openedAt: row.opened_at,
  }));
}

/**
 * Takes a dialog away and puts on record how it ended.
 * @param how `accepted`, `dismissed`
 * @param now milliseconds since 1970 UTC
 */
export function* endDialog(place: Place, dialog: Dialog, how: string, userName: string, now: number): Work<void> {
  yield* run(remove, place.organisationId, place.workstationId, dialog.dialogId);
  yield* releaseContent(place.organisationId, holderOf(dialog.dialogId));
  const detail = `The ${dialogNames[dialog.element]} dialog of ${dialog.applicationName}: ${how}.`;
  yield* record(place, { kind: 'dialog', at: now, outcome: 'done', userName, patient: dialog.patientNumber, detail });
}

/** Takes all dialogs of a workstation away, as the record that they stand in closes. */
export function* dismissDialogs(place: Place, userName: string, now: number): Work<void> {
  for (const dialog of yield* openDialogs(place)) yield* endDialog(place, dialog, 'dismissed, as the record closed', userName, now);
}

/** Takes the dialogs of every workstation away: the data that they were opened in has been replaced. */
export function* dismissEverywhere(organisationId: string, now: number): Work<void> {
  for (const { workstation_id: workstationId } of yield* all<{ workstation_id: string }>(selectWorkstations, organisationId)) {
    const place = { organisationId, workstationId };
    const userName = (yield* currentSession(place))?.userName ?? '';
    for (const dialog of yield* openDialogs(place)) yield* endDialog(place, dialog, 'dismissed, as the data was replaced', userName, now);
  }
}

/** Who needs the content of its files until it is answered. */
function holderOf(dialogId: number): Holder {
  return `dialog:${dialogId}`;
}

const insert = sql`INSERT INTO dialog (organisation_id, workstation_id, dialog_id, patient_id, patient_number, element, content, documents, application_name,
    opened_at)
  VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`;
const select = sql`SELECT dialog_id, patient_id, patient_number, element, content, documents, application_name, opened_at FROM dialog
  WHERE organisation_id = ? AND workstation_id = ? ORDER BY dialog_id`;
const selectWorkstations = sql`SELECT DISTINCT workstation_id FROM dialog WHERE organisation_id = ? ORDER BY workstation_id`;
const remove = sql`DELETE FROM dialog WHERE organisation_id = ? AND workstation_id = ? AND dialog_id = ?`;
