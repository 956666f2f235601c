// Owns leading to a case, whoever names it.
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';

export function CaseLink({ of, children }: { readonly of: string; readonly children: ReactNode }) {
  const to: string = `/cases/${encodeURIComponent(of)}`;
  return <Link to={to}>{children}</Link>;
}
