// One item of an event in plain words, by its kind. Whatever stands in it is text.
import type { ClinicalItem } from '@s1kit/contract';
import { Fragment, type ReactNode } from 'react';
import { dateText } from '../../elements/dates.js';
import { endsProblem } from '../../words/ends-problem.js';
import { kindNames } from '../../words/kinds.js';
import { correspondentOf, nameOfCode, nameOfDrug, nameOfPerson } from '../../words/names.js';
import type { ProblemOf } from '../../words/useProblemNames.js';
import { LongText } from './LongText.js';
import { NumericWords, type Usual } from './NumericWords.js';
import { planSteps } from './plan-steps.js';

interface ItemWordsProps {
  readonly item: ClinicalItem;
  readonly usual: Usual | null;
  readonly problemOf: ProblemOf;
}

export function ItemWords({ item, usual, problemOf }: ItemWordsProps) {
  const problem = item.value.LinkedProblemUID;
  return (
    <div className="item said">
      {item.kind !== 'Narrative' && item.kind !== 'ClinicalCode' && <span className="item__kind">{kindNames[item.kind]}</span>}
      {bodyOf(item, usual)}
      {problem !== undefined && (
        <span className="item__problem">
          {endsProblem(item.kind, item.value) ? 'ends' : 'for'} {problemOf(problem)}
        </span>
      )}
    </div>
  );
}

