// Owns the frame of what stands before the desk: one narrow column, with the brand and the other language above it.
import type { ReactNode } from 'react';
import { LanguageSwitch } from '../../components/language-switch';

export function Door({ children }: { readonly children: ReactNode }) {
  return (
    <div className="desk">
      <main id="content" style={{ maxWidth: 480 }}>
        <p className="row" style={{ justifyContent: 'space-between' }}>
          <span className="brand">
            <span lang="zh-CN">一章通</span> <span lang="en">OneSeal</span>
          </span>
          <LanguageSwitch />
        </p>
        {children}
      </main>
    </div>
  );
}
