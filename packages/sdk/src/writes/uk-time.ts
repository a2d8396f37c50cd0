// Times of requests as replies have them.
import { ukTime } from '../clock.js';

/** A date and time of a request as a reply has it: UK wall-clock time, without its fraction, an offset converted. */
export function ukDateTime(sent: string): string {
  return /(?:Z|[+-]\d{2}:\d{2})$/.test(sent) ? ukTime(Date.parse(sent.replace(/(\.\d{1,3})\d*/, '$1'))) : sent.slice(0, 19);
}
