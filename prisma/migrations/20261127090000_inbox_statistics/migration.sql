-- A box by due day is one walk along one index, what has no due day at its end. Over the expression Postgres keeps statistics of its own: by those
-- of the column, which is empty in all that is done, the planner takes a full pool for a handful of rows, and reads and sorts it for every page.
DROP INDEX "seats_principal_state_due_on_id_idx";
CREATE INDEX "seats_principal_state_due_idx" ON "seats"("principal", "state", (coalesce("due_on", '9999-12-31'::bpchar)), "id");
-- What waits for a post is all open: the mean of all principals says nothing of it.
CREATE STATISTICS "seats_principal_state" (mcv) ON "principal", "state" FROM "seats";
