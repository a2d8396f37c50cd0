// GetDiary: appointments and visits of patients in a stretch of time (B7.20).
import { getDiary as declaration, type ReplyOf } from '@s1kit/contract';
import { behaviour } from '../context.js';
import { type DiaryEntry, readDiary } from '../schedule/diary.js';
import { rangeOf } from '../schedule/range.js';
import { requireListed } from './listed-values.js';

type Result = NonNullable<ReplyOf<typeof declaration>['Result']>[number];

export const getDiary = behaviour(declaration, {
  work: function* (parameters, { organisationId, clock, compat, lists }) {
    const { UserName: userName, SiteName: siteName, Appointments: appointments, Visits: visits } = parameters;
    requireListed(lists, { userNames: userName, siteNames: siteName });
    const isBoth = appointments === undefined && visits === undefined;
    const entries = yield* readDiary(organisationId, rangeOf(parameters, clock.now()), {
      userName,
      siteName,
      appointments: isBoth || appointments === true,
      visits: isBoth || visits === true,
    });
    const isShown = ({ appointments: booked }: DiaryEntry): boolean => !compat.diary || visits === true || booked.length > 0;
    return { Result: entries.filter(isShown).map(resultOf) };
  },
});

function resultOf({ patient, appointments, visits }: DiaryEntry): Result {
  const { Title = '', FirstName = '', MiddleNames = '', Surname = '', DateOfBirth = '', Sex = 'U' } = patient.demographics;
  return {
    Identity: patient.identity,
    Demographics: { Title, FirstName, MiddleNames, Surname, DateOfBirth, Sex },
    Appointment: appointments,
    Visit: visits,
  };
}
