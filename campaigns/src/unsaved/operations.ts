// What applications and users can do: each as it is really done, and what the model says comes of it.
import { OperationError } from '@s1kit/link';
import { identityOf, textsOf } from '../practice/request.js';
import { type Change, conflictOf, discarded, type Place, rebased, type State, saved, withUnsaved } from './model.js';
import { noteText } from './observe.js';
import { openWorld, type Setting, type World } from './world.js';

/** What comes of an operation: its answer in a word, the record, and the kinds of the entries that it puts on record. */
export interface Outcome {
  readonly answer: string;
  readonly state: State;
  readonly entries: readonly string[];
}

export interface Operation {
  readonly name: string;
  /** `undefined` where it makes no sense. */
  model(state: State): Outcome | undefined;
  /** Does it; gives the answer in a word, and the world in which one goes on. */
  act(world: World, setting: Setting): Promise<{ readonly answer: string; readonly world: World }>;
}

const ok = 'ok';
const mobileOf = (number: string): string => `<Demographics><MobileTelephone>${number}</MobileTelephone></Demographics>`;
const note = `<Clinical><Event><Narrative><Line>${noteText}</Line></Narrative></Event></Clinical>`;
const bookingOf = ({ slot }: Setting): string => `<NonClinical><Appointment>${slot.clinic}</Appointment></NonClinical>`;
const taskOf = ({ taskUid }: Setting): string => `<NonClinical><Task><TaskUID>${taskUid}</TaskUID><Content>Mine</Content></Task></NonClinical>`;

function request(name: string, place: Place, parametersOf: (setting: Setting, world: World) => string | Promise<string>): Operation['act'] {
  return async (world, setting) => ({ answer: (await world.desks[place].ask(name, await parametersOf(setting, world)))?.error ?? ok, world });
}

/** An update that is left for the user to save. */
function leave(name: string, place: Place, parts: (setting: Setting) => string, changesOf: (state: State) => readonly Change[] | string): Operation {
  return {
    name,
    act: request('UpdatePatientRecord', place, (setting) => `${identityOf(setting.patient)}${parts(setting)}<LeaveRecordOpen/>`),
    model: (state) => {
      const changes = changesOf(state);
      if (typeof changes === 'string') return { answer: changes, state, entries: [`${place} message`] };
      const { isOpen, unsaved } = state[place];
      const slot = changes.some(({ what }) => what === 'booking') ? 'held' : state.slot;
      const left = { ...state, slot, [place]: { isOpen: true, unsaved: [...unsaved, ...changes] } };
      return { answer: ok, state: left, entries: [...(isOpen ? [] : [`${place} openRecord`]), `${place} message`] };
    },
  };
}

const changed = (what: 'mobile' | 'task', before: string, after: string): readonly Change[] => (before === after ? [] : [{ what, before, after }]);
const leavesMobile = (place: Place, number: string): Operation =>
  leave(
    `leave a mobile number on ${place}`,
    place,
    () => mobileOf(number),
    ({ mobile }) => changed('mobile', mobile, number),
  );

/** An update that is saved at once; refused where that patient's record has unsaved changes on that desktop. */
function update(
  name: string,
  place: Place,
  parameters: (setting: Setting) => string,
  ownPatient: boolean,
  change: (state: State) => State | string,
): Operation {
  return {
    name,
    act: request('UpdatePatientRecord', place, parameters),
    model: (state) => {
      const after = ownPatient && state[place].unsaved.length > 0 ? 'RecordOpen' : change(state);
      const entries = [`${place} message`];
      return typeof after === 'string' ? { answer: after, state, entries } : { answer: ok, state: after, entries };
    },
  };
}

/** What a user does at the screen. */
function atScreen(name: string, act: (world: World) => Promise<string>, model: Operation['model']): Operation {
  return {
    name,
    model,
    act: async (world) => ({
      world,
      answer: await act(world).catch((failure: unknown) => (failure instanceof OperationError ? String(failure.status) : Promise.reject(failure))),
    }),
  };
}

function save(name: string, place: Place, isChosen: (index: number) => boolean): Operation {
  return atScreen(
    name,
    async ({ desks }) => {
      const { changes } = await desks[place].perform('session.changes', {});
      const except = changes.filter((_, index) => !isChosen(index)).map(({ id }) => id);
      const done = await desks[place].perform('session.save', { except });
      return `${done.saved} saved, ${done.conflicts.length} in conflict`;
    },
    (state) => {
      const chosen = state[place].unsaved.filter((_, index) => isChosen(index));
      const after = saved(state, place, isChosen);
      if (after === undefined)
        return { answer: `0 saved, ${chosen.filter((change) => conflictOf(state, change) !== undefined).length} in conflict`, state, entries: [] };
      return { answer: `${chosen.length} saved, 0 in conflict`, state: after, entries: chosen.length === 0 ? [] : [`${place} saveChanges`] };
    },
  );
}

function discard(name: string, isChosen: (index: number) => boolean): Operation {
  return atScreen(
    name,
    async ({ desks }) => {
      const { changes } = await desks.first.perform('session.changes', {});
      const chosen = changes.filter((_, index) => isChosen(index)).map(({ id }) => id);
      return `${(await desks.first.perform('session.discard', { changes: chosen })).discarded} discarded`;
    },
    (state) => {
      const { length } = state.first.unsaved.filter((_, index) => isChosen(index));
      return { answer: `${length} discarded`, state: discarded(state, 'first', isChosen), entries: length === 0 ? [] : ['first discardChanges'] };
    },
  );
}

