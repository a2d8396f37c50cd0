// An item of a clinical event as it would stand in the record.
import { endsProblem } from '../words/ends-problem.js';
import { fieldName } from '../words/fields.js';
import { itemInWords } from '../words/items.js';
import type { ProblemOf } from '../words/useProblemNames.js';
import { useStaffNames } from '../words/useStaffNames.js';
import { valueText } from '../words/values.js';

interface ItemWordsProps {
  readonly kind: string;
  readonly value: unknown;
  readonly problemOf: ProblemOf;
}

export function ItemWords({ kind, value, problemOf }: ItemWordsProps) {
  const nameOf = useStaffNames();
  const { kind: name, lead, rest } = itemInWords(kind, value, nameOf);
  return (
    <div className="item-words">
      <p className="item-words__lead">
        <span className="tag">{name}</span> <span className="item-words__text">{lead}</span>
      </p>
      {rest.length > 0 && (
        <dl className="parts">
          {rest.map(([part, content]) => (
            <div key={part}>
              <dt>{part === 'LinkedProblemUID' && endsProblem(kind, value) ? 'Ends the problem' : fieldName(part)}</dt>
              <dd>{part === 'LinkedProblemUID' ? problemOf(String(content)) : valueText(part, content, nameOf)}</dd>
            </div>
          ))}
        </dl>
      )}
    </div>
  );
}
