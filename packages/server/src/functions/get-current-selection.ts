// GetCurrentSelection: whose record is open, and what is selected in it (B7.5). Nothing can be selected without screens.
import { getCurrentSelection as declaration } from '@s1kit/contract';
import { behaviour } from '../context.js';
import { openPatient } from './open-patient.js';

export const getCurrentSelection = behaviour(declaration, {
  work: function* (_parameters, context) {
    const patient = yield* openPatient(context);
    return patient === undefined ? {} : { Identity: patient.identity };
  },
});
