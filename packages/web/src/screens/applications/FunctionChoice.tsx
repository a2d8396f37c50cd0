// Which functions an application may call: checkboxes with what each lets it do, grouped.
import { groupNames, groupsOf, knownFunctions, wordsOf } from '../functions/function-words.js';

interface FunctionChoiceProps {
  readonly chosen: readonly string[];
  readonly choose: (functions: readonly string[]) => void;
}

export function FunctionChoice({ chosen, choose }: FunctionChoiceProps) {
  const toggle = (name: string, isChosen: boolean): void => choose(isChosen ? [...chosen, name] : chosen.filter((each) => each !== name));
  return (
    <fieldset className="function-choice">
      <legend className="nhsuk-label">It may</legend>
      <p className="buttons">
        <button type="button" className="link-button" onClick={() => choose(knownFunctions)}>
          Choose all
        </button>
        <button type="button" className="link-button" onClick={() => choose([])}>
          Choose none
        </button>
        <span className="secondary" role="status">
          {chosen.length} of {knownFunctions.length} chosen
        </span>
      </p>
      {groupsOf(knownFunctions).map(({ group, names }) => (
        <fieldset key={group} className="function-choice__group">
          <legend>{groupNames[group]}</legend>
          {names.map((name) => (
            <label key={name} className="check">
              <input type="checkbox" checked={chosen.includes(name)} onChange={({ target }) => toggle(name, target.checked)} />
              <span>
                {wordsOf(name)} <span className="secondary">{name}</span>
              </span>
            </label>
          ))}
        </fieldset>
      ))}
    </fieldset>
  );
}
