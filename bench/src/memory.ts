// How much memory this process has taken at most. Linux can count the peak anew; elsewhere it is that since the process began.
import { readFileSync, writeFileSync } from 'node:fs';

/** From here on the peak is counted anew. */
export function forgetPeak(): void {
  if (process.platform === 'linux') writeFileSync('/proc/self/clear_refs', '5');
}

/** The largest resident memory since then, in bytes. */
export function peakMemory(): number {
  if (process.platform !== 'linux') return process.resourceUsage().maxRSS * 1024;
  const peak = /^VmHWM:\s+(\d+) kB$/mu.exec(readFileSync('/proc/self/status', 'utf8'))?.[1];
  return Number(peak) * 1024;
}
