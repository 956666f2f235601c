// Owns what is done to one person: locked out and let in, a new password, sessions and tokens ended, leaving.
import { useNavigate } from '@tanstack/react-router';
import { Button } from 'antd';
import { useState } from 'react';
import { again, useAct } from '../../lib/asking';
import type { Answer } from '../../lib/call';
import { useWords, words } from '../../lib/language';
import { useMarks } from '../../lib/marks';
import { Change } from './change';
import { FirstPassword } from './first-password';
import { useTell } from './outcome';
import type { PersonView } from './person';

const WORDS = words('person-changes', {
  lock: { zh: '锁定', en: 'Lock' },
  lockWhat: {
    zh: '{{name}}立即退出所有登录，令牌吊销，不能再登录；岗位和名下任务不变。可以解除。',
    en: '{{name}} is signed out everywhere at once, tokens are revoked, and signing in is refused. Posts and tasks stay. It can be undone.',
  },
  locked: { zh: '{{name}}已锁定。', en: '{{name}} is locked.' },
  unlock: { zh: '解除锁定', en: 'Unlock' },
  unlockWhat: {
    zh: '{{name}}可以再用原密码登录。已结束的岗位不会恢复，需要重新任职。',
    en: '{{name}} can sign in again with the same password. Posts that have ended stay ended; give them anew.',
  },
  unlocked: { zh: '{{name}}可以再登录。', en: '{{name}} can sign in again.' },
  reset: { zh: '重置密码', en: 'Reset the password' },
  resetWhat: {
    zh: '原密码作废，{{name}}退出所有登录，令牌吊销；新的首次密码只显示一次，登录后须修改。',
    en: 'The old password is void, {{name}} is signed out everywhere, tokens are revoked; a new first password is shown once and must be changed.',
  },
  revoke: { zh: '结束登录并吊销令牌', en: 'End sessions and tokens' },
  revokeWhat: {
    zh: '结束{{name}}的 {{sessions}} 处登录，吊销 {{tokens}} 个令牌；本人可以用密码重新登录。',
    en: 'Ends {{sessions}} sessions of {{name}} and revokes {{tokens}} tokens; the password stays good.',
  },
  revoked: { zh: '{{name}}的登录已结束，令牌已吊销。', en: 'Sessions of {{name}} have ended, tokens are revoked.' },
  leave: { zh: '离岗…', en: 'Leaving…' },
  handover: { zh: '移交任务…', en: 'Hand over tasks…' },
});

export function PersonChanges({ of }: { readonly of: PersonView }) {
  const t = useWords(WORDS);
  const marks = useMarks();
  const tell = useTell();
  const navigate = useNavigate();
  const { id, name, state, leftOn } = of;
  const lock = useAct('lockPerson');
  const unlock = useAct('unlockPerson');
  const reset = useAct('resetPassword');
  const revoke = useAct('revokeAccess');
  const [given, setGiven] = useState<Answer<'resetPassword'> | undefined>(undefined);
  const meant = (body: { reason: string }) => ({ params: { person: id }, body });
  const done = (sentence: string) => async (): Promise<void> => {
    await again('adminPerson', 'adminPeople');
    tell(sentence);
  };
  const out = state === 'locked' || state === 'left';
  return (
    <div className="row">
      {!out && (
        <Change
          label={t('lock')}
          title={marks.of(t('lock'), name)}
          confirm={t('lock')}
          consequence={t('lockWhat', { name })}
          danger
          act={lock}
          meant={meant}
          done={done(t('locked', { name }))}
        />
      )}
      {(state === 'locked' || leftOn !== null) && (
        <Change
          label={t('unlock')}
          title={marks.of(t('unlock'), name)}
          confirm={t('unlock')}
          consequence={t('unlockWhat', { name })}
          act={unlock}
          meant={meant}
          done={done(t('unlocked', { name }))}
        />
      )}
      <Change
        label={t('reset')}
        title={marks.of(t('reset'), name)}
        confirm={t('reset')}
        consequence={t('resetWhat', { name })}
        danger
        act={reset}
        meant={meant}
        done={async (answer) => {
          await again('adminPerson', 'adminPeople');
          setGiven(answer);
        }}
      />
      {of.sessions + of.tokens.length > 0 && (
        <Change
          label={t('revoke')}
          title={marks.of(t('revoke'), name)}
          confirm={t('revoke')}
          consequence={t('revokeWhat', { name, sessions: of.sessions, tokens: of.tokens.length })}
          danger
          act={revoke}
          meant={meant}
          done={done(t('revoked', { name }))}
        />
      )}
      {leftOn === null && (
        <Button onClick={() => void navigate({ to: '/admin/people/$person/leaving', params: { person: id } })}>
          {t('leave')}
        </Button>
      )}
      <Button onClick={() => void navigate({ to: '/admin/people/$person/handover', params: { person: id } })}>
        {t('handover')}
      </Button>
      {given && <FirstPassword of={given} />}
    </div>
  );
}
