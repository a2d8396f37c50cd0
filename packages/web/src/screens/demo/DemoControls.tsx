// What one does to a Demo to test with it: its time, its faults, its data, its settings. Not present in Live.
import { useSearch } from '@tanstack/react-router';
import type { ComponentType } from 'react';
import { hasRight, useFront } from '../api/user.js';
import { Empty } from '../elements/Empty.js';
import { Page } from '../elements/Page.js';
import { TabLinks } from '../elements/TabLinks.js';
import { ClockControls } from './ClockControls.js';
import { DataControls } from './DataControls.js';
import { Faults } from './Faults.js';
import { Patients } from './Patients.js';
import { type DemoPart, parts } from './parts.js';
import { Settings } from './Settings.js';
import { Workstations } from './Workstations.js';

const contents: Readonly<Record<DemoPart, ComponentType>> = {
  clock: ClockControls,
  faults: Faults,
  data: DataControls,
  settings: Settings,
  workstations: Workstations,
  patients: Patients,
};

export function DemoControls() {
  const { part = 'clock' } = useSearch({ from: '/demo' });
  const front = useFront();
  if (front?.kind !== 'demo') {
    return (
      <Page title="Demo controls">
        <Empty title="This environment is not a Demo">
          <p>Time, faults and data can be changed at will in a Demo only.</p>
        </Empty>
      </Page>
    );
  }
  const allowed = parts.filter(({ right }) => right === undefined || hasRight(front.user, right));
  const Content = contents[part];
  return (
    <Page title="Demo controls">
      <TabLinks
        label="Parts of the Demo controls"
        chosen={part}
        tabs={allowed.map(({ part: tab, name }) => ({ tab, name }))}
        linkTo={(tab) => ({ to: '/demo', search: tab === 'clock' ? {} : { part: tab } })}
      />
      {allowed.some((each) => each.part === part) ? <Content /> : <Empty title="Your role may not see this" />}
    </Page>
  );
}
