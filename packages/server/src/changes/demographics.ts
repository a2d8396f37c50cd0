// Changes of demographics: what is sent and differs changes; search keys, telephones and the history of addresses follow.
import { type Demographics, Refusal } from '@s1kit/contract';
import { codeLists } from '../directory/code-lists/index.js';
import { foldName, foldPostcode, foldTelephone } from '../patients/keys.js';
import type { Patient } from '../patients/patient.js';
import { first, run, sql, type Work } from '../store/index.js';
import { ukDay } from '../uk-time.js';
import { type Changes, changed, changesOf, isEmpty } from './changed.js';
import { keptCode } from './clinical/codes.js';
import { type ChangeContext, parametersPath } from './request.js';

const path = `${parametersPath}/Demographics`;
const codedNames = ['MaritalStatus', 'Ethnicity', 'MainLanguage'] as const;
const telephoneNames = ['HomeTelephone', 'WorkTelephone', 'MobileTelephone', 'AlternateTelephone'] as const;

/**
 * What of the demographics changes; `null` where nothing does. An empty element empties; an Address takes the place of the whole one.
 * @throws {Refusal} ValueInvalid, ValueUnknown
 */
export function planDemographics(sent: Demographics, patient: Patient, context: ChangeContext): Changes<Demographics> | null {
  const codes = Object.fromEntries(codedNames.flatMap((name) => (sent[name] === undefined ? [] : [[name, codedValue(sent[name], `${path}/${name}/Code`)]])));
  const current = patient.demographics;
  const differing = Object.entries({ ...sent, ...codes }).filter(([name, value]) => !isSameNothing(value, current[name as keyof Demographics])); // Its keys are names of Demographics.
  const changes = changesOf(current, Object.fromEntries(differing));
  if (isEmpty(changes)) return null;
  judge(changes, current, context);
  return changes;
}

function codedValue(sent: NonNullable<Demographics['Ethnicity']>, codePath: string): NonNullable<Demographics['Ethnicity']> {
  return sent.Code === undefined ? {} : { Code: keptCode(sent.Code, codeLists(), codePath) };
}

/** An empty element is sent back as it was read where nothing is recorded: that is no change. */
function isSameNothing(sent: unknown, current: unknown): boolean {
  return current === undefined && (sent === '' || (typeof sent === 'object' && sent !== null && Object.keys(sent).length === 0));
}

/** Only what changes is judged: what is in the record already may be sent as it was read. */
function judge({ Surname, DateOfBirth, UsualGPUserName }: Changes<Demographics>, current: Demographics, { lists, now }: ChangeContext): void {
  if (Surname?.after.trim() === '') throw new Refusal('ValueInvalid', 'A patient has a surname: it cannot be emptied.', `${path}/Surname`);
  if (DateOfBirth !== undefined) {
    const last = current.DateOfDeath ?? ukDay(now);
    if (DateOfBirth.after > last) throw new Refusal('ValueInvalid', 'The day of birth lies behind today, or behind the day of death.', `${path}/DateOfBirth`);
  }
  const usualGp = UsualGPUserName?.after ?? '';
  if (usualGp !== '' && !lists.userNames.includes(usualGp)) {
    const listed = 'The organisation has no user of that name. GetOrganisationMetaData lists those that it has.';
    throw new Refusal('ValueUnknown', listed, `${path}/UsualGPUserName`);
  }
}

/** Writes the changes into the patient as it now is. @param now milliseconds since 1970 UTC */
export function* writeDemographics(organisationId: string, patientId: number, changes: Changes<Demographics>, now: number): Work<void> {
  const row = yield* first<{ demographics: string }>(selectDemographics, organisationId, patientId);
  // The column holds what was stored as Demographics.
  const demographics = changed(JSON.parse(row?.demographics ?? '{}') as Demographics, changes);
  const { Surname = '', FirstName = '', KnownAs = '', DateOfBirth = '', Sex = 'U', Address } = demographics;
  const keys = [foldName(Surname), foldName(FirstName), foldName(KnownAs), DateOfBirth, Sex, foldPostcode(Address?.Postcode ?? '')];
  yield* run(updatePatient, ...keys, JSON.stringify(demographics), now, organisationId, patientId);
  if (telephoneNames.some((name) => changes[name] !== undefined)) yield* writeTelephones(organisationId, patientId, demographics);
  if (changes.Address !== undefined) yield* moveHome(organisationId, patientId, changes.Address.after, ukDay(now));
}

function* writeTelephones(organisationId: string, patientId: number, demographics: Demographics): Work<void> {
  yield* run(deleteTelephones, organisationId, patientId);
  const keys = telephoneNames.map((name) => foldTelephone(demographics[name] ?? '')).filter((key) => key !== '');
  for (const key of new Set(keys)) yield* run(insertTelephone, organisationId, key, patientId);
}

/** The home that was is left today, and the new one is moved into. */
function* moveHome(organisationId: string, patientId: number, address: NonNullable<Demographics['Address']>, today: string): Work<void> {
  yield* run(leaveHome, today, organisationId, patientId);
  if (isEmpty(address)) return;
  const last = (yield* first<{ last: number | null }>(lastAddress, organisationId, patientId))?.last ?? 0;
  yield* run(insertHome, organisationId, patientId, last + 1, JSON.stringify(address), today);
}

const selectDemographics = sql`SELECT demographics FROM patient WHERE organisation_id = ? AND patient_id = ?`;
const updatePatient = sql`UPDATE patient SET surname_key = ?, first_name_key = ?, known_as_key = ?, date_of_birth = ?, sex = ?, postcode_key = ?,
    demographics = ?, changed_at = ?
  WHERE organisation_id = ? AND patient_id = ?`;
const deleteTelephones = sql`DELETE FROM patient_telephone WHERE organisation_id = ? AND patient_id = ?`;
const insertTelephone = sql`INSERT INTO patient_telephone (organisation_id, telephone_key, patient_id) VALUES (?, ?, ?)`;
const leaveHome = sql`UPDATE address_history SET end_date = ? WHERE organisation_id = ? AND patient_id = ? AND type = 'Home' AND end_date IS NULL`;
const lastAddress = sql`SELECT MAX(position) AS last FROM address_history WHERE organisation_id = ? AND patient_id = ?`;
const insertHome = sql`INSERT INTO address_history (organisation_id, patient_id, position, type, address, start_date, end_date)
  VALUES (?, ?, ?, 'Home', ?, ?, NULL)`;
