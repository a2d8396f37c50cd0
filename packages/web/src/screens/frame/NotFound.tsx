// An address that is no screen's.
import { Link } from '@tanstack/react-router';
import { Page } from '../elements/Page.js';

export function NotFound() {
  return (
    <Page title="There is no such screen">
      <p>
        The address may be mistyped, or of another version. <Link to="/">Go to the start</Link>.
      </p>
    </Page>
  );
}
