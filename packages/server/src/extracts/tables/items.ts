// Tables of the items that clinical events hold. What refers to an event, patient, code or person does so by the number of its row.
import type { ClinicalItem, Drug } from '@s1kit/contract';
import { mappingOf } from '../mappings.js';
import { itemRow, namedRow } from '../row-identifiers.js';
import type { Scope } from '../scope.js';
import { type Table, table } from '../table.js';
import { extractTime } from '../times.js';
import { type EventRow, eventCells, head } from './event-columns.js';
import { byEvent, itemsOf, tail } from './events.js';

/** The tables that an item has a row in. */
export function tablesOfItem(item: ClinicalItem): readonly string[] {
  switch (item.kind) {
    case 'ClinicalCode':
      return item.value.ProblemUID === undefined ? [codes.name] : [codes.name, problems.name];
    case 'Medication':
      return [medications.name];
    case 'RepeatMedication':
      return [repeats.name];
    case 'Vaccination':
      return [immunisations.name];
    case 'DrugSensitivity':
      return [sensitivities.name];
    default:
      return [];
  }
}

/** Numbers stand on the row of their code: value, unit and comparator, with IsNumeric. */
export const codes: Table = table(
  'SRCode',
  [
    ...head,
    ...['CTV3Code', 'CTV3Text', 'SNOMEDCode', 'SNOMEDText', 'NumericComparator', 'IsNumeric', 'NumericValue', 'NumericUnit', 'EpisodeType'],
    'IDTemplate',
    'IDQuestionnaire',
    'IDEvent',
    'IDPatient',
    'IDReferralIn',
    'IDAppointment',
    'IDVisit',
    'IDOrganisation',
    'IDOrganisationRegisteredAt',
  ],
  byEvent('ClinicalCode', (event, scope) => {
    const common = eventCells(event, scope);
    return [...itemsOf(event, 'ClinicalCode')].map(({ index, value }) => {
      const ctv3 = scope.lists.equivalent(value.Code, 'CTV3');
      const snomed = scope.lists.equivalent(value.Code, 'Snomed');
      const own = {
        RowIdentifier: itemRow(event.event_id, index),
        CTV3Code: ctv3?.Code,
        CTV3Text: ctv3?.Term,
        SNOMEDCode: snomed?.Code,
        SNOMEDText: snomed?.Term,
        NumericComparator: value.Comparator,
        IsNumeric: value.Value !== undefined,
        NumericValue: value.Value,
        NumericUnit: value.Units,
        EpisodeType: mappingOf('EpisodeType', value.Episodicity),
      };
      return { own, common };
    });
  }),
);

/** A problem says more of a row of SRCode. */
export const problems: Table = table(
  'SRProblem',
  [...head, 'CTV3Code', 'DateEnd', 'Severity', 'IDCode', 'IDEvent', 'IDPatient', 'IDReferralIn', 'IDOrganisation', 'IDOrganisationRegisteredAt'],
  byEvent('ClinicalCode', (event, scope) => {
    // Few codes are problems: most events need not be taken apart.
    if (!event.items.includes('"ProblemUID"')) return [];
    const common = eventCells(event, scope);
    return [...itemsOf(event, 'ClinicalCode')].flatMap(({ index, value }) => {
      if (value.ProblemUID === undefined) return [];
      const row = itemRow(event.event_id, index);
      const own = {
        RowIdentifier: row,
        CTV3Code: scope.lists.equivalent(value.Code, 'CTV3')?.Code,
        DateEnd: extractTime(value.ProblemEndDate),
        Severity: mappingOf('ProblemSeverity', value.ProblemSeverity),
        IDCode: row,
      };
      return [{ own, common }];
    });
  }),
);

/** Which repeat template an issue came of is not kept: IDRepeatTemplate is empty. */
export const medications: Table = table(
  'SRPrimaryCareMedication',
  [
    ...head,
    'IDMultiLexProduct',
    'IDMultiLexPack',
    'IDMultiLexDMD',
    'NameOfMedication',
    'DateMedicationStart',
    'DateMedicationEnd',
    'MedicationDosage',
    'MedicationQuantity',
    'IsSupervised',
    'SupervisedDose',
    'UnsupervisedDose',
    'IsRepeatMedication',
    'IsOtherMedication',
    'IsDentalMedication',
    'IsHospitalMedication',
    'IDRepeatTemplate',
    'IDReferralIn',
    ...tail,
  ],
  byEvent('Medication', (event, scope) => {
    const common = eventCells(event, scope);
    return [...itemsOf(event, 'Medication')].map(({ index, value }) => ({
      own: {
        RowIdentifier: itemRow(event.event_id, index),
        ...drugCells(value.Drug, scope),
        DateMedicationStart: extractTime(value.StartDate ?? event.effective_at.slice(0, 10)),
        DateMedicationEnd: extractTime(value.EndDate),
        MedicationDosage: value.Dose,
        MedicationQuantity: value.Quantity,
        IsRepeatMedication: value.RepeatIssue !== undefined,
        IsOtherMedication: value.MedicationType === 'Other medication',
        IsDentalMedication: false,
        IsHospitalMedication: false,
      },
      common,
    }));
  }),
);

