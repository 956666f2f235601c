// Owns the boxes of the inbox with their counts, and the filters of time.
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { reading } from '../../lib/asking';
import { useWords, words } from '../../lib/language';
import { BOXES, type Box, type InboxView } from './inbox-view';

const WORDS = words('boxes', {
  boxes: { zh: '待办箱', en: 'Boxes' },
  todo: { zh: '全部待办', en: 'All my work' },
  mine: { zh: '我已签收', en: 'Claimed by me' },
  pool: { zh: '岗位待签收', en: 'Open to my posts' },
  waiting: { zh: '等他人办理', en: 'Waiting for others' },
  done: { zh: '我已办', en: 'Done by me' },
  cc: { zh: '抄送我的', en: 'Copied to me' },
  today: { zh: '今日到期', en: 'Due today' },
  overdue: { zh: '已超期', en: 'Overdue' },
  more: { zh: '999+', en: '999+' },
});
export const boxTitles = WORDS;

export function Boxes({ view }: { readonly view: InboxView }) {
  const t = useWords(WORDS);
  const { data: counts } = useQuery(reading('taskCounts'));
  const box = view.box ?? 'todo';
  // A count stops at a thousand.
  const n = (of: number | undefined): string => (of === undefined ? '' : of > 999 ? t('more') : String(of));
  const counted: Readonly<Record<Box, number | undefined>> = {
    todo: counts && counts.mine + counts.pool,
    mine: counts?.mine,
    pool: counts?.pool,
    waiting: counts?.waiting,
    done: counts?.done,
    cc: counts?.cc,
  };
  return (
    <nav aria-label={t('boxes')}>
      <ul className="boxes">
        {BOXES.map((each) => (
          <li key={each}>
            <Link to="/inbox" search={{ box: each }} {...current(box === each && view.due === undefined)}>
              {t(each)} <span className="count">{n(counted[each])}</span>
            </Link>
          </li>
        ))}
        {(['today', 'overdue'] as const).map((due) => (
          <li key={due}>
            <Link to="/inbox" search={{ box: 'todo', due }} {...current(view.due === due)}>
              {t(due)} <span className="count">{n(due === 'today' ? counts?.dueToday : counts?.overdue)}</span>
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}
const current = (is: boolean) => (is ? { 'aria-current': 'page' as const } : {});
