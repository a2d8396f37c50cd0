// What is said of the document, each with the way to its line.
import { Failure } from '../elements/Failure.js';
import type { Finding, Findings } from './use-findings.js';

interface FindingListProps {
  readonly id: string;
  readonly known: Findings;
  readonly goTo: (finding: Finding) => void;
}

export function FindingList({ id, known: { failure, findings }, goTo }: FindingListProps) {
  return (
    <div className="findings" id={id}>
      <p role="status" className={findings?.some(({ kind }) => kind === 'error') === true ? 'findings__verdict findings__verdict--wrong' : 'findings__verdict'}>
        {verdictOf(findings)}
      </p>
      {failure !== undefined && <Failure failure={failure} />}
      {findings !== undefined && findings.length > 0 && (
        <ul>
          {findings.map((finding) => (
            <li key={`${finding.path} ${finding.rule}`}>
              <button type="button" className="link-button" onClick={() => goTo(finding)}>
                Line {finding.line}
              </button>{' '}
              <span className="breakable">{finding.message}</span> <span className="secondary">{finding.rule}</span>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}

function verdictOf(findings: readonly Finding[] | undefined): string {
  if (findings === undefined) return 'Is being checked …';
  if (findings.length === 0) return 'It follows its schema.';
  if (findings.some(({ kind }) => kind === 'error')) return 'It would be refused:';
  return findings.length === 1 ? 'It would be taken, with one deviation:' : `It would be taken, with ${findings.length} deviations:`;
}
