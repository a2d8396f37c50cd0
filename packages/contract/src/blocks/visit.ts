import { dateTime, element, integer, oneOf, optional, type TypeOf, text } from '../shape/index.js';
import { userNameList } from './appointment.js';
import { uid } from './identifiers.js';

/** In their usual order. */
export const visitStatuses = ['Booked', 'In Progress', 'Finished', 'Cancelled'] as const;

export const visitStatus = oneOf('VisitStatus', 'Where a visit stands.', visitStatuses);

export type VisitStatus = TypeOf<typeof visitStatus>;

/** A visit to the patient's home. */
export const visit = element(
  'Visit',
  "A visit to the patient's home.",
  {
    DateTime: optional(dateTime, 'When it is due.', { inReply: 'one' }),
    Duration: optional(integer, 'For how many minutes.', { inReply: 'one' }),
    Comments: optional(text, 'Words beside it.'),
    UserName: optional(userNameList, 'Who visits.', { inReply: 'one' }),
    LinkedReferralUID: optional(uid, 'The referral that it belongs to.'),
    VisitUID: optional(uid, 'The identifier of the visit.', { inReply: 'one' }),
    Status: optional(visitStatus, 'Where it stands.', { inReply: 'one' }),
  },
  { replyOrder: ['VisitUID', 'Status', 'DateTime', 'Duration', 'Comments', 'UserName'] },
);

export type Visit = TypeOf<typeof visit>;
