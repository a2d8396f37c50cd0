// An item of a clinical event as it would stand in the record.
import { fieldName } from '../words/fields.js';
import { itemInWords } from '../words/items.js';
import { useStaffNames } from '../words/useStaffNames.js';
import { valueText } from '../words/values.js';

export function ItemWords({ kind, value }: { readonly kind: string; readonly value: unknown }) {
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
              <dt>{fieldName(part)}</dt>
              <dd>{valueText(part, content, nameOf)}</dd>
            </div>
          ))}
        </dl>
      )}
    </div>
  );
}
