// The record that is open at the workstation, by its parts.
import { getRouteApi, Link, useNavigate } from '@tanstack/react-router';
import { hasRight, useFront } from '../api/user.js';
import { AddMenu } from '../dialogs/AddMenu.js';
import { Empty } from '../elements/Empty.js';
import { Failure } from '../elements/Failure.js';
import { Loading } from '../elements/Loading.js';
import { Page } from '../elements/Page.js';
import { TabLinks } from '../elements/TabLinks.js';
import { type OpenPatient, useAnotherRecord, useOpenRecord } from '../patient/open-record.js';
import { Allergies } from './Allergies.js';
import { Appointments } from './Appointments.js';
import { Demographics } from './Demographics.js';
import { Documents } from './Documents.js';
import { Journal } from './Journal.js';
import { Letters } from './Letters.js';
import { Medication } from './Medication.js';
import { Problems } from './Problems.js';
import { Relationships } from './Relationships.js';
import { Results } from './Results.js';
import type { RecordTab } from './search.js';
import { Tasks } from './Tasks.js';
import { firstTab, recordTabs } from './tabs.js';
import { Vaccinations } from './Vaccinations.js';

export function Record() {
  const user = useFront()?.user;
  const { data: open, error, refetch } = useOpenRecord();
  useOwnFilters(open?.patient);
  if (!hasRight(user, 'demographics.read')) return <Nothing title="Your role does not open records">A clinician, receptionist or administrator does.</Nothing>;
  if (open === null)
    return <Nothing title="No record is open">Find a patient by the box above. An application that leaves a record open shows it here too.</Nothing>;
  if (open !== undefined) return <OpenRecord key={open.patient} open={open} />;
  return <Page title="Record">{error === null ? <Loading what="the record" /> : <Failure failure={error} again={() => void refetch()} />}</Page>;
}

function Nothing({ title, children }: { readonly title: string; readonly children: string }) {
  return (
    <Page title="Record">
      <Empty title={title}>
        <p>{children}</p>
      </Empty>
    </Page>
  );
}

const route = getRouteApi('/record');

function OpenRecord({ open: { number, patient } }: { readonly open: OpenPatient }) {
  const user = useFront()?.user;
  const search = route.useSearch();
  const seen = recordTabs.filter(({ right }) => hasRight(user, right));
  const tab = search.tab ?? firstTab((right) => hasRight(user, right));
  const Part = seen.some((each) => each.tab === tab) ? parts[tab] : undefined;
  const name = recordTabs.find((each) => each.tab === tab)?.name ?? '';
  return (
    <Page title={`Record: ${name}`} actions={<AddMenu nhsNumber={number} />}>
      <TabLinks label="Parts of the record" tabs={seen} chosen={tab} linkTo={(to) => ({ to: '/record', search: { tab: to } })} />
      {Part === undefined ? (
        <Empty title="Your role does not see this part of a record">
          <p>
            <Link to="/record">Go to what it sees</Link>
          </p>
        </Empty>
      ) : (
        <Part patient={patient} />
      )}
    </Page>
  );
}

const parts: Readonly<Record<RecordTab, React.ComponentType<{ readonly patient: string }>>> = {
  journal: Journal,
  problems: Problems,
  medication: Medication,
  results: Results,
  vaccinations: Vaccinations,
  allergies: Allergies,
  documents: Documents,
  letters: Letters,
  tasks: Tasks,
  appointments: Appointments,
  relationships: Relationships,
  demographics: Demographics,
};

/** What was looked for in one record must not hide entries of the next, which an application may open. */
function useOwnFilters(patient: string | undefined): void {
  const navigate = useNavigate();
  const { tab } = route.useSearch();
  useAnotherRecord(patient, () => void navigate({ to: '/record', search: tab === undefined ? {} : { tab }, replace: true }));
}
