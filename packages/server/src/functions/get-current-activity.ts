// GetCurrentActivity: what the signed-in user is doing, and whose record is open (B7.4).
import { getCurrentActivity as declaration } from '@s1kit/contract';
import { behaviour } from '../context.js';
import { openPatient } from './open-patient.js';

export const getCurrentActivity = behaviour(declaration, {
  work: function* (_parameters, context) {
    const patient = yield* openPatient(context);
    const user = { UserName: context.user.userName };
    return patient === undefined ? { Activity: 'No record open', ...user } : { Activity: 'Record open', ...user, Identity: patient.identity };
  },
});
