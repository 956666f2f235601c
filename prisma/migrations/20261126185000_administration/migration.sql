-- AlterTable
ALTER TABLE "organisations" ADD COLUMN     "valid_from" CHAR(10),
ADD COLUMN     "valid_to" CHAR(10);

-- AlterTable
ALTER TABLE "persons" ADD COLUMN     "left_on" CHAR(10),
ADD COLUMN     "password_to_change" BOOLEAN NOT NULL DEFAULT false;

-- AlterTable
ALTER TABLE "calendar_years" ADD COLUMN     "proposed_by" TEXT,
ADD COLUMN     "published_by" TEXT;

-- AlterTable
ALTER TABLE "procedures" ADD COLUMN     "proposed_by" TEXT,
ADD COLUMN     "published_by" TEXT;

-- AlterTable
ALTER TABLE "access_log" ADD COLUMN     "about" TEXT,
ALTER COLUMN "case_id" DROP NOT NULL;

-- CreateTable
CREATE TABLE "proposals" (
    "id" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "subject" TEXT NOT NULL,
    "base" TEXT,
    "content" JSON NOT NULL,
    "reason" TEXT NOT NULL,
    "proposed_by" TEXT NOT NULL,
    "proposed_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "state" TEXT NOT NULL DEFAULT 'open',
    "decided_by" TEXT,
    "decided_at" TIMESTAMPTZ(3),
    "version" TEXT,

    CONSTRAINT "proposals_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "calendar_recounts" (
    "year" INTEGER NOT NULL,
    "version" TEXT NOT NULL,
    "published_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "after_case" TEXT NOT NULL DEFAULT '',
    "touched" INTEGER NOT NULL DEFAULT 0,
    "finished_at" TIMESTAMPTZ(3),

    CONSTRAINT "calendar_recounts_pkey" PRIMARY KEY ("year","version")
);

-- CreateTable
CREATE TABLE "message_wordings" (
    "event" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    "wording" JSONB,
    "reason" TEXT NOT NULL,
    "changed_by" TEXT NOT NULL,
    "changed_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "message_wordings_pkey" PRIMARY KEY ("event","version")
);

-- CreateTable
CREATE TABLE "administration_log" (
    "id" BIGSERIAL NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "actor_id" TEXT,
    "act" TEXT NOT NULL,
    "subject_kind" TEXT NOT NULL,
    "subject_id" TEXT NOT NULL,
    "reason" TEXT,
    "before" JSONB,
    "after" JSONB,

    CONSTRAINT "administration_log_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "proposals_state_proposed_at_idx" ON "proposals"("state", "proposed_at");

-- CreateIndex
CREATE INDEX "administration_log_subject_kind_subject_id_idx" ON "administration_log"("subject_kind", "subject_id");

-- CreateIndex
CREATE INDEX "administration_log_actor_id_id_idx" ON "administration_log"("actor_id", "id");

-- CreateIndex
CREATE INDEX "access_log_person_id_id_idx" ON "access_log"("person_id", "id");

-- What the schema language cannot say: nobody publishes what he proposed himself, whatever the program does.
ALTER TABLE "proposals" ADD CONSTRAINT "proposals_two_people"
    CHECK ("state" <> 'published' OR ("decided_by" IS NOT NULL AND "decided_by" <> "proposed_by"));
