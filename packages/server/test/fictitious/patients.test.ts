import { type Demographics, decodeReply, encodeReply, getPatientRecord, isNhsNumber, parseDocument } from '@s1kit/contract';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { codeLists } from '../../src/directory/code-lists/index.js';
import { dayOf, makeCalendar, textOfDay } from '../../src/fictitious/calendar.js';
import { edgeNhsNumber, mostPatients, nhsNumberOf } from '../../src/fictitious/nhs-numbers.js';
import type { FictitiousPatient } from '../../src/fictitious/patient.js';
import { eventValue } from '../../src/patients/event-value.js';
import { fromUk } from '../../src/uk-time.js';
import { codesOf, livesOf } from './lives.js';

const lives = livesOf(1);
const patients = Array.from({ length: 400 }, (_, place) => lives.at(place));
const { anchor, calendar } = lives.workshop;
const lists = codeLists();

const numbersOf = ({ HomeTelephone = '', WorkTelephone = '', MobileTelephone = '', AlternateTelephone = '' }: Demographics): readonly string[] =>
  [HomeTelephone, WorkTelephone, MobileTelephone, AlternateTelephone].filter((number) => number !== '');

describe('NHS numbers', () => {
  it('B9.2: are from 999 000 0000 up, valid by modulus 11, and never given twice', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 1_000_000 }), fc.integer({ min: 0, max: mostPatients - 200 }), (seed, first) => {
        const numbers = Array.from({ length: 200 }, (_, index) => nhsNumberOf(seed, first + index));
        expect(new Set(numbers).size).toBe(numbers.length);
        expect(numbers.every((number) => isNhsNumber(number) && number >= '9990000000' && number <= '9999999999')).toBe(true);
      }),
    );
  });

  it('of ordinary patients are never those of edge cases', () => {
    const edges = new Set(Array.from({ length: 18 }, (_, place) => edgeNhsNumber(place)));
    expect(edges.size).toBe(18);
    expect([...edges].every((number) => isNhsNumber(number) && number >= '9999999800')).toBe(true);
    const highest = Array.from({ length: mostPatients }, (_, place) => Number(nhsNumberOf(0, place))).reduce((a, b) => Math.max(a, b));
    expect(highest).toBeLessThan(9_999_999_800);
  });
});

describe('the calendar', () => {
  it('gives the instants that UK time gives, for each day of half a century', () => {
    const days = makeCalendar();
    const wrong = Array.from({ length: 18_000 }, (_, index) => 8_000 + index).filter(
      (day) => days.instant(day, 34_200) !== fromUk(`${textOfDay(day)}T09:30:00`),
    );
    expect(wrong).toEqual([]);
  });
});

