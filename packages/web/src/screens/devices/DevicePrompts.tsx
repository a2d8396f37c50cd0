// The question whether an application may connect from this workstation, over everything, for as long as it waits (B4.2).
import { usePrompts } from '../api/prompts.js';
import { useFront, useRight } from '../api/user.js';
import { PromptDialog } from './PromptDialog.js';

export function DevicePrompts() {
  const { data: prompts = [] } = usePrompts();
  const mayDecide = useRight('devices.manage');
  const user = useFront()?.user;
  const [prompt] = prompts;
  if (prompt === undefined || user == null) return null;
  if (mayDecide) return <PromptDialog key={prompt.promptId} prompt={prompt} more={prompts.length - 1} userName={user.name} />;
  return (
    <p className="prompt-note" role="status">
      {prompts.length === 1 ? 'An application asks' : `${prompts.length} applications ask`} to connect to this workstation. A colleague who may decide about
      devices is needed: a clinician, a receptionist or an administrator.
    </p>
  );
}
