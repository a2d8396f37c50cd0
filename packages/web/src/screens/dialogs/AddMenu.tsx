// What can be added to the open record by hand: each opens the same dialog as an application would, empty.
import { useState } from 'react';
import { hasRight, useFront } from '../api/user.js';
import { Menu } from '../elements/Menu.js';
import { AddEntry } from './AddEntry.js';
import { type DialogKind, dialogKinds, kinds } from './kinds.js';

/** @param nhsNumber of the patient whose record is open */
export function AddMenu({ nhsNumber }: { readonly nhsNumber: string }) {
  const user = useFront()?.user;
  const [adding, setAdding] = useState<{ readonly kind: DialogKind; readonly nhsNumber: string }>();
  const offered = dialogKinds.filter((kind) => hasRight(user, kinds[kind].right));
  if (offered.length === 0) return null;
  return (
    <>
      <Menu
        label="Add"
        className="nhsuk-button nhsuk-button--small"
        entries={offered.map((kind) => ({ key: kind, name: kinds[kind].name, choose: () => setAdding({ kind, nhsNumber }) }))}
      />
      {adding?.nhsNumber === nhsNumber && <AddEntry {...adding} close={() => setAdding(undefined)} />}
    </>
  );
}
