import { takeWalks } from './take-walks';

it('no rule of the law is broken on 300 walks, and every one of them ends', () => {
  takeWalks(300);
}, 60_000);
