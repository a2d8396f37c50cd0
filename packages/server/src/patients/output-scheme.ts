// Codes and drugs in the scheme that a request wants them in (B7.8).
import type { ClinicalItem, Code, Drug, OutputScheme } from '@s1kit/contract';
import type { CodeLists } from '../directory/code-lists/index.js';

/** What is needed to put codes and drugs into a scheme. */
export interface Translation {
  readonly scheme: OutputScheme;
  readonly lists: CodeLists;
}

/** The code in the wanted scheme; itself where there is none. */
export function translateCode(code: Code, { scheme, lists }: Translation): Code {
  return lists.equivalent(code, scheme.codes) ?? code;
}

/** The drug in the wanted scheme; itself where there is none. */
export function translateDrug(drug: Drug, { scheme, lists }: Translation): Drug {
  return lists.equivalentDrug(drug, scheme.drugs) ?? drug;
}

/** The item with its codes and drugs in the wanted scheme. */
export function translateItem(item: ClinicalItem, translation: Translation): ClinicalItem {
  switch (item.kind) {
    case 'ClinicalCode': {
      const code = translateCode(item.value.Code, translation);
      return code === item.value.Code ? item : { kind: item.kind, value: { ...item.value, Code: code } };
    }
    case 'Medication':
      return { kind: item.kind, value: { ...item.value, Drug: translateDrug(item.value.Drug, translation) } };
    case 'RepeatMedication':
      return { kind: item.kind, value: { ...item.value, Drug: translateDrug(item.value.Drug, translation) } };
    case 'DrugSensitivity':
      return item.value.Drug === undefined ? item : { kind: item.kind, value: { ...item.value, Drug: translateDrug(item.value.Drug, translation) } };
    default:
      return item;
  }
}
