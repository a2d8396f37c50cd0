// What can be done next with an appointment. What its status may become is the server's to say (`next`); here it is put in order and words.
import type { Action } from '../schedule/StatusActions.js';
import type { Appointment, Status } from './states.js';

/** Cancelling asks first: it is no button like the others. */
type Done = Exclude<Status, 'Cancelled'>;

const verbs: Readonly<Record<Done, string>> = {
  Booked: 'Back to booked',
  Arrived: 'Arrived',
  'In Progress': 'Start',
  Finished: 'Finish',
  'Did Not Attend': 'Did not attend',
};

const usual: Readonly<Record<Status, readonly Status[]>> = {
  Booked: ['Arrived', 'Did Not Attend'],
  Arrived: ['In Progress'],
  'In Progress': ['Finished'],
  Finished: [],
  'Did Not Attend': [],
  Cancelled: [],
};

/** What usually comes next, and what puts a mistake right. */
export function nextSteps({ next, status }: Appointment): { readonly likely: readonly Action<Done>[]; readonly others: readonly Action<Done>[] } {
  const actions = next.filter((each): each is Done => each !== 'Cancelled').map((each) => ({ status: each, verb: verbs[each] }));
  const isUsual = (action: Action<Done>): boolean => usual[status].includes(action.status);
  return { likely: actions.filter(isUsual), others: actions.filter((action) => !isUsual(action)) };
}
