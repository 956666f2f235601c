/** 决定公示 (许 40; 国办发〔2018〕118号六): whether a decision is published, and from which day; never by somebody who handled it. */
import { record, today } from '../walk';
import type { Statutory } from './statutory';

export const publish: Statutory = {
  check() {
    return undefined;
  },
  decide(walk, command) {
    record(walk, 'publication-decided', {
      on: today(walk),
      publish: command.outcome === 'publish',
      reasons: command.opinion ?? '',
    });
  },
};
