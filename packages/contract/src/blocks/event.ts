import { dateTime, element, many, optional, optionalAttribute, type TypeOf, text } from '../shape/index.js';
import { uid } from './identifiers.js';
import { itemTypes, method } from './items/index.js';

const item = 'Read and written in the same structure.';

/** A clinical event: who, where and when, and the items that were recorded together (WIRE-FORMAT §5.7, §5.8). */
export const event = element(
  'Event',
  'A clinical event: who, where and when, and what was recorded together.',
  {
    DateTime: optionalAttribute(dateTime, 'When it took place; now if left out.', { inReply: 'one' }),
    UserName: optionalAttribute(text, 'The user who recorded it; the signed-in user if left out.', { inReply: 'one' }),
    DoneBy: optionalAttribute(text, 'Who did it: SURNAME, Forename (Role).', { inReply: 'one' }),
    DoneAt: optionalAttribute(text, 'Where it was done.', { inReply: 'one' }),
    EventUID: optionalAttribute(uid, 'The identifier of the event.', { only: 'reply', inReply: 'one' }),
    Software: optionalAttribute(text, 'The application that wrote it.', { only: 'reply' }),
    Method: optionalAttribute(method, 'How it was done.'),
    LinkedReferralUID: optionalAttribute(uid, 'The referral that it belongs to.'),
    Medication: many(itemTypes.Medication, item),
    ClinicalCode: many(itemTypes.ClinicalCode, item),
    Reminder: many(itemTypes.Reminder, item),
    Recall: many(itemTypes.Recall, item),
    Vaccination: many(itemTypes.Vaccination, item),
    RepeatMedication: many(itemTypes.RepeatMedication, item),
    Letter: many(itemTypes.Letter, item),
    PatientPlan: many(itemTypes.PatientPlan, item),
    CarePlan: many(itemTypes.CarePlan, item),
    Relationship: many(itemTypes.Relationship, item),
    Report: many(itemTypes.Report, item),
    Attachment: many(itemTypes.Attachment, item),
    Activity: many(itemTypes.Activity, item),
    Narrative: many(itemTypes.Narrative, item),
    DrugSensitivity: many(itemTypes.DrugSensitivity, item),
    LinkedProblemUID: optional(uid, 'The problem that the whole event belongs to.'),
  },
  { replyOrder: ['Narrative', 'Medication', 'ClinicalCode', 'Attachment'] },
);

export type Event = TypeOf<typeof event>;
