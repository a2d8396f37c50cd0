// In Demo: goes on as somebody of another role, with one choice. Unsaved changes are asked about first.
import { useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { withoutReading } from '../api/anew.js';
import { type DemoMember, type Front, type Role, signIn } from '../api/front.js';
import { roleNames } from '../api/user.js';
import { Menu } from '../elements/Menu.js';
import { useLeaving } from '../unsaved/leaving.js';

interface SwitchUserProps {
  readonly front: Front;
  readonly failed: (failure: unknown) => void;
}

export function SwitchUser({ front, failed }: SwitchUserProps) {
  const queries = useQueryClient();
  const navigate = useNavigate();
  const askAndLeave = useLeaving();
  const { staff, user, workstation, workstations } = front;
  if (staff === null || user === null) return null;
  // Where there are several, one signs in at the same as before.
  const at = workstations.length > 1 ? { workstation } : {};
  const become = ({ name, password, userName }: DemoMember): void => {
    failed(undefined);
    askAndLeave(`go on as ${name}`, async () => {
      await withoutReading(queries, () => signIn(queries, { userName, password, ...at }));
      await navigate({ to: '/' });
    }).catch(failed);
  };
  return (
    <Menu
      label="Switch role"
      className="header__out"
      entries={othersOf(staff, user.role).map((member) => ({
        key: member.userName,
        name: (
          <>
            {roleNames[member.role]}
            <span className="secondary"> {member.name}</span>
          </>
        ),
        choose: () => become(member),
      }))}
    />
  );
}

/** The first member of staff of each other role. */
function othersOf(staff: readonly DemoMember[], role: Role): readonly DemoMember[] {
  const first = new Map<Role, DemoMember>();
  for (const member of staff) if (member.role !== role && !first.has(member.role)) first.set(member.role, member);
  return [...first.values()];
}
