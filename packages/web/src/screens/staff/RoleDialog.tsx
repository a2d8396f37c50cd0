// Giving somebody another role, with what they gain and lose by it.
import type { OutputOf } from '@s1kit/link';
import { type FormEvent, useId, useState } from 'react';
import { useChange } from '../api/queries.js';
import { roleNames, useFront } from '../api/user.js';
import { Failure } from '../elements/Failure.js';
import { Modal } from '../elements/Modal.js';

interface RoleDialogProps {
  readonly member: OutputOf<'staff.list'>[number];
  readonly table: OutputOf<'staff.roles'>;
  /** @param done what was done, in words */
  readonly close: (done?: string) => void;
}

export function RoleDialog({ close, member, table }: RoleDialogProps) {
  const { name, role, userName } = member;
  const isMe = useFront()?.user?.userName === userName;
  const [wanted, setWanted] = useState(role);
  const id = useId();
  const setRole = useChange('staff.setRole', ['staff.list']);
  const before = rightsIn(table, role);
  const after = rightsIn(table, wanted);
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    setRole.mutate({ userName, role: wanted, seen: role }, { onSuccess: () => close(`${name} is ${roleNames[wanted]} now.`) });
  };
  return (
    <Modal title={`The role of ${name}`} dismiss={() => close()}>
      {setRole.error !== null && <Failure failure={setRole.error} />}
      <form onSubmit={submit}>
        <fieldset className="nhsuk-fieldset roles">
          <legend className="nhsuk-fieldset__legend">Role</legend>
          {table.roles.map((each) => {
            // The server refuses it as well.
            const locksOut = isMe && !each.rights.includes('staff.manage');
            return (
              <label key={each.role} className="who-for__patient">
                <input type="radio" name={id} checked={each.role === wanted} disabled={locksOut} onChange={() => setWanted(each.role)} />
                <span>
                  {roleNames[each.role]}
                  {each.role === role && <span className="who-for__open"> now</span>}
                  {locksOut && <span className="secondary">You cannot take the right to manage staff from yourself.</span>}
                </span>
              </label>
            );
          })}
        </fieldset>
        <div aria-live="polite">
          <Difference
            title="May do then, and may not now"
            names={namesOf(
              table,
              after.filter((right) => !before.includes(right)),
            )}
          />
          <Difference
            title="May do now, and not then"
            names={namesOf(
              table,
              before.filter((right) => !after.includes(right)),
            )}
          />
        </div>
        <div className="buttons">
          <button type="submit" className="nhsuk-button" disabled={wanted === role || setRole.isPending}>
            Give this role
          </button>
          <button type="button" className="nhsuk-button nhsuk-button--secondary" onClick={() => close()}>
            Leave it
          </button>
        </div>
      </form>
    </Modal>
  );
}

function Difference({ names, title }: { readonly title: string; readonly names: readonly string[] }) {
  if (names.length === 0) return null;
  return (
    <>
      <h3 className="roles__difference">{title}</h3>
      <ul>
        {names.map((name) => (
          <li key={name}>{name}</li>
        ))}
      </ul>
    </>
  );
}

type Table = OutputOf<'staff.roles'>;
type Right = Table['rights'][number]['right'];

function rightsIn({ roles }: Table, role: Table['roles'][number]['role']): readonly Right[] {
  return roles.find((each) => each.role === role)?.rights ?? [];
}

function namesOf({ rights }: Table, wanted: readonly Right[]): readonly string[] {
  return rights.filter(({ right }) => wanted.includes(right)).map(({ name }) => name);
}
