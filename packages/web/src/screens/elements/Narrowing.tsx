// Narrows what is listed: everything, or one of those that there are.
import { Select } from 'nhsuk-react-components';

interface NarrowingProps {
  readonly label: string;
  readonly everything: string;
  readonly chosen: string | undefined;
  readonly options: readonly (readonly [value: string, name: string])[];
  /** Empty for everything. */
  readonly choose: (value: string) => void;
}

export function Narrowing({ choose, chosen = '', everything, label, options }: NarrowingProps) {
  // An address may name what there is not: it stays to be seen.
  const isUnknown = chosen !== '' && !options.some(([value]) => value === chosen);
  return (
    <Select label={label} value={chosen} onChange={({ currentTarget }) => choose(currentTarget.value)}>
      <Select.Option value="">{everything}</Select.Option>
      {isUnknown && <Select.Option value={chosen}>{chosen}</Select.Option>}
      {options.map(([value, name]) => (
        <Select.Option key={value} value={value}>
          {name}
        </Select.Option>
      ))}
    </Select>
  );
}

/** Each value once, by name. */
export function byName(pairs: readonly (readonly [value: string, name: string])[]): readonly (readonly [string, string])[] {
  return [...new Map(pairs)].sort(([, a], [, b]) => a.localeCompare(b));
}
