import { appointment, replyIdentity, sex, siteNameList, userNameList, visit } from '../blocks/index.js';
import { date, dateTime, element, flag, many, one, optional, text } from '../shape/index.js';
import { declareFunction } from './declare.js';

const diaryDemographics = element('DiaryDemographics', 'Who the patient is.', {
  Title: one(text, 'The title.'),
  FirstName: one(text, 'The first name.'),
  MiddleNames: one(text, 'Further first names.'),
  Surname: one(text, 'The surname.'),
  DateOfBirth: one(date, 'The day of birth.'),
  Sex: one(sex, 'The sex.'),
});

const diaryResult = element('DiaryResult', 'A patient with their appointments and visits.', {
  Identity: one(replyIdentity, 'Names the patient.'),
  Demographics: one(diaryDemographics, 'Who the patient is.'),
  Appointment: many(appointment, 'An appointment.'),
  Visit: many(visit, 'A visit.'),
});

/** Appointments and visits of patients in a range of time (B7.20). */
export const getDiary = declareFunction({
  name: 'GetDiary',
  version: '1.0',
  available: true,
  summary: 'Appointments and visits of patients in a range of time.',
  throttle: 'standard',
  right: 'schedule.read',
  writes: false,
  request: element('GetDiaryRequest', 'Which part of the diary.', {
    MinDateTime: optional(dateTime, 'From when; now if left out.'),
    MaxDateTime: optional(dateTime, 'Until when, inclusive; 28 days after the first if left out.'),
    SiteName: optional(siteNameList, 'Appointments at this site.'),
    UserName: optional(userNameList, "This user's."),
    Appointments: optional(flag, 'Appointments; both kinds if neither is asked for.'),
    Visits: optional(flag, 'Visits; both kinds if neither is asked for.'),
  }),
  reply: element('GetDiaryReply', 'The diary, by patient.', { Result: many(diaryResult, 'One patient.') }),
  template: (values) => ({ MinDateTime: `${values.today}T00:00:00`, MaxDateTime: `${values.today}T23:59:00` }),
});
