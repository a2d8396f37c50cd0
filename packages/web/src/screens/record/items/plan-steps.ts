// Names and steps of items as one text each.
import type { CarePlan } from '@s1kit/contract';

interface Person {
  readonly Title?: string;
  readonly FirstName?: string;
  readonly MiddleNames?: string;
  readonly Surname?: string;
}

/** @example nameOfPerson({ Title: 'Mrs', FirstName: 'Ada', Surname: 'Jones' }) // 'Mrs Ada Jones' */
export function nameOfPerson(person: Person | undefined): string {
  return [person?.Title, person?.FirstName, person?.MiddleNames, person?.Surname].filter((part) => part !== undefined && part !== '').join(' ');
}

type Step = NonNullable<CarePlan['CarePlanInstruction']>[number];

/** The steps of a plan in their order, with who does them. */
export function planSteps(steps: readonly Pick<Step, 'InstructionText' | 'Order' | 'Responsibility'>[] | undefined): readonly string[] {
  const inOrder = [...(steps ?? [])].sort((a, b) => (a.Order ?? 0) - (b.Order ?? 0));
  return inOrder.map(({ InstructionText = '', Responsibility }) => (Responsibility === undefined ? InstructionText : `${InstructionText} (${Responsibility})`));
}