describe('a fictitious patient', () => {
  it('is the same, whoever else is made', () => {
    const ids = () => ({ event: 1, problem: 1, document: 1 });
    const alone = livesOf(7, '2026-03-02', ids()).at(321);
    const after = livesOf(7, '2026-03-02', ids());
    after.at(320);
    after.at(5);
    const { record, ...rest } = after.at(321);
    const { record: recordAlone, ...restAlone } = alone;
    expect(rest).toEqual(restAlone);
    const bare = (events: FictitiousPatient['record']['events']): string =>
      JSON.stringify(events).replace(/"(ProblemUID|LinkedProblemUID|DocumentUID)":"[0-9a-f]+"|"documentId":\d+/gu, '');
    expect(bare(record.events)).toBe(bare(recordAlone.events));
    expect(record.appointments).toEqual(recordAlone.appointments);
  });

  it('is another with another seed', () => {
    expect(livesOf(2).at(0).demographics).not.toEqual(patients[0]?.demographics);
  });

  it('has telephone numbers of the ranges for drama and a postcode that cannot exist', () => {
    for (const { demographics, addresses } of patients) {
      for (const number of numbersOf(demographics)) expect(number).toMatch(/^(?:01632 960\d{3}|07700 900\d{3}|020 7946 0\d{3})$/u);
      for (const { address } of addresses) expect(address.Postcode).toMatch(/^QV\d \d[A-Z]{2}$/u);
    }
  });

  it('has codes and products of the lists only, in the scheme that they have there', () => {
    for (const patient of patients) {
      for (const { Code } of codesOf(patient)) expect(lists.findCode(Code.Scheme, Code.Code), Code.Term).toBeDefined();
      for (const { items } of patient.record.events) {
        for (const item of items) {
          if (item.kind !== 'Medication' && item.kind !== 'RepeatMedication') continue;
          expect(lists.findDrug(item.value.Drug.Scheme, item.value.Drug.ProductID)?.name).toBe(item.value.Drug.Name);
        }
      }
    }
  });

  it('has no event before birth, after death or in the future', () => {
    for (const { demographics, record } of patients) {
      const birth = dayOf(demographics.DateOfBirth ?? '');
      const end = demographics.DateOfDeath === undefined ? anchor : dayOf(demographics.DateOfDeath);
      const wrong = record.events.filter(({ day }) => day < birth || day >= end);
      expect(wrong.map(({ day, items }) => [calendar.text(day), demographics.DateOfBirth, items[0]])).toEqual([]);
    }
  });

  it('has links only to problems of its own, and repeat medication for what it has', () => {
    for (const { record } of patients) {
      const items = record.events.flatMap((event) => event.items);
      const problems = new Set(items.flatMap((item) => (item.kind === 'ClinicalCode' ? (item.value.ProblemUID ?? []) : [])));
      const links = items.flatMap(({ value }) => ('LinkedProblemUID' in value ? (value.LinkedProblemUID ?? []) : []));
      expect(links.filter((link) => !problems.has(link))).toEqual([]);
      for (const item of items) {
        if (item.kind !== 'RepeatMedication' || item.value.LinkedProblemUID !== undefined) continue;
        // Contraception is for no problem.
        expect(item.value.Drug.Name).toMatch(/Microgynon|Desogestrel|Medroxyprogesterone/u);
      }
    }
  });

  it('is never given what it is allergic to', () => {
    let allergic = 0;
    for (const patient of patients) {
      if (!codesOf(patient).some(({ Code }) => Code.Term === 'Penicillin allergy')) continue;
      allergic++;
      const given = patient.record.events.flatMap(({ items }) => items.flatMap((item) => (item.kind === 'Medication' ? [item.value.Drug.Name ?? ''] : [])));
      expect(given.filter((name) => /^(?:Amoxicillin|Flucloxacillin|Phenoxymethylpenicillin|Co-amoxiclav)/u.test(name))).toEqual([]);
    }
    expect(allergic).toBeGreaterThan(3);
  });

  it('is entered when it happened or later, and no later than the anchor date', () => {
    for (const { record } of patients) {
      expect(record.events.filter(({ day, enteredOn = day }) => enteredOn < day - 4 || enteredOn > anchor + 6)).toEqual([]);
    }
  });

  it('has items that the contract takes: encoded and decoded they are the same', () => {
    const declaration = getPatientRecord;
    for (const { record } of patients.slice(0, 30)) {
      const events = record.events.map(({ day, second, author, items, method }, index) =>
        eventValue(
          {
            event_id: index + 1,
            effective_at: calendar.dateTime(day, second),
            user_name: author.userName,
            done_by: author.doneBy,
            done_at: author.doneAt,
            software: null,
            method: method ?? null,
            linked_referral_uid: null,
            linked_problem_uid: null,
          },
          // A reply says of each medication why it ended, if only with an empty element.
          items.map((item) => (item.kind === 'Medication' ? { kind: item.kind, value: { ...item.value, EndReason: '' } } : item)),
        ),
      );
      const value = { Identity: { StrategicReportingIdentifier: '1' }, Clinical: { Event: events }, RecordState: 'Closed' } as const;
      const echo = { deviceId: '', requestUid: '', function: declaration.name, functionVersion: declaration.version };
      const text = Buffer.concat([...encodeReply(echo, '', declaration, value)]).toString('latin1');
      const decoded = decodeReply(declaration, parseDocument(text));
      expect(decoded.outcome.kind === 'response' && decoded.outcome.value.Clinical?.Event).toEqual(events);
    }
  });

  it('of many use nearly every code and product of the lists', () => {
    const wide = Array.from({ length: 1200 }, (_, place) => lives.at(400 + place));
    const used = new Set(wide.flatMap((patient) => codesOf(patient).map(({ Code }) => Code.Code)));
    const unused = lists.codes.filter(({ ctv3, snomed }) => !used.has(ctv3?.code ?? snomed?.code ?? ''));
    expect(unused.length).toBeLessThan(60);
  });
});
