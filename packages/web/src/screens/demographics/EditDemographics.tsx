// Changes the demographics of the open record, in the user's own name; saved at once.
import type { OutputOf } from '@s1kit/link';
import { useState } from 'react';
import { useOperation } from '../api/queries.js';
import { useRight } from '../api/user.js';
import { Empty } from '../elements/Empty.js';
import { Failure } from '../elements/Failure.js';
import { Loading } from '../elements/Loading.js';
import { Page } from '../elements/Page.js';
import { PatientLine } from '../elements/PatientLine.js';
import { DemographicsForm } from './DemographicsForm.js';

type Read = NonNullable<OutputOf<'demographics.get'>>;

export function EditDemographics() {
  const mayWrite = useRight('demographics.write');
  return <Page title="Edit demographics">{mayWrite ? <OfOpenRecord /> : <Empty title="Your role may not change demographics" />}</Page>;
}

function OfOpenRecord() {
  const { data, error, refetch } = useOperation('demographics.get', {});
  // The form keeps what it was begun with: what others save meanwhile is told when it is saved, not put under the user's hands.
  const [begun, setBegun] = useState<Read>();
  const [beginning, setBeginning] = useState(0);
  if (data === undefined) return error === null ? <Loading what="the demographics" /> : <Failure failure={error} again={() => void refetch()} />;
  if (data === null) return <Empty title="No record is open">Find a patient and open their record first.</Empty>;
  if (begun === undefined || begun.nhsNumber !== data.nhsNumber) {
    setBegun(data);
    return null;
  }
  const beginAgain = async (): Promise<void> => {
    const { data: now } = await refetch();
    setBegun(now ?? undefined);
    setBeginning(beginning + 1);
  };
  return (
    <>
      <PatientLine />
      <DemographicsForm key={`${begun.nhsNumber} ${beginning}`} read={begun} anew={() => void beginAgain()} />
    </>
  );
}