export const repeats: Table = table(
  'SRRepeatTemplate',
  [
    ...head,
    'IDMultiLexProduct',
    'IDMultiLexPack',
    'IDMultiLexDMD',
    'NameOfMedication',
    'DateMedicationTemplateStart',
    'DateMedicationTemplateEnd',
    'DateMedicationTemplateReview',
    'MedicationDosage',
    'MedicationQuantity',
    'MaxIssues',
    'CourseLengthPerIssue',
    'DrugStatus',
    'IDReferralIn',
    ...tail,
  ],
  byEvent('RepeatMedication', (event, scope) => {
    const common = eventCells(event, scope);
    return [...itemsOf(event, 'RepeatMedication')].map(({ index, value }) => ({
      own: {
        RowIdentifier: itemRow(event.event_id, index),
        ...drugCells(value.Drug, scope),
        DateMedicationTemplateStart: extractTime(value.StartDate ?? event.effective_at.slice(0, 10)),
        DateMedicationTemplateEnd: extractTime(value.EndDate),
        DateMedicationTemplateReview: extractTime(value.ReviewDate),
        MedicationDosage: value.Dose,
        MedicationQuantity: value.Quantity,
        MaxIssues: value.MaxIssues,
        CourseLengthPerIssue: value.IssueDurationDays,
      },
      common,
    }));
  }),
);

function drugCells(drug: Drug, { lists }: Scope) {
  return {
    IDMultiLexProduct: lists.equivalentDrug(drug, 'Multilex')?.ProductID,
    IDMultiLexPack: drug.PackID,
    IDMultiLexDMD: lists.equivalentDrug(drug, 'Dmd')?.ProductID,
    NameOfMedication: drug.Name ?? lists.findDrug(drug.Scheme, drug.ProductID)?.name,
  };
}

/** A sensitivity that has no product has its words alone, which extracts do not carry. */
export const sensitivities: Table = table(
  'SRDrugSensitivity',
  [...head, 'DateStarted', 'DateEnded', 'FormulationSpecific', 'IDDrugCode', 'IDMultiLexAction', 'IDReferralIn', ...tail],
  byEvent('DrugSensitivity', (event, scope) => {
    const common = eventCells(event, scope);
    return [...itemsOf(event, 'DrugSensitivity')].map(({ index, value }) => ({
      own: {
        RowIdentifier: itemRow(event.event_id, index),
        DateStarted: common.DateEvent,
        IDDrugCode: value.Drug === undefined ? undefined : scope.lists.equivalentDrug(value.Drug, 'Multilex')?.ProductID,
      },
      common,
    }));
  }),
);

export const immunisations: Table = table(
  'SRImmunisation',
  [
    ...head,
    'IDVaccination',
    'IDImmunisationContent',
    'Dose',
    'Location',
    'Method',
    'DateExpiry',
    'ImmsReadCode',
    'ImmsSNOMEDCode',
    'VaccPart',
    'VaccBatchNumber',
    'VaccAreaCode',
    'VaccinationStatus',
    ...tail,
  ],
  byEvent('Vaccination', (event, scope) => {
    const common = eventCells(event, scope);
    return [...itemsOf(event, 'Vaccination')].map(({ index, value }) => ({
      own: {
        RowIdentifier: itemRow(event.event_id, index),
        IDImmunisationContent: value.Name ? vaccineRow(value.Name) : undefined,
        Dose: value.Dosage,
        VaccPart: mappingOf('VaccinationPart', value.PartType),
        VaccBatchNumber: value.BatchNumber,
      },
      common,
    }));
  }),
);

/** The vaccines that records name, each once. */
export const vaccines: Table = table(
  'SRImmunisationContent',
  ['RowIdentifier', 'Name', 'Content', 'DateDeleted'],
  byEvent('Vaccination', (event: EventRow, _scope, told) =>
    [...itemsOf(event, 'Vaccination')].flatMap(({ value: { Name: name } }) => {
      if (!name || told.has(name)) return [];
      told.add(name);
      return [{ own: { RowIdentifier: vaccineRow(name), Name: name } }];
    }),
  ),
  { isReference: true },
);

function vaccineRow(name: string): number {
  return namedRow('SRImmunisationContent', name);
}
