// The scales of a plot over time.

export interface Point {
  /** Milliseconds; civil times are taken as UTC, which moves nothing in a plot. */
  readonly at: number;
  readonly value: number;
}

/** A scale from what is measured to pixels. */
export interface Scale {
  readonly place: (value: number) => number;
  readonly ticks: readonly { readonly value: number; readonly text: string }[];
}

/** Round numbers around the values: 1, 2 or 5 times a power of ten apart. */
export function valueScale(values: readonly number[], from: number, to: number): Scale {
  const [low, high] = extentOf(values);
  const step = roundStep((high - low || Math.abs(high) || 1) / 4);
  const first = Math.floor(low / step) * step;
  const last = Math.max(Math.ceil(high / step) * step, first + step);
  const count = Math.round((last - first) / step);
  const digits = Math.max(0, -Math.floor(Math.log10(step)));
  const ticks = Array.from({ length: count + 1 }, (_, index) => first + index * step);
  return { place: linear(first, last, from, to), ticks: ticks.map((value) => ({ value, text: value.toFixed(Math.min(digits, 8)) })) };
}

const day = 86_400_000;

/** Years, or months where there are few, or days where all is within weeks. */
export function timeScale(times: readonly number[], from: number, to: number): Scale {
  const [low, high] = extentOf(times);
  const spare = Math.max((high - low) * 0.03, day);
  const [first, last] = [low - spare, high + spare];
  const place = linear(first, last, from, to);
  const years = (last - first) / (365.25 * day);
  const months = years > 1.5 ? 12 * Math.max(1, roundStep(years / 6)) : Math.max(1, Math.ceil((years * 12) / 6));
  const start = new Date(first);
  const ticks: { value: number; text: string }[] = [];
  for (let month = Math.ceil((start.getUTCFullYear() * 12 + start.getUTCMonth()) / months) * months; ticks.length < 40; month += months) {
    const value = Date.UTC(Math.floor(month / 12), month % 12, 1);
    if (value > last) break;
    if (value >= first) ticks.push({ value, text: tickText(value, months) });
  }
  return { place, ticks };
}

function tickText(value: number, months: number): string {
  const date = new Date(value);
  if (months % 12 === 0) return String(date.getUTCFullYear());
  return date.toLocaleDateString('en-GB', { month: 'short', year: 'numeric', timeZone: 'UTC' });
}

function linear(low: number, high: number, from: number, to: number): (value: number) => number {
  return (value) => from + ((value - low) / (high - low || 1)) * (to - from);
}

function roundStep(least: number): number {
  const power = 10 ** Math.floor(Math.log10(least));
  return power * (least / power <= 1 ? 1 : least / power <= 2 ? 2 : least / power <= 5 ? 5 : 10);
}

function extentOf(values: readonly number[]): readonly [low: number, high: number] {
  return values.reduce<readonly [number, number]>(
    ([low, high], value) => [Math.min(low, value), Math.max(high, value)],
    [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY],
  );
}
