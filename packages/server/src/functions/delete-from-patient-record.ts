// DeleteFromPatientRecord: deletes what the calling application wrote, all that is named or none (B7.18).
import { deleteFromPatientRecord as declaration } from '@s1kit/contract';
import { deleteEntries } from '../changes/index.js';
import { behaviour } from '../context.js';
import { findPatient } from '../patients/patient.js';

export const deleteFromPatientRecord = behaviour(declaration, {
  work: function* (parameters, context) {
    const patient = yield* findPatient(context.organisationId, parameters.Identity);
    context.concerns(patient);
    yield* deleteEntries(patient, parameters, { ...context, now: context.clock.now() });
    context.tellsAll?.();
    return {};
  },
});
