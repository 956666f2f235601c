// Owns the title of the page: what stands on the tab, and what a screen reader says first.
import { useEffect } from 'react';

export function useTitle(title: string): void {
  useEffect(() => {
    document.title = `${title} · 一章通`;
  }, [title]);
}
