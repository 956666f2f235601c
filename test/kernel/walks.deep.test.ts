import { takeWalks } from './take-walks';

it('no rule of the law is broken on 10,000 walks, and every one of them ends', () => {
  takeWalks(10_000);
}, 3_600_000);
