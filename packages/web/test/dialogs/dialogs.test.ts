import type { Page } from 'playwright-core';
import { afterEach, describe, expect, it } from 'vitest';
import { patientOf, supplierOf, type TestPatient } from '../support/patients.js';
import { screensForTests, violationsOf } from '../support/screens.js';

const screens = screensForTests({ approve: 'always', workstations: 2 });

const launch = async (patient: TestPatient, content: string): Promise<void> => {
  expect(await supplierOf(screens).ask('LaunchFunctionality', patient.identity + content)).toContain('<Response/>');
};
const eventsOf = async (patient: TestPatient): Promise<string> => await supplierOf(screens, 2).ask('GetPatientRecord', patient.identity);
const open = async (patient: TestPatient): Promise<void> => {
  await screens.environment().perform('session.signIn', { userName: 'ashah' });
  await screens.environment().perform('session.open', { nhsNumber: patient.nhsNumber });
};
const focused = (page: Page): Promise<unknown> => page.evaluate('document.activeElement.name || document.activeElement.textContent');

afterEach(async () => {
  await screens.closePages();
  await screens.environment().perform('session.discard', {});
  await screens.environment().perform('session.close', {});
});

describe('LaunchFunctionality', () => {
  it("B7.21: opens over the screen at once, filled in; edited and accepted it is the user's own entry", async () => {
    const patient = await patientOf(screens, 0);
    const page = await screens.visitAs();
    await launch(
      patient,
      '<ClinicalCode><Code Scheme="CTV3" Code="XE0Uc" Term="Nothing much"/><Value>5</Value><Comparator>4</Comparator><FreeText>&lt;b&gt;Seen&lt;/b&gt; at home</FreeText></ClinicalCode>',
    );
    const dialog = page.getByRole('dialog', { name: 'Add a coded entry' });
    await dialog.getByText('Sample application asks for this.').waitFor();
    await dialog.getByText(patient.surname.toUpperCase()).waitFor();
    // What a code means is said by the list, not by who asks.
    await dialog.getByText('The list calls this code Essential hypertension, not “Nothing much”.').waitFor();
    expect(await dialog.getByRole('textbox', { name: 'Notes' }).inputValue()).toBe('<b>Seen</b> at home');
    // What has no field is not accepted unseen.
    await dialog.getByRole('region', { name: 'Also filled in' }).getByRole('term').getByText('Comparator').waitFor();
    expect(await violationsOf(page)).toEqual([]);
    await dialog.getByRole('button', { name: 'Take away Comparator' }).click();

    const search = dialog.getByRole('combobox', { name: 'Code', exact: true });
    await search.fill('asthma');
    await dialog.getByRole('option', { name: /^Asthma H33/ }).waitFor();
    expect(await violationsOf(page)).toEqual([]);
    await search.press('ArrowDown');
    await search.press('ArrowUp');
    await search.press('Enter');
    await dialog.getByRole('button', { name: 'Take away Asthma' }).waitFor();
    // The code and what is beside it were one word: H33..Take away.
    expect(await dialog.locator('.code-search__chosen').textContent()).toBe('Asthma H33.. Take away Asthma');
    await dialog.getByRole('button', { name: 'Accept' }).click();
    await dialog.waitFor({ state: 'detached' });
    const event = /<Event [^>]*>(?:(?!<\/Event>).)*Seen(?:(?!<\/Event>).)*<\/Event>/u.exec(await eventsOf(patient))?.[0];
    expect(event).toContain('Code="H33.."');
    expect(event).toContain('UserName="ashah"');
    expect(event).not.toContain('Software=');
    expect(event).not.toContain('Comparator');
  });

  it('B7.21: several come one after another, each can wait, and a dismissed one makes nothing', async () => {
    const patient = await patientOf(screens, 1);
    const page = await screens.visitAs();
    await launch(patient, '<Task><Content>First</Content></Task>');
    await launch(patient, '<Medication><Drug Scheme="Dmd" ProductID="39732011000001102"/></Medication>');
    const task = page.getByRole('dialog', { name: 'Add a task' });
    await task.getByText('1 of 2.').waitFor();
    // What is refused stands at its field, in words of the screen, and the keyboard goes there.
    await task.getByRole('button', { name: 'Accept' }).click();
    await task.getByText('Error: A new task needs “Type of task”.').waitFor();
    expect(await focused(page)).toBe('TaskType');
    expect(await violationsOf(page)).toEqual([]);
    expect(screens.expectProblems()).toHaveLength(2);

    // What is put aside is as it was left.
    await task.getByRole('textbox', { name: 'What is to be done' }).fill('First of all');
    await page.keyboard.press('Escape');
    const prescribing = page.getByRole('dialog', { name: 'Prescribe' });
    await prescribing.getByRole('button', { name: 'Take away Amlodipine 5mg tablets' }).waitFor();
    expect(await violationsOf(page)).toEqual([]);
    await prescribing.getByRole('button', { name: 'Dismiss' }).click();
    await page.getByText('A dialog waits for you: Task (Sample application).').waitFor();
    expect(await violationsOf(page)).toEqual([]);
    await page.getByRole('button', { name: 'Open', exact: true }).click();
    await task.getByRole('combobox', { name: 'Type of task' }).selectOption('Misc');
    await task.getByRole('textbox', { name: 'Due' }).fill('3 mar 2026 9:05');
    await task.getByRole('textbox', { name: 'What is to be done' }).focus();
    expect(await task.getByRole('textbox', { name: 'Due' }).inputValue()).toBe('03-Mar-2026 09:05');
    await task.getByRole('button', { name: 'Accept' }).click();
    await task.waitFor({ state: 'detached' });
    const record = await eventsOf(patient);
    expect(record).toContain('<Content>First of all</Content>');
    expect(record).toContain('2026-03-03T09:05:00');
    expect(record).not.toContain('Amlodipine 5mg tablets</');
  });

  it('B7.16, B7.21: beside unsaved changes what is accepted waits with them, as from oneself', async () => {
    const patient = await patientOf(screens, 2);
    const page = await screens.visitAs();
    const narrative = '<Clinical><Event><Narrative><Line>Note</Line></Narrative></Event></Clinical>';
    await supplierOf(screens).ask('UpdatePatientRecord', `${patient.identity}${narrative}<LeaveRecordOpen/>`);
    await launch(patient, '<Task><TaskType>Misc</TaskType><Content>Second</Content></Task>');
    const task = page.getByRole('dialog', { name: 'Add a task' });
    await task.getByText('what you accept waits with them').waitFor();
    await task.getByRole('button', { name: 'Accept' }).click();
    await page.getByText('From Sample application (1), yourself (1).').waitFor();
    expect(await eventsOf(patient)).not.toContain('Second');
  });
});