function resolve(choice: 'mine' | 'theirs'): Operation {
  return atScreen(
    `decide for ${choice}`,
    async ({ desks }) => `${(await desks.first.perform('session.resolve', { choice })).conflicts.length} left`,
    (state) => {
      const { unsaved } = state.first;
      const conflicts = unsaved.filter((change) => conflictOf(state, change) !== undefined);
      if (choice === 'mine' && conflicts.some((change) => conflictOf(state, change) === 'gone')) return { answer: '409', state, entries: [] };
      const left =
        choice === 'theirs'
          ? unsaved.filter((change) => !conflicts.includes(change))
          : unsaved.map((change) => (conflicts.includes(change) ? rebased(state, change) : change));
      return { answer: '0 left', state: withUnsaved(state, 'first', left), entries: conflicts.length === 0 ? [] : ['first resolveConflicts'] };
    },
  );
}

const signOut = atScreen(
  'sign out and in',
  async ({ desks }) => {
    const { user } = await desks.first.perform('session.status', {});
    await desks.first.perform('session.signOut', {});
    await desks.first.perform('session.signIn', { userName: user?.userName ?? '' });
    return ok;
  },
  (state) => {
    const { isOpen, unsaved } = state.first;
    if (unsaved.length > 0) return { answer: '409', state, entries: [] };
    const closed = { ...state, first: { isOpen: false, unsaved } };
    return { answer: ok, state: closed, entries: [...(isOpen ? ['first closeRecord'] : []), 'first signOut', 'first signIn'] };
  },
);

const crash: Operation = {
  name: 'crash',
  model: (state) => ({ answer: ok, state, entries: [] }),
  act: async ({ practice }, setting) => {
    await practice.crash();
    return { answer: ok, world: await openWorld(setting) };
  },
};

/** A deletion from the other desktop. */
function remove(name: string, uidOf: (setting: Setting, world: World) => string | Promise<string>, model: Operation['model']): Operation {
  const parameters = async (setting: Setting, world: World) => `${identityOf(setting.patient)}<Reason>By another</Reason>${await uidOf(setting, world)}`;
  return { name, act: request('DeleteFromPatientRecord', 'second', parameters), model };
}

const removeTask = remove(
  'delete the task',
  ({ taskUid }) => `<TaskUID>${taskUid}</TaskUID>`,
  (state) =>
    state.task === undefined
      ? { answer: 'ValueUnknown', state, entries: ['second message'] }
      : { answer: ok, state: { ...state, task: undefined }, entries: ['second deletion', 'second message'] },
);

const removeBooking = remove(
  'delete the appointment',
  async ({ slot }, { desks }) => {
    const diary = await desks.second.must('GetDiary', `<Appointments/><MinDateTime>${slot.start}</MinDateTime><MaxDateTime>${slot.start}</MaxDateTime>`);
    return `<AppointmentUID>${textsOf(diary, 'AppointmentUID')[0]}</AppointmentUID>`;
  },
  (state) =>
    state.slot === 'booked' ? { answer: ok, state: { ...state, slot: 'free' }, entries: ['second message', 'second deletion', 'second message'] } : undefined,
);

export const operations: readonly Operation[] = [
  leavesMobile('first', '07700 900001'),
  leave(
    'leave another mobile number on first',
    'first',
    () => mobileOf('07700 900002'),
    ({ mobile }) => changed('mobile', mobile, '07700 900002'),
  ),
  leave(
    'leave a note and a booking',
    'first',
    (setting) => note + bookingOf(setting),
    ({ slot }) => (slot === 'free' ? [{ what: 'note' }, { what: 'booking' }] : 'SlotUnavailable'),
  ),
  leave('leave a change of the task', 'first', taskOf, ({ task }) => (task === undefined ? 'ValueUnknown' : changed('task', task, 'Mine'))),
  save('save', 'first', () => true),
  save('save all but the first', 'first', (index) => index > 0),
  discard('discard', () => true),
  discard('discard the first', (index) => index === 0),
  resolve('mine'),
  resolve('theirs'),
  crash,
  signOut,
  update(
    'update without leaving',
    'first',
    ({ patient }) => `${identityOf(patient)}<Demographics><WorkTelephone>01632 960001</WorkTelephone></Demographics>`,
    true,
    (state) => ({ ...state, work: '01632 960001' }),
  ),
  leaveForAnother(),
  update(
    'update on second',
    'second',
    ({ patient }) => identityOf(patient) + mobileOf('07700 900003'),
    true,
    (state) => ({ ...state, mobile: '07700 900003' }),
  ),
  update(
    'book for another patient',
    'second',
    (setting) => identityOf(setting.otherPatient) + bookingOf(setting),
    false,
    (state) => (state.slot === 'free' ? { ...state, slot: 'elsewhere' } : 'SlotUnavailable'),
  ),
  removeTask,
  removeBooking,
  leavesMobile('second', '07700 900004'),
  save('save on second', 'second', () => true),
];

/** Refused while this patient's changes are unsaved; where none are, it is not tried. */
function leaveForAnother(): Operation {
  return {
    name: 'leave a change of another patient',
    act: request('UpdatePatientRecord', 'first', ({ otherPatient }) => `${identityOf(otherPatient)}${mobileOf('07700 900005')}<LeaveRecordOpen/>`),
    model: (state) => (state.first.unsaved.length > 0 ? { answer: 'RecordOpen', state, entries: ['first message'] } : undefined),
  };
}

/** Those on one change of each kind: few enough that all orders of six can be tried in minutes. */
export const coreOperations: readonly Operation[] = operations.filter(({ name }) =>
  [
    'leave a mobile number on first',
    'leave a note and a booking',
    'save',
    'save all but the first',
    'discard',
    'decide for mine',
    'decide for theirs',
    'crash',
    'update without leaving',
    'update on second',
  ].includes(name),
);
