// What went wrong, in the desktop's words, and a way to try again.
interface FailureProps {
  readonly failure: unknown;
  readonly again?: () => void;
}

export function Failure({ failure, again }: FailureProps) {
  return (
    <div className="failure" role="alert">
      <p>{failure instanceof Error ? failure.message : 'Something failed that should not have.'}</p>
      {again !== undefined && (
        <button type="button" className="nhsuk-button nhsuk-button--secondary nhsuk-button--small" onClick={again}>
          Try again
        </button>
      )}
    </div>
  );
}
