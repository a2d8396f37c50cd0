// The dialog that an address names, for the open record; what is left of it is the menu.
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useOperation } from '../api/queries.js';
import { hasRight, useFront } from '../api/user.js';
import { Empty } from '../elements/Empty.js';
import { Loading } from '../elements/Loading.js';
import { Page } from '../elements/Page.js';
import { PatientLine } from '../elements/PatientLine.js';
import { AddEntry } from './AddEntry.js';
import { AddMenu } from './AddMenu.js';
import { kinds } from './kinds.js';

export function AddScreen() {
  const { dialog } = useSearch({ from: '/record/add' });
  const { data: status } = useOperation('session.status', {});
  const user = useFront()?.user;
  const navigate = useNavigate();
  if (status === undefined) return <Loading what="the open record" />;
  if (status.record === null)
    return <Page title="Add to the record">{<Empty title="No record is open">Find a patient and open their record first.</Empty>}</Page>;
  return (
    <Page title="Add to the record" actions={<AddMenu />}>
      <PatientLine />
      <p className="secondary">
        What you accept in a dialog is saved at once, in your name. While other changes of this record are unsaved, it waits with them.
      </p>
      {dialog !== undefined &&
        (hasRight(user, kinds[dialog].right) ? (
          <AddEntry key={dialog} kind={dialog} close={() => void navigate({ to: '/record/add', search: {}, replace: true })} />
        ) : (
          <p role="status">Your role may not add this to a record.</p>
        ))}
    </Page>
  );
}
