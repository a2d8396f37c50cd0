// One of several modes, chosen at once: what was chosen is marked while the environment takes it, and then what it says.
import { useState } from 'react';

export type Mode<T extends string> = readonly [mode: T, name: string, words: string];

interface ModeChoiceProps<T extends string> {
  /** Of the group of radio buttons. */
  readonly name: string;
  readonly legend: string;
  readonly modes: readonly Mode<T>[];
  readonly current: string;
  /** Calls back when the environment has taken it, or refused. */
  readonly choose: (mode: T, done: () => void) => void;
}

export function ModeChoice<T extends string>({ name, legend, modes, current, choose }: ModeChoiceProps<T>) {
  const [wanted, setWanted] = useState<T>();
  return (
    <fieldset className="radio-list">
      <legend className="nhsuk-u-visually-hidden">{legend}</legend>
      {modes.map(([mode, title, words]) => (
        <label key={mode} className="check">
          <input
            type="radio"
            name={name}
            checked={(wanted ?? current) === mode}
            onChange={() => {
              setWanted(mode);
              choose(mode, () => setWanted(undefined));
            }}
          />
          <span>
            {title} <span className="secondary">{words}</span>
          </span>
        </label>
      ))}
    </fieldset>
  );
}
