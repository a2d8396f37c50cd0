// The staff with their roles, and what each role may do.
import { useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { useOperation } from '../api/queries.js';
import { Failure } from '../elements/Failure.js';
import { Loading } from '../elements/Loading.js';
import { Page } from '../elements/Page.js';
import { TabLinks } from '../elements/TabLinks.js';
import { RoleDialog } from './RoleDialog.js';
import { RoleTable } from './RoleTable.js';
import { StaffTable } from './StaffTable.js';

export function Staff() {
  const { tab = 'people' } = useSearch({ from: '/staff' });
  const staff = useOperation('staff.list', {});
  const roles = useOperation('staff.roles', {});
  const [chosen, setChosen] = useState<string>();
  const [done, setDone] = useState('');
  const failed = [staff, roles].find(({ error }) => error !== null);
  const member = staff.data?.find(({ userName }) => userName === chosen);
  return (
    <Page title="Staff and roles">
      <TabLinks
        label="Staff and roles"
        tabs={[
          { tab: 'people', name: 'People' },
          { tab: 'roles', name: 'Who may do what' },
        ]}
        chosen={tab}
        linkTo={(to) => ({ to: '/staff', search: to === 'roles' ? { tab: to } : {} })}
      />
      <p role="status" className="done">
        {done}
      </p>
      {failed !== undefined && <Failure failure={failed.error} again={() => void failed.refetch()} />}
      {failed === undefined && (staff.data === undefined || roles.data === undefined) && <Loading what="the staff" />}
      {tab === 'people' && staff.data !== undefined && <StaffTable staff={staff.data} choose={setChosen} />}
      {tab === 'roles' && roles.data !== undefined && <RoleTable {...roles.data} />}
      {member !== undefined && roles.data !== undefined && (
        <RoleDialog
          member={member}
          table={roles.data}
          close={(what = '') => {
            setDone(what);
            setChosen(undefined);
          }}
        />
      )}
    </Page>
  );
}