describe('adding by hand', () => {
  it('uses the same dialogs, empty, and saves what is accepted; the keyboard goes in and comes back', async () => {
    const patient = await patientOf(screens, 3);
    await open(patient);
    const page = await screens.visitAs(undefined, '/record/add');
    const menu = page.getByRole('button', { name: 'Add', exact: true });
    await menu.click();
    expect(await violationsOf(page)).toEqual([]);
    await page.getByRole('button', { name: 'Attachment' }).click();
    const dialog = page.getByRole('dialog', { name: 'Add an attachment' });
    await dialog.getByLabel('File', { exact: true }).setInputFiles({ name: 'scan <1>.txt', mimeType: 'text/plain', buffer: Buffer.from('A scanned page') });
    await dialog.getByRole('textbox', { name: 'Comments' }).fill('By post');
    expect(await violationsOf(page)).toEqual([]);
    // What was entered is not lost by one key.
    await page.keyboard.press('Escape');
    await dialog.getByText('What you entered is not kept.').waitFor();
    await dialog.getByRole('button', { name: 'Accept' }).click();
    await dialog.waitFor({ state: 'detached' });
    expect(await focused(page)).toMatch(/^Add/);
    const record = await eventsOf(patient);
    expect(record).toContain('<FileName>scan _1_.txt</FileName>');
    expect(record).toContain('By post');
  });

  it('books a free slot, which is free no longer', async () => {
    const patient = await patientOf(screens, 4);
    await open(patient);
    const page = await screens.visitAs(undefined, '/record/add?dialog=booking');
    const dialog = page.getByRole('dialog', { name: 'Book an appointment' });
    await dialog.getByText('No slot is chosen yet.').waitFor();
    await dialog.getByRole('button', { name: 'Accept' }).click();
    await dialog.getByText('Nothing was made.').waitFor();
    expect(screens.expectProblems()).toHaveLength(2);
    const slots = dialog.getByRole('region', { name: 'Free slots by day' });
    await slots.getByRole('radio').first().check();
    await dialog.getByText(/02-Mar-2026 09:\d\d, \d+ minutes/).waitFor();
    expect(await violationsOf(page)).toEqual([]);
    await dialog.getByRole('button', { name: 'Accept' }).click();
    await dialog.waitFor({ state: 'detached' });
    expect(await eventsOf(patient)).toContain('<Status>Booked</Status>');
  });

  it.each(['prescribing', 'letter'])('has nothing cut off at 400 pixels: %s', async (kind) => {
    const patient = await patientOf(screens, 5);
    await open(patient);
    const page = await screens.visit(`/record/add?dialog=${kind}`);
    await page.setViewportSize({ width: 400, height: 800 });
    await page.getByRole('button', { name: 'Continue as' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.waitFor();
    expect(await page.evaluate('document.querySelector("dialog").scrollWidth <= document.querySelector("dialog").clientWidth')).toBe(true);
    expect(await violationsOf(page)).toEqual([]);
    await page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'detached' });
  });

  it('B4.7: a receptionist adds appointments and tasks, and nothing clinical', async () => {
    const patient = await patientOf(screens, 6);
    const page = await screens.visitAs('receptionist');
    await screens.environment().perform('session.open', { nhsNumber: patient.nhsNumber });
    await page.goto(`${screens.base()}/record/add?dialog=coding`);
    await page.getByText('Your role may not add this to a record.').waitFor();
    await page.getByRole('button', { name: 'Add', exact: true }).click();
    expect(await page.locator('main .menu li').allTextContents()).toEqual(['Appointment', 'Task']);
    expect(await violationsOf(page)).toEqual([]);
  });
});

