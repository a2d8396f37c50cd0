// What whoever runs the environment may choose.
import type { Compatibility } from './context.js';

/** What becomes of a throttled request (B5.3). */
export type ThrottleMode = 'silent' | 'error' | 'delay' | 'off';

/** Whether the user is asked about a new device (B4.5). */
export type ApproveMode = 'ask' | 'always' | 'never';

export interface Settings {
  readonly throttle: ThrottleMode;
  /** Multiplies the throttle's windows; 1 as a rule. */
  readonly throttleScale: number;
  readonly approve: ApproveMode;
  /** Refuses aliases and other orders of elements (B3.5). */
  readonly strict: boolean;
  readonly compat: Compatibility;
  /** Versions of functions that are hidden, as `Name/1.0` (B3.8); none if left out. */
  readonly hidden?: readonly string[];
}

/** The settings that Demo alone may have (B4.5, B5.3, B3.8), by the names that people know them by. */
export function demoOnlySettings({ approve, hidden = [], throttle, throttleScale }: Settings): readonly string[] {
  return [
    ...(approve === 'ask' ? [] : [`--approve ${approve}`]),
    ...(throttle === 'off' ? ['--throttle off'] : []),
    ...(throttleScale === 1 ? [] : [`--throttle-scale ${throttleScale}`]),
    ...hidden.map((version) => `hiding ${version}`),
  ];
}

/** As the environment behaves when nothing is chosen. */
export const defaultSettings: Settings = {
  throttle: 'silent',
  throttleScale: 1,
  approve: 'ask',
  strict: false,
  compat: { diary: false, plainDemographics: false },
};
