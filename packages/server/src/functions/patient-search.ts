// PatientSearch: patients by at least two constraints (B7.6).
import { patientSearch as declaration, Refusal, type ReplyOf, type RequestOf } from '@s1kit/contract';
import { behaviour } from '../context.js';
import { foldName, foldPostcode, foldTelephone } from '../patients/keys.js';
import type { Patient } from '../patients/patient.js';
import { mostMatches, searchPatients } from '../patients/search.js';

const path = '/ClientIntegrationRequest/FunctionParameters';

export const patientSearch = behaviour(declaration, {
  work: function* (parameters, { organisationId }) {
    const constraints = Object.values(parameters).filter((value) => value.trim() !== '');
    if (constraints.length < 2) {
      throw new Refusal('ConstraintsMissing', 'A search needs at least two constraints that are not empty. Give one more.', path);
    }
    const keys = keysOf(parameters);
    // A constraint without a letter or digit in it, such as a dash, is met by nobody.
    if (Object.values(keys).filter((key) => key !== '').length < constraints.length) return {};
    const patients = yield* searchPatients(organisationId, keys);
    if (patients.length > mostMatches) {
      throw new Refusal('TooManyMatches', `More than ${mostMatches} patients match. Give further constraints, or more of a name.`, path);
    }
    return { Result: patients.map(resultOf) };
  },
});

function keysOf(parameters: RequestOf<typeof declaration>) {
  return {
    surname: foldName(parameters.Surname ?? ''),
    firstName: foldName(parameters.FirstName ?? ''),
    dateOfBirth: parameters.DateOfBirth ?? '',
    postcode: foldPostcode(parameters.PostCode ?? ''),
    telephone: foldTelephone(parameters.Telephone ?? ''),
    sex: parameters.Gender ?? '',
  };
}

function resultOf({ demographics, identity }: Patient): NonNullable<ReplyOf<typeof declaration>['Result']>[number] {
  const { FirstName = '', MiddleNames = '', Surname = '', DateOfBirth = '', Sex = 'U', Address = {} } = demographics;
  return { FirstName, ...(MiddleNames === '' ? {} : { MiddleNames }), Surname, DateOfBirth, Sex, Identity: identity, Address };
}
