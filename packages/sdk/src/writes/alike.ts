// Whether what a record has is what a write sent. What is read otherwise than it was written is in the contract's table of differences (B7.10).
import { taskTypesInReplies } from '@s1kit/contract';
import { ukDateTime } from './uk-time.js';

type Values = Readonly<Record<string, unknown>>;

/** What has another name, or is not there, in replies. */
const leftOut = new Set(['DocumentPath', 'LeaveRecordOpen']);
const times = new Set(['DateTime', 'Due', 'DateTimeStart']);

/**
 * Whether everything that was sent is found, as it is read. What was not sent does not count; arrays are compared in order.
 * @param sent part of a request
 * @param found the same part of a reply
 */
export function alike(sent: unknown, found: unknown): boolean {
  if (Array.isArray(sent)) return Array.isArray(found) && sent.length === found.length && sent.every((each, index) => alike(each, found[index]));
  if (typeof sent !== 'object' || sent === null) return sent === found;
  if (typeof found !== 'object' || found === null || Array.isArray(found)) return false;
  // Both are values of elements.
  const [one, other] = [sent as Values, found as Values];
  // In another coding scheme the same code has another text: only the number of codes can be compared.
  if (typeof one.Scheme === 'string' && one.Scheme !== other.Scheme) return true;
  return Object.entries(one).every(([name, value]) => value === undefined || leftOut.has(name) || isFound(name, value, other));
}

function isFound(name: string, value: unknown, found: Values): boolean {
  if (name === 'Name') return true;
  if (name === 'Flag') return isSubset(value, found.Flag);
  if (name === 'TaskType' && typeof value === 'string') return found.TaskType === (taskTypesInReplies[value] ?? value);
  if (times.has(name) && typeof value === 'string') return ukDateTime(value) === found[name === 'Due' ? 'DateTime' : name];
  // An empty text may be left out of a reply.
  if (value === '' && found[name] === undefined) return true;
  return alike(value, found[name]);
}

/** Flags that are empty stand for none. */
function isSubset(sent: unknown, found: unknown): boolean {
  const wanted = Array.isArray(sent) ? sent.filter((flag) => flag !== '') : [];
  return alike(wanted, found ?? []);
}
