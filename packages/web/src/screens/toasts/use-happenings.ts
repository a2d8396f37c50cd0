// Which of the desktop's notices become toasts: only those that this user can do something about.
import type { Notice } from '@s1kit/link';
import { useContext, useEffect, useEffectEvent, useRef } from 'react';
import { useConnection } from '../api/notices.js';
import { perform } from '../api/perform.js';
import { Stream, useNotice } from '../api/stream.js';
import { useRight } from '../api/user.js';
import type { NewToast } from './toast.js';

/** Calls back with each toast that is to be shown. */
export function useHappenings(show: (toast: NewToast) => void): void {
  const decides = useRight('devices.manage');
  const extracts = useRight('extract');
  const launches = useRight('launch');
  const dialogs = useRef(0);

  useNotice('devices', ({ decided }) => {
    if (decides && decided === 'blocked') {
      show({ text: 'An application was blocked on this workstation. Its requests are refused.', link: { to: '/devices', name: 'Devices' } });
    }
  });
  useNotice('data', () => show({ text: 'The data of this environment were changed as a whole. What you see was read again.' }));
  useNotice('extract', ({ done, total }: Notice) => {
    if (extracts && done !== undefined && done === total) show({ text: 'The extract is written: all of its files are there.' });
  });
  useNotice('dialog', () => {
    if (launches) void tellDialogs();
  });
  const tellDialogs = async (): Promise<void> => {
    const { record } = await perform('session.status', {}).catch(() => ({ record: null }));
    const waiting = record?.dialogs.length ?? 0;
    if (waiting > dialogs.current) {
      show({
        text: waiting === 1 ? 'A dialog waits in the open record.' : `${waiting} dialogs wait in the open record.`,
        link: { to: '/record', name: 'Record' },
      });
    }
    dialogs.current = waiting;
  };
  useReconnected(() => show({ text: 'The desktop answers again. What you see was read anew.' }));
}

/** Calls back when the stream has opened after it was lost. */
function useReconnected(happened: () => void): void {
  const stream = useContext(Stream);
  if (stream === undefined) throw new Error('Notices are told inside the frame only.');
  const connection = useConnection(stream);
  const tell = useEffectEvent(happened);
  const lost = useRef(false);
  useEffect(() => {
    if (connection === 'lost' || connection === 'refused') lost.current = true;
    if (connection !== 'connected' || !lost.current) return;
    lost.current = false;
    tell();
  }, [connection]);
}
