// Turns the parts of a story into the narrative of a consultation.
import type { ClinicalItem, Uid } from '@s1kit/contract';
import { durations, type Story } from './data/stories.js';
import type { Random } from './random.js';

/** The narrative of a consultation: history, examination and plan, a line for each. */
export function tell(random: Random, story: Story | undefined, complaint: string, problem?: Uid): ClinicalItem {
  if (story === undefined) return { kind: 'Narrative', value: { Line: [complaint] } };
  // Names and abbreviations keep their capitals.
  const words = /^(?:[A-Z]+\b|COVID|\w+'s )/u.test(complaint) ? complaint : complaint.charAt(0).toLowerCase() + complaint.slice(1);
  const fill = (text: string): string => {
    const filled = text.replaceAll('{t}', words).replaceAll('{d}', random.pick(durations));
    return filled.charAt(0).toUpperCase() + filled.slice(1);
  };
  // Some write with a space before, as real entries have it.
  const lead = random.chance(0.2) ? ' ' : '';
  const lines = [`${lead}H: ${fill(random.pick(story.history))}`];
  if (random.chance(0.8)) lines.push(`${lead}E: ${random.pick(story.examination)}`);
  lines.push(`${lead}P: ${random.pick(story.plan)}`);
  return { kind: 'Narrative', value: problem === undefined ? { Line: lines } : { Line: lines, LinkedProblemUID: problem } };
}
