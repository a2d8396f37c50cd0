// Says on every screen of a Demo that it is one.
export function DemoStrip() {
  return (
    <aside className="demo-strip" aria-label="Kind of environment">
      <strong>DEMO</strong> <span>Fictitious patients. Not for clinical use.</span>
    </aside>
  );
}
