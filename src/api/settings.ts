// Owns how a person wants the screens: kept for him, so that they look the same wherever he signs in.
import type { Handlers, ReplyBodyOf } from './call';
import type { Deps } from './deps';

const UNSAID = { language: 'zh', colours: 'system', textSize: 'normal' } as const;

export function settings(deps: Deps): Handlers<'settings' | 'saveSettings'> {
  return {
    async settings({ caller }) {
      const said = await deps.db.personSettings.findUnique({
        where: { personId: caller.person },
        select: { language: true, colours: true, textSize: true },
      });
      return { body: (said ?? UNSAID) as ReplyBodyOf<'settings'> };
    },
    async saveSettings({ caller, body }) {
      await deps.pool.query(
        `insert into person_settings (person_id, language, colours, text_size) values ($1, $2, $3, $4)
         on conflict (person_id) do update set language = excluded.language, colours = excluded.colours, text_size = excluded.text_size`,
        [caller.person, body.language, body.colours, body.textSize],
      );
      return { body };
    },
  };
}