function bodyOf(item: ClinicalItem, usual: Usual | null): ReactNode {
  switch (item.kind) {
    case 'Narrative':
      return <LongText text={item.value.Line.join('\n')} />;
    case 'ClinicalCode': {
      const { Code: code, Episodicity, FreeText, ProblemEndDate, ProblemSeverity, Value } = item.value;
      return (
        <>
          <span className="item__main">{nameOfCode(code)}</span>
          {Value !== undefined && <NumericWords value={item.value} usual={usual} />}
          {ProblemSeverity !== undefined && <span className="mark mark--blue">{ProblemSeverity} problem</span>}
          {facts(['', Episodicity], ['ended', ProblemEndDate && dateText(ProblemEndDate)])}
          <span className="secondary">
            {' '}
            {code.Scheme === 'Snomed' ? 'SNOMED CT' : 'CTV3'} {code.Code}
          </span>
          {words(FreeText)}
        </>
      );
    }
    case 'Medication': {
      const { Dose, Drug: drug, EndDate, EndReason, MedicationType, Quantity, RepeatIssue, StartDate } = item.value;
      return (
        <>
          <span className="item__main">{nameOfDrug(drug)}</span>
          {facts(['', Dose], ['', Quantity], ['from', StartDate && dateText(StartDate)], ['to', EndDate && dateText(EndDate)], ['ended:', EndReason])}
          {RepeatIssue === true && <span className="mark mark--grey">Repeat issue</span>}
          {MedicationType !== undefined && MedicationType !== 'NHS medication' && <span className="mark mark--grey">{MedicationType}</span>}
        </>
      );
    }
    case 'RepeatMedication': {
      const { Dose, Drug: drug, EndDate, IssueDurationDays, MaxIssues, Quantity, ReviewDate, StartDate } = item.value;
      return (
        <>
          <span className="item__main">{nameOfDrug(drug)}</span>
          {facts(
            ['', Dose],
            ['', Quantity],
            ['from', StartDate && dateText(StartDate)],
            ['ended', EndDate && dateText(EndDate)],
            ['at most', MaxIssues === undefined ? undefined : `${MaxIssues} issues`],
            ['each for', IssueDurationDays === undefined ? undefined : `${IssueDurationDays} days`],
            ['review', ReviewDate && dateText(ReviewDate)],
          )}
        </>
      );
    }
    case 'Vaccination': {
      const { BatchNumber, Dosage, Name, Notes, PartType } = item.value;
      return (
        <>
          <span className="item__main">{Name}</span>
          {facts(['', PartType], ['', Dosage], ['batch', BatchNumber])}
          {words(Notes)}
        </>
      );
    }
    case 'DrugSensitivity': {
      const { Drug: drug, FreeText, Type } = item.value;
      return (
        <>
          {drug !== undefined && <span className="item__main">{nameOfDrug(drug)}</span>}
          {words(FreeText)}
          {facts(['to a', Type?.toLowerCase()])}
        </>
      );
    }
    case 'Letter': {
      const { DateSentReceived, Direction, FileName, FileSize, RecipientName, RecipientOrganisation, SenderName, SenderOrganisation, Type } = item.value;
      return (
        <>
          <span className="item__main">{Type ?? FileName}</span>
          {facts(
            ['', Direction?.toLowerCase()],
            ['from', correspondentOf(SenderName, SenderOrganisation)],
            ['to', correspondentOf(RecipientName, RecipientOrganisation)],
            ['on', DateSentReceived && dateText(DateSentReceived)],
            ['file', FileName && `${FileName}${FileSize === undefined ? '' : ` (${FileSize})`}`],
          )}
        </>
      );
    }
    case 'Attachment': {
      const { Comments, FileName, FileSize, URL: address } = item.value;
      return (
        <>
          <span className="item__main">{FileName ?? address}</span>
          {facts(['', FileSize])}
          {words(Comments)}
        </>
      );
    }
    case 'Report': {
      const { BatteryHeaders, CollectionDate, Comments, FollowUpActions, IssueDate, PatientToBeInformed, Result, Type } = item.value;
      const actions = FollowUpActions?.FollowUpAction?.map(({ Action, Comments: why }) => [Action, why].filter(Boolean).join(': ')).join('; ');
      return (
        <>
          <span className="item__main">{BatteryHeaders ?? Type}</span>
          {facts(
            ['', BatteryHeaders === undefined ? undefined : Type],
            ['result', Result],
            ['taken', CollectionDate && dateText(CollectionDate)],
            ['issued', IssueDate && dateText(IssueDate)],
            ['to do:', actions],
          )}
          {PatientToBeInformed === true && <span className="mark mark--amber">Tell the patient</span>}
          {words(Comments)}
        </>
      );
    }
    case 'Recall': {
      const { FreeText, RecallDate, Status, Type } = item.value;
      return (
        <>
          <span className="item__main">{Type}</span>
          {facts(['due', RecallDate && dateText(RecallDate)], ['', Status])}
          {words(FreeText)}
        </>
      );
    }
    case 'Reminder': {
      const { ExpiryDate, FreeText, Severity } = item.value;
      return (
        <>
          {words(FreeText)}
          {facts(['severity', Severity], ['until', ExpiryDate && dateText(ExpiryDate)])}
        </>
      );
    }
    case 'CarePlan': {
      const { Aim, CarePlanInstruction, CarePlanName, Category, Description, ReviewDate, SubCategory } = item.value;
      return (
        <>
          <span className="item__main">{CarePlanName}</span>
          {facts(['', Category], ['', SubCategory], ['aim', Aim], ['review', ReviewDate && dateText(ReviewDate)])}
          {words(Description)}
          <Steps steps={planSteps(CarePlanInstruction)} />
        </>
      );
    }
    case 'PatientPlan':
      return (
        <>
          <span className="item__main">{item.value.PatientPlan}</span>
          <Steps steps={planSteps(item.value.Items?.CarePlanInstruction)} />
        </>
      );
    case 'Relationship': {
      const { Description, EndDate, OrganisationName, Telephone, Type } = item.value;
      return (
        <>
          <span className="item__main">{nameOfPerson(item.value)}</span>
          {facts(['', Type], ['', OrganisationName], ['telephone', Telephone], ['ended', EndDate && dateText(EndDate)])}
          {words(Description)}
        </>
      );
    }
    case 'Activity': {
      const { Duration, Method, Performed, With } = item.value;
      return (
        <>
          <span className="item__main">{Performed}</span>
          {facts(['with', With], ['', Method], ['', Duration === undefined ? undefined : `${Duration} min`])}
        </>
      );
    }
  }
}

/** What is known beside the main words; what is empty is left out. */
function facts(...given: readonly (readonly [label: string, value: string | undefined])[]): ReactNode {
  const known = given.filter(([, value]) => value !== undefined && value !== '');
  return known.map(([label, value]) => (
    <span key={`${label} ${value}`} className="item__fact">
      {label === '' ? value : `${label} ${value}`}
    </span>
  ));
}

function words(text: string | undefined): ReactNode {
  return text === undefined || text === '' ? null : <LongText text={text} />;
}

function Steps({ steps }: { readonly steps: readonly string[] }) {
  if (steps.length === 0) return null;
  return (
    <ol className="item__steps">
      {steps.map((step, place) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: steps have no other name, and never change places
        <Fragment key={place}>
          <li>{step}</li>
        </Fragment>
      ))}
    </ol>
  );
}
