// Owns the frame of administration: its parts, and what came of the last change.
import { Link, Outlet, useRouterState } from '@tanstack/react-router';
import { useWords, words } from '../../lib/language';
import './admin.css';
import { Outcome, OutcomePlace } from './outcome';

const WORDS = words('admin', {
  parts: { zh: '系统管理', en: 'Administration' },
  organisations: { zh: '单位', en: 'Organisations' },
  posts: { zh: '岗位', en: 'Posts' },
  people: { zh: '人员', en: 'People' },
  absences: { zh: '外出代理', en: 'Absences' },
  qualifications: { zh: '资格和证件', en: 'Qualifications' },
  calendars: { zh: '工作日历', en: 'Calendars' },
  procedures: { zh: '流程发布', en: 'Procedures' },
  messages: { zh: '消息文本', en: 'Message texts' },
  accessLog: { zh: '查阅日志', en: 'Access log' },
  log: { zh: '管理日志', en: 'Administration log' },
});
const PARTS = [
  ['/admin/organisations', 'organisations'],
  ['/admin/posts', 'posts'],
  ['/admin/people', 'people'],
  ['/admin/absences', 'absences'],
  ['/admin/qualifications', 'qualifications'],
  ['/admin/calendars', 'calendars'],
  ['/admin/procedures', 'procedures'],
  ['/admin/messages', 'messages'],
  ['/admin/access-log', 'accessLog'],
  ['/admin/log', 'log'],
] as const;

export function AdminFrame() {
  const t = useWords(WORDS);
  const here = useRouterState({ select: ({ location }) => location.pathname });
  return (
    <OutcomePlace>
      <div className="admin">
        <nav aria-label={t('parts')}>
          <ul>
            {PARTS.map(([to, title]) => (
              <li key={to}>
                <Link to={to} {...(here.startsWith(to) ? { 'aria-current': 'page' as const } : {})}>
                  {t(title)}
                </Link>
              </li>
            ))}
          </ul>
        </nav>
        <div>
          <Outcome />
          <Outlet />
        </div>
      </div>
    </OutcomePlace>
  );
}
