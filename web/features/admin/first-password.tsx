// Owns showing a first password: once, to be copied, gone when it is closed.
import { Button, Modal } from 'antd';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useWords, words } from '../../lib/language';
import { useTell } from './outcome';

const WORDS = words('first-password', {
  title: { zh: '{{username}} 的首次密码', en: 'First password of {{username}}' },
  once: {
    zh: '只显示这一次。关闭后不能再查看；如已遗失，请重置密码。',
    en: 'It is shown this once. Closed, it cannot be seen again; if it is lost, reset the password.',
  },
  copy: { zh: '复制', en: 'Copy' },
  copied: { zh: '已复制。', en: 'Copied.' },
  byHand: {
    zh: '浏览器不允许复制，请选中后手动复制。',
    en: 'This browser does not copy: select it and copy it by hand.',
  },
  close: { zh: '已记下，关闭', en: 'I have it; close' },
  ready: {
    zh: '“{{username}}”可以用首次密码登录，登录后须先修改。',
    en: '“{{username}}” can sign in with the first password and must change it then.',
  },
});

export function FirstPassword({
  of: { id, username, firstPassword },
}: {
  readonly of: { readonly id: string; readonly username: string; readonly firstPassword: string };
}) {
  const t = useWords(WORDS);
  const tell = useTell();
  const navigate = useNavigate();
  const [closed, setClosed] = useState<string | undefined>(undefined);
  const [copied, setCopied] = useState<'copied' | 'byHand' | undefined>(undefined);
  const copy = async (): Promise<void> => {
    try {
      await navigator.clipboard.writeText(firstPassword);
      setCopied('copied');
    } catch {
      setCopied('byHand');
    }
  };
  return (
    <Modal
      title={t('title', { username })}
      open={closed !== firstPassword}
      footer={null}
      closable={false}
      keyboard={false}
      mask={{ closable: false }}
      focusable={{ focusTriggerAfterClose: false }}
      destroyOnHidden
    >
      <p>{t('once')}</p>
      <p className="secret">{firstPassword}</p>
      <p className="row">
        <Button onClick={() => void copy()}>{t('copy')}</Button>
        <Button
          type="primary"
          onClick={() => {
            setClosed(firstPassword);
            void navigate({ to: '/admin/people/$person', params: { person: id } }).then(() =>
              tell(t('ready', { username })),
            );
          }}
        >
          {t('close')}
        </Button>
      </p>
      <p role="status">{copied && t(copied)}</p>
    </Modal>
  );
}
