// The data as a whole: snapshots, making them anew, more patients, one's own.
import { useOperation } from '../api/queries.js';
import { GenerateForm } from './GenerateForm.js';
import { ImportForm } from './ImportForm.js';
import { ResetPanel } from './ResetPanel.js';
import { Snapshots } from './Snapshots.js';

export function DataControls() {
  const { data } = useOperation('environment.status', {});
  return (
    <>
      <p className="secondary">
        {data !== undefined && `There are ${data.patients.toLocaleString('en-GB')} patients. `}
        Applications, devices and the Message Audit stay as they are, whatever is done here.
      </p>
      <div className="panels">
        <Snapshots />
        <ResetPanel />
        <GenerateForm />
        <ImportForm />
      </div>
    </>
  );
}
