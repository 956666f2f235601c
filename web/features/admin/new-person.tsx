// Owns bringing somebody in: his first password is shown once.
import { Form, Input } from 'antd';
import { useState } from 'react';
import { again, useAct } from '../../lib/asking';
import type { Answer } from '../../lib/call';
import { useWords, words } from '../../lib/language';
import { Change } from './change';
import { FirstPassword } from './first-password';
import { given } from './given';

const WORDS = words('new-person', {
  add: { zh: '新建人员', en: 'Add somebody' },
  what: {
    zh: '新建后显示一次首次密码，请当面或者以可靠方式交给本人；本人首次登录时必须修改。没有岗位之前，他看不到任何办件。',
    en: 'A first password is then shown once: hand it over in person or by safe means. It must be changed at the first sign-in. Without a post nobody sees any case.',
  },
  username: { zh: '登录名（字母、数字和 . _ -）', en: 'User name (letters, digits and . _ -)' },
  name: { zh: '姓名', en: 'Name' },
  email: { zh: '电子邮箱（可不填）', en: 'E-mail (may be empty)' },
  needed: { zh: '此项必填。', en: 'This is required.' },
});

export function NewPerson() {
  const t = useWords(WORDS);
  const act = useAct('createPerson');
  const [created, setCreated] = useState<Answer<'createPerson'> | undefined>(undefined);
  const required = [{ required: true, whitespace: true, message: t('needed') }];
  return (
    <>
      <Change
        label={t('add')}
        title={t('add')}
        confirm={t('add')}
        consequence={t('what')}
        reason="optional"
        primary
        act={act}
        fields={
          <>
            <Form.Item name="username" label={t('username')} rules={required}>
              <Input maxLength={64} autoComplete="off" autoCapitalize="none" />
            </Form.Item>
            <Form.Item name="name" label={t('name')} rules={required}>
              <Input maxLength={200} autoComplete="off" />
            </Form.Item>
            <Form.Item name="email" label={t('email')}>
              {/* Judged by the server, in the language of the page; a browser would speak its own. */}
              <Input inputMode="email" maxLength={254} autoComplete="off" />
            </Form.Item>
          </>
        }
        meant={(body: { username: string; name: string; email?: string; reason?: string }) => ({ body: given(body) })}
        done={async (person) => {
          await again('adminPeople');
          setCreated(person);
        }}
      />
      {created && <FirstPassword of={created} />}
    </>
  );
}
