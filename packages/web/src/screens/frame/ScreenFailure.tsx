// A screen that could not be shown because of a fault in it: the others still can.
import { Page } from '../elements/Page.js';

export function ScreenFailure() {
  return (
    <Page title="This screen failed">
      <p>Nothing was changed by it. Load the page again; if it fails again, please report what you did.</p>
      <button type="button" className="nhsuk-button nhsuk-button--secondary" onClick={() => window.location.reload()}>
        Load again
      </button>
    </Page>
  );
}
