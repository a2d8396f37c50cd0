// The items of a new event as they will be stored: codes and drugs checked and named, problems and documents given their identifiers.
import { type ClinicalCode, type ClinicalItem, type Event, type ItemName, itemNames, Refusal, type Uid } from '@s1kit/contract';
import type { CodeLists } from '../../directory/code-lists/index.js';
import { nextIds, uidOf } from '../../identifiers.js';
import type { Work } from '../../store/index.js';
import type { PlannedDocument, ProblemEnd } from '../planned.js';
import { eventPath, type KeptDocuments, placeOf } from '../request.js';
import { keptCode, keptDrug } from './codes.js';
import { isEnding, requireProblem } from './problems.js';

/** What items are judged against. */
export interface ItemsContext {
  readonly organisationId: string;
  readonly patientId: number;
  /** The day of the event, `yyyy-MM-dd`. */
  readonly day: string;
  readonly lists: CodeLists;
  readonly documents: KeptDocuments;
}

export interface PlannedItems {
  readonly items: readonly ClinicalItem[];
  readonly documents: readonly PlannedDocument[];
  readonly ends: readonly ProblemEnd[];
}

/** The items that an event was sent with, each with its path, in the order of requests. */
export function sentItems(event: Event): readonly { readonly item: ClinicalItem; readonly path: string }[] {
  return itemNames.flatMap((kind) =>
    (event[kind] ?? []).map((value, index) => ({
      // What stands under the name of a kind is of that kind.
      item: { kind, value } as ClinicalItem,
      path: placeOf(eventPath, kind, index),
    })),
  );
}

/** @throws {Refusal} ValueInvalid, ValueUnknown, PathRefused */
export function* planItems(event: Event, context: ItemsContext): Work<PlannedItems> {
  const items: ClinicalItem[] = [];
  const documents: PlannedDocument[] = [];
  const ends: ProblemEnd[] = [];
  for (const { item, path } of sentItems(event)) {
    requireContent(item, path);
    yield* requireLinkedProblem(item, context, path);
    if (item.kind === 'ClinicalCode') {
      const value = yield* planCode(item.value, context, path);
      if (isEnding(value)) ends.push(yield* planEnd(value, ends, context, path));
      items.push({ kind: item.kind, value });
    } else if (item.kind === 'Attachment' || item.kind === 'Letter') {
      items.push(yield* planDocument(item, documents, context, path));
    } else {
      items.push(withDrug(item, context, path));
    }
  }
  return { items, documents, ends };
}

function requireContent({ kind, value }: ClinicalItem, path: string): void {
  if (Object.keys(value).some((name) => name !== 'LinkedProblemUID')) return;
  throw new Refusal('ValueInvalid', `${kind} says nothing: give it content, or leave it out.`, path);
}

function* requireLinkedProblem({ value }: ClinicalItem, { organisationId, patientId }: ItemsContext, path: string): Work<void> {
  const linked = value.LinkedProblemUID;
  if (linked !== undefined) yield* requireProblem(organisationId, patientId, linked, `${path}/LinkedProblemUID`);
}

function* planCode(sent: ClinicalCode, { organisationId, lists }: ItemsContext, path: string): Work<ClinicalCode> {
  const value = { ...sent, Code: keptCode(sent.Code, lists, `${path}/Code`) };
  if (sent.ProblemSeverity === undefined) return value;
  return { ...value, ProblemUID: uidOf(yield* nextIds(organisationId, 'problem', 1)) };
}

/** What ends a problem names it, and says the same code in either scheme, so that the wrong one is not ended by mistake. */
function* planEnd(
  value: ClinicalCode & { readonly ProblemEndDate: string },
  others: readonly ProblemEnd[],
  context: ItemsContext,
  path: string,
): Work<ProblemEnd> {
  const { organisationId, patientId, lists } = context;
  const endPath = `${path}/ProblemEndDate`;
  const linked = value.LinkedProblemUID;
  if (linked === undefined) {
    throw new Refusal(
      'ValueInvalid',
      'Which problem ends is not said: give its ProblemUID as LinkedProblemUID, or ProblemSeverity to record a new one.',
      endPath,
    );
  }
  const problem = yield* requireProblem(organisationId, patientId, linked, `${path}/LinkedProblemUID`);
  const { Code: code } = problem.value;
  if (lists.equivalent(value.Code, code.Scheme)?.Code !== code.Code) {
    throw new Refusal(
      'ValueInvalid',
      'A problem is ended by an entry of its own code, and the linked one has another. Compare LinkedProblemUID.',
      `${path}/Code`,
    );
  }
  if (problem.value.ProblemEndDate !== undefined || others.some(({ problemUid }) => problemUid === linked)) {
    throw new Refusal('ValueInvalid', 'The problem has ended already. To correct the day, delete the entry that ended it and write another.', endPath);
  }
  if (value.ProblemEndDate < problem.effectiveAt.slice(0, 10)) {
    throw new Refusal('ValueInvalid', 'The day lies before the problem began.', endPath);
  }
  return { problemUid: linked, code, endDate: value.ProblemEndDate };
}

type DocumentItem = Extract<ClinicalItem, { kind: 'Attachment' | 'Letter' }>;

/** An attachment or letter names its file by a path in requests, and by an identifier where it is stored. */
function* planDocument(item: DocumentItem, planned: PlannedDocument[], context: ItemsContext, path: string): Work<ClinicalItem> {
  const { DocumentPath: documentPath, ...value } = item.value;
  // What was sent as an attachment or letter stays one.
  if (documentPath === undefined) return { kind: item.kind, value } as ClinicalItem;
  const kept = context.documents.get(documentPath);
  if (kept === undefined) throw new Refusal('PathRefused', 'The file was not read. Name one that lies in an allowed folder.', `${path}/DocumentPath`);
  const documentId = yield* nextIds(context.organisationId, 'document', 1);
  planned.push({ documentId, fileName: kept.fileName, mediaType: kept.mediaType, pages: kept.pages });
  const named: { FileName: string; FileSize: string; DocumentUID: Uid } = { FileName: kept.fileName, FileSize: kept.fileSize, DocumentUID: uidOf(documentId) };
  // As above.
  return { kind: item.kind, value: { ...value, ...named } } as ClinicalItem;
}

/** What is left out of a medication is said: NHS medication, from the day of the event. */
function withDrug(item: ClinicalItem, { day, lists }: ItemsContext, path: string): ClinicalItem {
  const drugPath = `${path}/Drug`;
  switch (item.kind) {
    case 'Medication':
      return { kind: item.kind, value: { MedicationType: 'NHS medication', StartDate: day, ...item.value, Drug: keptDrug(item.value.Drug, lists, drugPath) } };
    case 'RepeatMedication':
      return { kind: item.kind, value: { MedicationType: 'NHS medication', ...item.value, Drug: keptDrug(item.value.Drug, lists, drugPath) } };
    case 'DrugSensitivity':
      return item.value.Drug === undefined ? item : { kind: item.kind, value: { ...item.value, Drug: keptDrug(item.value.Drug, lists, drugPath) } };
    default:
      return item;
  }
}

/** The kinds that are new medication, which a patient who has died is not given (B6.4). */
export const medicationKinds: ReadonlySet<ItemName> = new Set(['Medication', 'RepeatMedication']);
