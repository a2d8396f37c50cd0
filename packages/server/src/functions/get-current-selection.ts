// GetCurrentSelection: whose record is open, and what is selected in it (B7.5).
import { getCurrentSelection as declaration, type Event } from '@s1kit/contract';
import { behaviour, type FunctionContext } from '../context.js';
import { codeLists } from '../directory/code-lists/index.js';
import { findEvent } from '../patients/event.js';
import { eventValue } from '../patients/event-value.js';
import { translateItem } from '../patients/output-scheme.js';
import { type SelectedItem, selectionOf } from '../sessions/index.js';
import type { Work } from '../store/index.js';
import { openPatient } from './open-patient.js';

export const getCurrentSelection = behaviour(declaration, {
  work: function* (_parameters, context) {
    const patient = yield* openPatient(context);
    if (patient === undefined) return {};
    const selected = yield* selectionOf(context);
    const events = yield* selectedEvents(patient.patientId, selected, context);
    return events.length === 0 ? { Identity: patient.identity } : { Identity: patient.identity, Clinical: { Event: events } };
  },
});

/** The events of the selection, each once, with the items that are selected in it; what has been deleted meanwhile is not there. */
function* selectedEvents(patientId: number, selected: readonly SelectedItem[], { organisationId, outputScheme }: FunctionContext): Work<readonly Event[]> {
  const events: Event[] = [];
  for (const eventId of new Set(selected.map((each) => each.eventId))) {
    const found = yield* findEvent(organisationId, patientId, eventId);
    if (found === undefined) continue;
    const places = selected.filter((each) => each.eventId === eventId).map(({ item }) => item);
    const items = places.includes(null) ? found.items : found.items.filter((_item, index) => places.includes(index + 1));
    const translation = { scheme: outputScheme, lists: codeLists() };
    events.push(
      eventValue(
        found.stored,
        items.map((item) => translateItem(item, translation)),
      ),
    );
  }
  return events;
}
