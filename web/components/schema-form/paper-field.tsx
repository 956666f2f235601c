// Owns handing in one paper (材料) in a form: what is kept is the file's id, what is shown is its name.
import type { WidgetProps } from '@rjsf/utils';
import { Button, Spin } from 'antd';
import { useRef, useState } from 'react';
import { newKey, Refused, upload } from '../../lib/call';
import { useWords, words } from '../../lib/language';
import { whileUploading } from '../../lib/uploads';
import { useMarks } from '../../lib/marks';

const WORDS = words('paper-field', {
  choose: { zh: '选择文件或拍照', en: 'Choose a file or take a picture' },
  replace: { zh: '更换', en: 'Replace' },
  remove: { zh: '移除', en: 'Remove' },
  kinds: { zh: 'PDF、JPEG、PNG、OFD，不超过 20 MB', en: 'PDF, JPEG, PNG or OFD, up to 20 MB' },
  there: { zh: '已提交', en: 'Handed in' },
  sending: { zh: '正在上传', en: 'Sending' },
});
const KINDS = '.pdf,.jpg,.jpeg,.png,.ofd,image/jpeg,image/png,application/pdf';
/** Names of what was handed in here: the server gives a form only the id back. */
const names = new Map<string, string>();

export function PaperField({ id, label, value, onChange, disabled, readonly }: WidgetProps) {
  const t = useWords(WORDS);
  const marks = useMarks();
  const input = useRef<HTMLInputElement>(null);
  const [sending, setSending] = useState(false);
  const [fault, setFault] = useState<string>();
  const kept = typeof value === 'string' && value !== '' ? value : undefined;
  const fixed = disabled === true || readonly === true;

  const handIn = async (file: File | undefined): Promise<void> => {
    if (!file) return;
    setSending(true);
    setFault(undefined);
    try {
      await whileUploading(async () => {
        const stored = await upload(file, newKey());
        names.set(stored.id, stored.name);
        onChange(stored.id);
      });
    } catch (refused) {
      if (!(refused instanceof Refused)) throw refused;
      setFault(refused.message);
    } finally {
      setSending(false);
      // The same file may be chosen again after a refusal.
      if (input.current) input.current.value = '';
    }
  };

  return (
    <div className="row">
      <input
        ref={input}
        id={id}
        className="seen-by-ear"
        type="file"
        accept={KINDS}
        aria-label={label}
        aria-describedby={`${id}-kinds`}
        disabled={fixed}
        onChange={({ target }) => void handIn(target.files?.[0])}
      />
      {kept !== undefined && <span className="wraps">✓ {names.get(kept) ?? t('there')}</span>}
      {!fixed && (
        <Button
          onClick={() => input.current?.click()}
          aria-label={marks.of(t(kept === undefined ? 'choose' : 'replace'), label)}
          disabled={sending}
        >
          {t(kept === undefined ? 'choose' : 'replace')}
        </Button>
      )}
      {kept !== undefined && !fixed && (
        <Button type="text" onClick={() => onChange(undefined)} aria-label={marks.of(t('remove'), label)}>
          {t('remove')}
        </Button>
      )}
      {sending && <Spin size="small" aria-label={t('sending')} />}
      <small id={`${id}-kinds`} className="quiet">
        {t('kinds')}
      </small>
      {fault !== undefined && (
        <span role="alert" style={{ color: 'var(--red)' }}>
          {fault}
        </span>
      )}
    </div>
  );
}
