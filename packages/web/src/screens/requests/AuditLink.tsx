// The way to a message in the Message Audit.
import { Link } from '@tanstack/react-router';

export function AuditLink({ sequence, children }: { readonly sequence: number; readonly children: string }) {
  const address: string = `/audit/${sequence}`;
  return <Link to={address}>{children}</Link>;
}
