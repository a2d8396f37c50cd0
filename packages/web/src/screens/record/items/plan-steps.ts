// The steps of a plan as one text each.
import type { CarePlan } from '@s1kit/contract';

type Step = NonNullable<CarePlan['CarePlanInstruction']>[number];

/** The steps of a plan in their order, with who does them. */
export function planSteps(steps: readonly Pick<Step, 'InstructionText' | 'Order' | 'Responsibility'>[] | undefined): readonly string[] {
  const inOrder = [...(steps ?? [])].sort((a, b) => (a.Order ?? 0) - (b.Order ?? 0));
  return inOrder.map(({ InstructionText = '', Responsibility }) => (Responsibility === undefined ? InstructionText : `${InstructionText} (${Responsibility})`));
}
