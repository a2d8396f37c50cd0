// Finding a patient in the header and opening the record, by keyboard and mouse, as each role.
import { describe, expect, it } from 'vitest';
import { goToPart, openByKeyboard } from '../support/record.js';
import { screensForTests, violationsOf } from '../support/screens.js';
import { supplierAt } from '../support/supplier.js';

const screens = screensForTests({ approve: 'always', workstations: 1 });

/** The edge cases of the fictitious patients. */
const [oneJones, otherJones, deceased, confidential, empty] = ['999 999 9840', '999 999 9859', '999 999 9816', '999 999 9875', '999 999 9883'] as const;

const parts = [
  'Journal',
  'Problems',
  'Medication',
  'Results',
  'Vaccinations',
  'Allergies',
  'Documents',
  'Letters',
  'Tasks',
  'Appointments',
  'Relationships',
  'Demographics',
];

describe('finding a patient', () => {
  it('tells namesakes apart, opens the chosen one by keyboard, and shows whose record it is on every screen', async () => {
    const page = await screens.visitAs();
    const box = page.getByRole('combobox', { name: 'Find a patient' });
    await box.fill('jones marg');
    await expect.poll(() => page.getByRole('option').count()).toBe(2);
    const options = await page.getByRole('option').allTextContents();
    expect(options.map((text) => text?.match(/NHS No\. ([0-9]{3} [0-9]{3} [0-9]{4})/)?.[1])).toEqual([oneJones, otherJones]);
    for (const text of options) expect(text).toMatch(/JONES, Margaret \(Mrs\).*Born \d{2}-[A-Z][a-z]{2}-\d{4} \(45y\).*Female.*Lanternby Close.*QV9 9AB/s);
    expect(new Set(options).size).toBe(2);
    expect(await violationsOf(page)).toEqual([]);
    await box.press('ArrowDown');
    await box.press('ArrowDown');
    const chosen = page.getByRole('option', { selected: true });
    expect(await box.getAttribute('aria-activedescendant')).toBe(await chosen.getAttribute('id'));
    expect(await chosen.textContent()).toContain(otherJones);
    await box.press('Enter');
    const banner = page.getByRole('region', { name: 'Patient' });
    await banner.getByText(otherJones).waitFor();
    expect(await banner.textContent()).toMatch(/JONES, Margaret \(Mrs\).*Born.*\(45y\).*Gender.*Female.*NHS No\..*Allergies:/s);
    await page.getByRole('heading', { level: 1, name: 'Record: Journal' }).waitFor();
    expect(new URL(page.url()).pathname + new URL(page.url()).search).toBe('/record');
    await expect.poll(() => page.evaluate<string>('document.activeElement.id')).toBe('maincontent');
    expect((await screens.environment().perform('session.status', {})).record?.nhsNumber).toBe(otherJones.replaceAll(' ', ''));
    await banner.getByText('Address, telephone and more').click();
    await banner.getByText('15 Lanternby Close').waitFor();
    expect(await violationsOf(page)).toEqual([]);
    await page.getByRole('link', { name: 's1kit' }).click();
    await page.getByRole('heading', { level: 1, name: 'Start' }).waitFor();
    expect(await banner.textContent()).toContain(otherJones);
    await banner.getByRole('button', { name: 'Close record' }).click();
    await banner.waitFor({ state: 'detached' });
    await page.getByRole('navigation', { name: 'Screens' }).getByRole('link', { name: 'Record' }).click();
    await page.getByText('No record is open').waitFor();
    expect(await violationsOf(page)).toEqual([]);
  });

  it('B6.4: marks who has died, finds a confidential patient by number alone, and says what is wrong with a number', async () => {
    const page = await screens.visitAs();
    const box = page.getByRole('combobox', { name: 'Find a patient' });
    await box.fill('hiddlestone');
    await page.getByText('Nobody of this practice matches', { exact: false }).first().waitFor();
    await box.fill('999 999 9876');
    await page.getByText('its check digit does not fit', { exact: false }).first().waitFor();
    expect(await violationsOf(page)).toEqual([]);
    await openByKeyboard(page, confidential);
    const banner = page.getByRole('region', { name: 'Patient' });
    await banner.getByText('Confidential').waitFor();
    await openByKeyboard(page, deceased);
    expect(await banner.textContent()).toMatch(/Deceased.*Died17-Dec-2025 \(81y\)/s);
    expect(await violationsOf(page)).toEqual([]);
    await openByKeyboard(page, empty);
    await page.getByText('Nothing is recorded', { exact: true }).waitFor();
    await banner.getByText('nothing recorded').waitFor();
    for (const part of parts.slice(1)) {
      await goToPart(page, part);
      expect([part, await violationsOf(page)]).toEqual([part, []]);
    }
  });

  it('B7.16: asks before a record with unsaved changes is left for another or closed; staying leaves all as it is', async () => {
    const page = await screens.visitAs();
    const { apiKey, port } = screens.environment();
    const supplier = supplierAt(port, apiKey);
    const numberOf = (number: string): string => `<Identity><NHSNumber>${number.replaceAll(' ', '')}</NHSNumber></Identity>`;
    const leaveOpen = async (number: string): Promise<void> => {
      const update = `${numberOf(number)}<Clinical><Event><Narrative><Line>Left open</Line></Narrative></Event></Clinical><LeaveRecordOpen/>`;
      expect(await supplier.ask('UpdatePatientRecord', update)).toContain('<RecordState>Open</RecordState>');
    };
    await leaveOpen(oneJones);
    const banner = page.getByRole('region', { name: 'Patient' });
    await banner.getByText(oneJones).waitFor();
    const box = page.getByRole('combobox', { name: 'Find a patient' });
    await box.fill(otherJones);
    await page.getByRole('option').first().click();
    const question = page.getByRole('dialog', { name: '1 change is not saved' });
    await question.getByText('Before you open another record').waitFor();
    expect(await violationsOf(page)).toEqual([]);
    await question.getByRole('button', { name: 'Stay' }).click();
    await question.waitFor({ state: 'detached' });
    expect(await banner.textContent()).toContain(oneJones);

    await box.fill(otherJones);
    await page.getByRole('option').first().click();
    await question.getByRole('button', { name: 'Discard all' }).click();
    await banner.getByText(otherJones).waitFor();
    expect(await supplier.ask('GetPatientRecord', numberOf(oneJones))).not.toContain('Left open');

    await leaveOpen(otherJones);
    await page.getByRole('region', { name: 'Unsaved changes' }).getByText('1 change is not saved.').waitFor();
    await banner.getByRole('button', { name: 'Close record' }).click();
    await question.getByText('Before you close the record').waitFor();
    await question.getByRole('button', { name: 'Save all' }).click();
    await banner.waitFor({ state: 'detached' });
    expect(await supplier.ask('GetPatientRecord', numberOf(otherJones))).toContain('Left open');
  });
});

