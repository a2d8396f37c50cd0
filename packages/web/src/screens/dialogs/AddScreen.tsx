// The dialog that an address names, for the open record; what is left of it is the menu.
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { hasRight, useFront } from '../api/user.js';
import { Empty } from '../elements/Empty.js';
import { Failure } from '../elements/Failure.js';
import { Loading } from '../elements/Loading.js';
import { Page } from '../elements/Page.js';
import { PatientLine } from '../elements/PatientLine.js';
import { useAnotherRecord, useOpenRecord } from '../patient/open-record.js';
import { AddEntry } from './AddEntry.js';
import { AddMenu } from './AddMenu.js';
import { kinds } from './kinds.js';

export function AddScreen() {
  const { dialog } = useSearch({ from: '/record/add' });
  const { data: open, error, refetch } = useOpenRecord();
  const user = useFront()?.user;
  const navigate = useNavigate();
  const [left, setLeft] = useState(false);
  const close = (): void => void navigate({ to: '/record/add', search: {}, replace: true });
  useAnotherRecord(open?.patient, () => {
    if (dialog === undefined) return;
    setLeft(true);
    close();
  });
  if (open === undefined) return error === null ? <Loading what="the open record" /> : <Failure failure={error} again={() => void refetch()} />;
  if (open === null) return <Page title="Add to the record">{<Empty title="No record is open">Find a patient and open their record first.</Empty>}</Page>;
  return (
    <Page title="Add to the record" actions={<AddMenu nhsNumber={open.number} />}>
      <PatientLine />
      <p className="secondary">
        What you accept in a dialog is saved at once, in your name. While other changes of this record are unsaved, it waits with them.
      </p>
      {left && <p role="status">Another record was opened: what you had begun to enter for the patient before was not saved.</p>}
      {dialog !== undefined &&
        (hasRight(user, kinds[dialog].right) ? (
          <AddEntry key={`${dialog} ${open.number}`} kind={dialog} nhsNumber={open.number} close={close} />
        ) : (
          <p role="status">Your role may not add this to a record.</p>
        ))}
    </Page>
  );
}
