// Takes the keyboard to what was refused: to its field, or to the words about it.
import { type RefObject, useEffect } from 'react';
import type { Fault } from './faults.js';

/** @param form whose fields are marked where they are at fault */
export function useFocusOnFault(form: RefObject<HTMLFormElement | null>, fault: Fault | undefined): void {
  useEffect(() => {
    if (fault === undefined) return;
    const field = form.current?.querySelector<HTMLElement>('.nhsuk-form-group--error :is(input, select, textarea)');
    (field ?? form.current?.querySelector<HTMLElement>('.failure'))?.focus();
  }, [form, fault]);
}