describe('demographics', () => {
  it('are edited and saved at once; what is wrong stands at its field', async () => {
    const patient = await patientOf(screens, 7);
    await open(patient);
    const page = await screens.visitAs(undefined, '/record/demographics/edit');
    const surname = page.getByRole('textbox', { name: 'Surname' });
    await surname.fill(' ');
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByText('Error: A patient has a surname: it cannot be emptied.').waitFor();
    expect(await focused(page)).toBe('Surname');
    expect(await violationsOf(page)).toEqual([]);
    expect(screens.expectProblems()).toHaveLength(2);
    await surname.fill("O'Hara <b>");
    await page.getByRole('textbox', { name: 'Date of birth' }).fill('31/12/1960');
    await page.getByRole('combobox', { name: 'Main language' }).fill('polish');
    await page.getByRole('option', { name: /Polish/ }).click();
    await page.getByText('3 fields are changed.').waitFor();
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByText('Saved.', { exact: true }).waitFor();
    const record = await eventsOf(patient);
    expect(record).toMatch(/<Surname>O('|&apos;|&#39;)Hara &lt;b(>|&gt;)<\/Surname>/u);
    expect(record).toContain('<DateOfBirth>1960-12-31</DateOfBirth>');
    expect(record).toContain('Main spoken language Polish');
    expect(await violationsOf(page)).toEqual([]);
  });

  it('what somebody else has saved while the form was open is told and decided, field by field', async () => {
    const patient = await patientOf(screens, 8);
    await open(patient);
    const page = await screens.visitAs(undefined, '/record/demographics/edit');
    await page.getByRole('textbox', { name: 'Mobile telephone' }).fill('07700 900001');
    await page.getByRole('textbox', { name: 'Work telephone' }).fill('01632 960001');
    const other = '<Demographics><MobileTelephone>07700 900002</MobileTelephone><WorkTelephone>01632 960002</WorkTelephone></Demographics>';
    await supplierOf(screens, 2).ask('UpdatePatientRecord', patient.identity + other);
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByRole('heading', { name: 'Nothing was saved: somebody else has changed the same meanwhile' }).waitFor();
    expect(await violationsOf(page)).toEqual([]);
    await page
      .getByRole('group', { name: 'Mobile telephone' })
      .getByRole('radio', { name: /^Yours/ })
      .check();
    await page
      .getByRole('group', { name: 'Work telephone' })
      .getByRole('radio', { name: /^Theirs/ })
      .check();
    await page.getByRole('button', { name: 'Keep these choices and save' }).click();
    await page.getByText('Saved.', { exact: true }).waitFor();
    expect(await page.getByRole('button', { name: 'Save' }).isDisabled()).toBe(true);
    expect(await page.getByRole('textbox', { name: 'Work telephone' }).inputValue()).toBe('01632 960002');
    const record = await eventsOf(patient);
    expect(record).toContain('07700 900001');
    expect(record).toContain('01632 960002');

    // What is begun again begins with what the record has now.
    await supplierOf(screens, 2).ask('UpdatePatientRecord', `${patient.identity}<Demographics><KnownAs>Bo</KnownAs></Demographics>`);
    await page.getByRole('button', { name: 'Read again' }).click();
    await expect.poll(() => page.getByRole('textbox', { name: 'Known as' }).inputValue()).toBe('Bo');
  });

  it('B7.16: beside unsaved changes they wait with them', async () => {
    const patient = await patientOf(screens, 9);
    const page = await screens.visitAs();
    await supplierOf(screens).ask(
      'UpdatePatientRecord',
      `${patient.identity}<NonClinical><Task><TaskType>Misc</TaskType><Content>Third</Content></Task></NonClinical><LeaveRecordOpen/>`,
    );
    await page.goto(`${screens.base()}/record/demographics/edit`);
    await page.getByRole('textbox', { name: 'Known as' }).fill('Ed');
    await page.getByRole('button', { name: 'Save', exact: true }).click();
    await page.getByRole('heading', { level: 1, name: 'Unsaved changes' }).waitFor();
    await page.getByText('From Sample application (1), yourself (1).').waitFor();
    await page.getByText('Entered by Dr Anita Shah').waitFor();
  });

  it('say that no record is open', async () => {
    await screens.environment().perform('session.signIn', { userName: 'ashah' });
    const page = await screens.visitAs(undefined, '/record/demographics/edit');
    await page.getByText('No record is open').waitFor();
    expect(await violationsOf(page)).toEqual([]);
  });
});
