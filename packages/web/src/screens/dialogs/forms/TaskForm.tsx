// A task about the patient, for a member of staff or a group.
import type { FormState } from '../content.js';
import { ChoiceField, DateField, LongTextField } from '../fields.js';
import { staffChoices, useLists } from '../useLists.js';

export function TaskForm({ form }: { readonly form: FormState }) {
  const lists = useLists();
  return (
    <>
      <LongTextField form={form} name="Content" />
      <div className="field-row">
        <ChoiceField form={form} name="TaskType" choices={lists.taskTypes} />
        <DateField form={form} name="Due" hint="Now if left empty" withTime />
      </div>
      <div className="field-row">
        <ChoiceField form={form} name="UserNameAssigned" none="Nobody in particular" choices={staffChoices(lists)} />
        <ChoiceField form={form} name="GroupNameAssigned" none="No group" choices={lists.groupNames} />
      </div>
      <ChoiceField form={form} name="Status" none="Not started" choices={['Not Started', 'In Progress', 'Complete', 'Cancelled']} />
    </>
  );
}