describe('what a role sees of a record', () => {
  it('B4.7: a receptionist no clinical part, nor allergies; the names of documents, not what is in them', async () => {
    const page = await screens.visitAs('receptionist');
    await openByKeyboard(page, oneJones);
    await page.getByRole('heading', { level: 1, name: 'Record: Demographics' }).waitFor();
    const seen = page.getByRole('navigation', { name: 'Parts of the record' }).getByRole('link');
    expect(await seen.allInnerTexts()).toEqual(['Documents', 'Tasks', 'Appointments', 'Demographics']);
    expect(await page.getByRole('region', { name: 'Patient' }).textContent()).not.toContain('llergies');
    for (const part of await seen.allInnerTexts()) {
      await goToPart(page, part);
      expect([part, await violationsOf(page)]).toEqual([part, []]);
    }
    await page.goto(`${screens.base()}/record?tab=journal`);
    await page.getByText('Your role does not see this part of a record').waitFor();
    expect(await violationsOf(page)).toEqual([]);
  });

  it('B4.7: an information governance lead finds patients, and opens none', async () => {
    const page = await screens.visitAs('informationGovernanceLead');
    expect(await page.getByRole('link', { name: 'Record' }).count()).toBe(0);
    await page.getByRole('combobox', { name: 'Find a patient' }).fill(oneJones);
    await page.getByRole('option').first().click();
    await page.getByRole('alert').getByText('does not have the right', { exact: false }).waitFor();
    expect(screens.expectProblems()).not.toEqual([]);
  });
});
