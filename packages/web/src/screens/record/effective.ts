// When something took place, as far as that is recorded.
import { dateText, dateTimeText } from '../elements/dates.js';

/**
 * A time of midnight stands for a day whose time nobody knows.
 * @example effectiveText('1900-01-01T00:00:00') // '01-Jan-1900'
 */
export function effectiveText(effectiveAt: string): string {
  return /T00:00(?::00)?$/.test(effectiveAt) ? dateText(effectiveAt) : dateTimeText(effectiveAt);
}
