// What an application may do, in plain words: what it reads, what it writes, what it does at the workstation.
import { groupNames, groupsOf, wordsOf } from './function-words.js';

export function MayDo({ functions }: { readonly functions: readonly string[] }) {
  if (functions.length === 0) return <p className="secondary">It may call no function.</p>;
  return (
    <dl className="may-do">
      {groupsOf(functions).map(({ group, names }) => (
        <div key={group} className="may-do__group">
          <dt>{groupNames[group]}</dt>
          <dd>
            <ul>
              {names.map((name) => (
                <li key={name}>{wordsOf(name)}</li>
              ))}
            </ul>
          </dd>
        </div>
      ))}
    </dl>
  );
}
