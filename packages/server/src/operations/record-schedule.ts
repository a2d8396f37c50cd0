// The operations that show the appointments, visits and tasks of the open record.
import type { OperationHandlers } from '@s1kit/link';
import { appointmentsOf } from '../schedule/appointments.js';
import { tasksOf } from '../schedule/tasks.js';
import { visitsOf } from '../schedule/visits.js';
import { ukDateTime } from '../uk-time.js';
import { requireOpenPatient } from './open-patient.js';
import type { OperationContext } from './operation-context.js';

type Handlers = Pick<OperationHandlers<OperationContext>, 'record.appointments' | 'record.tasks'>;

const shownAtOnce = 200;

export const recordScheduleHandlers: Handlers = {
  'record.appointments': ({ limit = shownAtOnce, patient }, context) =>
    context.services.store.read(function* () {
      const { clock, organisationId } = context.services;
      const { patientId } = yield* requireOpenPatient(context, patient);
      const appointments = (yield* appointmentsOf(organisationId, patientId, {})).map(({ value }) => value);
      const visits = (yield* visitsOf(organisationId, patientId, {})).map(({ value }) => value);
      const more = Math.max(appointments.length, visits.length) > limit;
      return { now: ukDateTime(clock.now()), appointments: latest(appointments, limit), visits: latest(visits, limit), more };
    }),

  'record.tasks': ({ limit = shownAtOnce, patient }, context) =>
    context.services.store.read(function* () {
      const { clock, organisationId } = context.services;
      const { patientId } = yield* requireOpenPatient(context, patient);
      const tasks = yield* tasksOf(organisationId, patientId, {});
      return { now: ukDateTime(clock.now()), tasks: latest(tasks, limit), more: tasks.length > limit };
    }),
};

/** The last so many of what stands in order of time, the latest first. */
function latest<T>(inOrder: readonly T[], limit: number): T[] {
  return inOrder.slice(-limit).reverse();
}
