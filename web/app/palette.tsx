// Owns doing by name what can be done here (Ctrl+K), and the list of the keys that do the same (?).
import { useNavigate } from '@tanstack/react-router';
import { Button, Input, Modal } from 'antd';
import { useId, useState } from 'react';
import { commandsNow, useCommands, type Command } from '../lib/commands';
import { useWords, words } from '../lib/language';
import { placesFor, type Me } from './places';

const WORDS = words('palette', {
  palette: { zh: '命令', en: 'Commands' },
  find: {
    zh: '输入要做的事、要去的地方，或者办件编号、申请人',
    en: 'What to do, where to go, or a case number or applicant',
  },
  go: { zh: '去：{{title}}', en: 'Go to: {{title}}' },
  search: { zh: '在待办中查找“{{q}}”', en: 'Search the inbox for “{{q}}”' },
  keys: { zh: '快捷键', en: 'Keys' },
  key: { zh: '按键', en: 'Key' },
  does: { zh: '作用', en: 'What it does' },
  about: { zh: '在输入框中打字时，快捷键不起作用。', en: 'While you type into a field the keys do nothing.' },
  none: { zh: '没有匹配的命令。', en: 'Nothing matches.' },
});

export function Palette({ me }: { readonly me: Me }) {
  const t = useWords(WORDS);
  const [shown, setShown] = useState<{ readonly what: 'palette' | 'keys'; readonly commands: readonly Command[] }>();
  const show = (what: 'palette' | 'keys'): void =>
    setShown({ what, commands: commandsNow().filter(({ title, able }) => title !== '' && able !== false) });
  useCommands([
    { title: t('palette'), key: 'ctrl+k', run: () => show('palette') },
    { title: t('keys'), key: '?', run: () => show('keys') },
  ]);
  const close = (): void => setShown(undefined);
  return (
    <>
      <Button type="text" onClick={() => show('palette')} aria-haspopup="dialog" aria-keyshortcuts="Control+K">
        {t('palette')}
      </Button>
      <Button type="text" onClick={() => show('keys')} aria-haspopup="dialog" aria-keyshortcuts="?">
        {t('keys')}
      </Button>
      {shown?.what === 'palette' && <Choosing me={me} commands={shown.commands} close={close} />}
      {shown?.what === 'keys' && <Keys commands={shown.commands} close={close} />}
    </>
  );
}

function Choosing({
  me,
  commands,
  close,
}: {
  readonly me: Me;
  readonly commands: readonly Command[];
  readonly close: () => void;
}) {
  const t = useWords(WORDS);
  const navigate = useNavigate();
  const [typed, setTyped] = useState('');
  const [at, setAt] = useState(0);
  const id = useId();
  const q = typed.trim();
  const places = placesFor(me).map(({ to, title }): Command => ({
    title: t('go', { title }),
    run: () => void navigate({ to }),
  }));
  const found = [...commands, ...places].filter(({ title }) => title.toLowerCase().includes(q.toLowerCase()));
  const search: Command = {
    title: t('search', { q }),
    run: () => void navigate({ to: '/inbox', search: { box: 'todo', q } }),
  };
  const choices = q === '' ? found : [...found, search];
  const chosen = Math.min(at, choices.length - 1);
  const run = (command: Command | undefined): void => {
    close();
    // When the dialog has given the focus back, so that the command may place it.
    if (command) setTimeout(command.run, 0);
  };
  return (
    <Modal open title={t('palette')} footer={null} onCancel={close} destroyOnHidden>
      <Input
        autoFocus
        role="combobox"
        aria-expanded="true"
        aria-controls={id}
        aria-activedescendant={`${id}-${chosen}`}
        aria-label={t('find')}
        placeholder={t('find')}
        value={typed}
        onChange={({ target }) => {
          setTyped(target.value);
          setAt(0);
        }}
        onKeyDown={(event) => {
          const by = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
          if (by !== 0) {
            event.preventDefault();
            setAt((chosen + by + choices.length) % Math.max(choices.length, 1));
          } else if (event.key === 'Enter' && !event.nativeEvent.isComposing) run(choices[chosen]);
        }}
      />
      {choices.length === 0 && <p>{t('none')}</p>}
      <ul id={id} role="listbox" aria-label={t('palette')} className="choices">
        {choices.map((command, index) => (
          <li
            key={`${command.key ?? ''} ${command.title}`}
            id={`${id}-${index}`}
            role="option"
            aria-selected={index === chosen}
            onClick={() => run(command)}
          >
            {command.title} {command.key !== undefined && <kbd aria-hidden="true">{keyName(command.key)}</kbd>}
          </li>
        ))}
      </ul>
    </Modal>
  );
}

function Keys({ commands, close }: { readonly commands: readonly Command[]; readonly close: () => void }) {
  const t = useWords(WORDS);
  const keyed = commands.filter(({ key }) => key !== undefined);
  return (
    <Modal open title={t('keys')} footer={null} onCancel={close} destroyOnHidden>
      <p>{t('about')}</p>
      <table className="keys">
        <caption className="seen-by-ear">{t('keys')}</caption>
        <thead>
          <tr>
            <th scope="col">{t('key')}</th>
            <th scope="col">{t('does')}</th>
          </tr>
        </thead>
        <tbody>
          {keyed.map(({ key, title }) => (
            <tr key={`${key} ${title}`}>
              <td>
                <kbd>{keyName(key ?? '')}</kbd>
              </td>
              <td>{title}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Modal>
  );
}

const keyName = (key: string): string =>
  key.length === 1 ? key.toUpperCase() : key.replace('ctrl+k', 'Ctrl+K').replace('escape', 'Esc');
