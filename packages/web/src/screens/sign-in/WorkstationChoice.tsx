// Which of several workstations one sits at.
import { Select } from 'nhsuk-react-components';

interface WorkstationChoiceProps {
  readonly names: readonly string[];
  readonly chosen: string;
  readonly choose: (name: string) => void;
}

export function WorkstationChoice({ names, chosen, choose }: WorkstationChoiceProps) {
  return (
    <Select label="Workstation" value={chosen} onChange={({ currentTarget }) => choose(currentTarget.value)}>
      {names.map((name) => (
        <Select.Option key={name} value={name}>
          {name}
        </Select.Option>
      ))}
    </Select>
  );
}
