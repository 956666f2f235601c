/** Owns what a worker registers; a type it does not find here is a procedure's own id and runs the default workflow. */
export { approval } from './approval';
export { escalate } from './escalate';
export { hearing } from './hearing';
export { issueDecision } from './issue-decision';
export { legalReview } from './legal-review';
export { procedure as default } from './procedure';
