// A change taken apart into what can be saved or discarded alone: demographics, an event, each appointment, visit and task.
import { isEmpty } from '../../changes/changed.js';
import type { PlannedChange } from '../../changes/planned.js';

const nothing = { demographics: null, event: null, bookings: [], appointments: [], newVisits: [], visits: [], newTasks: [], tasks: [] };

/** Changes of one part each, in the order of the request; what changes nothing is left out. */
export function partsOf(change: PlannedChange): readonly PlannedChange[] {
  const alone = (part: Partial<PlannedChange>): PlannedChange => ({ ...change, ...nothing, ...part });
  const { demographics, event, bookings, appointments, newVisits, visits, newTasks, tasks } = change;
  return [
    ...(demographics === null || isEmpty(demographics) ? [] : [alone({ demographics })]),
    ...(event === null ? [] : [alone({ event })]),
    ...bookings.map((booking) => alone({ bookings: [booking] })),
    ...appointments.filter(({ changes }) => !isEmpty(changes)).map((appointment) => alone({ appointments: [appointment] })),
    ...newVisits.map((visit) => alone({ newVisits: [visit] })),
    ...visits.filter(({ changes }) => !isEmpty(changes)).map((visit) => alone({ visits: [visit] })),
    ...newTasks.map((task) => alone({ newTasks: [task] })),
    ...tasks.filter(({ changes }) => !isEmpty(changes)).map((task) => alone({ tasks: [task] })),
  ];
}
