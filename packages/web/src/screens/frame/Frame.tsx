// What stands around every screen: what environment this is, who is signed in, where to go. Signed out, the sign-in takes the place of all screens.

import { useQuery } from '@tanstack/react-query';
import { Outlet } from '@tanstack/react-router';
import { type ReactNode, useEffect, useState } from 'react';
import { front } from '../api/front.js';
import { type NoticeStream, openNotices, useFreshness } from '../api/notices.js';
import { Stream } from '../api/stream.js';
import { Failure } from '../elements/Failure.js';
import { Loading } from '../elements/Loading.js';
import { SignIn } from '../sign-in/SignIn.js';
import { DemoStrip } from './DemoStrip.js';
import { Header } from './Header.js';
import { Navigation } from './Navigation.js';

export function Frame() {
  const { data, error, refetch } = useQuery(front);
  if (error !== null && data === undefined) return <Bare>{<Failure failure={error} again={() => void refetch()} />}</Bare>;
  if (data === undefined) return <Bare>{<Loading what="the desktop" />}</Bare>;
  return (
    <>
      <a className="nhsuk-skip-link" href="#maincontent">
        Skip to main content
      </a>
      {data.kind === 'demo' && <DemoStrip />}
      {data.user === null ? <SignIn front={data} /> : <SignedInFrame key={data.user.userName} />}
    </>
  );
}

function SignedInFrame() {
  // Opened when it is first shown, closed when it goes: a stream belongs to one signed-in user.
  const [stream, setStream] = useState<NoticeStream>();
  useEffect(() => {
    const opened = openNotices();
    setStream(opened);
    return () => opened.close();
  }, []);
  return stream === undefined ? null : <WithNotices stream={stream} />;
}

function WithNotices({ stream }: { readonly stream: NoticeStream }) {
  useFreshness(stream);
  return (
    <Stream value={stream}>
      <Header stream={stream} />
      <div className="frame">
        <Navigation />
        <main className="frame__main" id="maincontent" tabIndex={-1}>
          <Outlet />
        </main>
      </div>
    </Stream>
  );
}

function Bare({ children }: { readonly children: ReactNode }) {
  return (
    <main className="frame__main" id="maincontent">
      {children}
    </main>
  );
}
