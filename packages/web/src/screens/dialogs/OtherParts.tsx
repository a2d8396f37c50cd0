// What an application has filled in that the form has no field for: nothing is accepted unseen.
import { fieldName } from '../words/fields.js';
import { useStaffNames } from '../words/useStaffNames.js';
import { valueText } from '../words/values.js';
import { type FormState, partsIn } from './content.js';

interface OtherPartsProps {
  readonly form: FormState;
  /** The parts that have fields. */
  readonly fields: readonly string[];
}

export function OtherParts({ form, fields }: OtherPartsProps) {
  const nameOf = useStaffNames();
  const others = Object.entries(form.content).filter(([name]) => !fields.includes(name));
  const pack = partsIn(form.content, 'Drug').PackID;
  if (others.length === 0 && pack === undefined) return null;
  return (
    <section className="other-parts" aria-label="Also filled in">
      <p>Also filled in:</p>
      <dl className="parts">
        {pack !== undefined && (
          <div>
            <dt>Pack</dt>
            <dd>{String(pack)}</dd>
          </div>
        )}
        {others.map(([name, value]) => (
          <div key={name}>
            <dt>{fieldName(name)}</dt>
            <dd>
              {valueText(name, value, nameOf)}{' '}
              <button type="button" className="link-button" onClick={() => form.set(name, undefined)}>
                Take away<span className="nhsuk-u-visually-hidden"> {fieldName(name)}</span>
              </button>
            </dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
