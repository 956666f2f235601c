-- CreateSchema
CREATE SCHEMA IF NOT EXISTS "public";

-- CreateTable
CREATE TABLE "installation" (
    "id" INTEGER NOT NULL DEFAULT 1,
    "real_start" TIMESTAMPTZ(3) NOT NULL,
    "law_start" TIMESTAMPTZ(3) NOT NULL,
    "day_seconds" DOUBLE PRECISION NOT NULL DEFAULT 86400,
    "simulated" BOOLEAN NOT NULL DEFAULT false,
    "epoch" INTEGER NOT NULL DEFAULT 1,
    "demo" BOOLEAN NOT NULL DEFAULT false,

    CONSTRAINT "installation_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "organisations" (
    "id" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "name_zh" TEXT NOT NULL,
    "name_en" TEXT NOT NULL,
    "parent_id" TEXT,

    CONSTRAINT "organisations_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "persons" (
    "id" TEXT NOT NULL,
    "username" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "password_hash" TEXT NOT NULL,
    "email" TEXT,
    "disabled_at" TIMESTAMPTZ(3),
    "demo" BOOLEAN NOT NULL DEFAULT false,

    CONSTRAINT "persons_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "posts" (
    "id" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "organisation_id" TEXT NOT NULL,
    "person_id" TEXT NOT NULL,
    "title_zh" TEXT NOT NULL,
    "title_en" TEXT NOT NULL,
    "valid_from" CHAR(10) NOT NULL,
    "valid_to" CHAR(10),

    CONSTRAINT "posts_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "qualifications" (
    "id" TEXT NOT NULL,
    "person_id" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "number" TEXT NOT NULL,
    "valid_from" CHAR(10) NOT NULL,
    "valid_to" CHAR(10),

    CONSTRAINT "qualifications_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "calendar_years" (
    "year" INTEGER NOT NULL,
    "version" TEXT NOT NULL,
    "notice" TEXT,
    "rest_days" JSONB NOT NULL,
    "make_up_days" JSONB NOT NULL,
    "loaded_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "calendar_years_pkey" PRIMARY KEY ("year","version")
);

-- CreateTable
CREATE TABLE "procedures" (
    "id" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    "hash" TEXT NOT NULL,
    "definition" JSON NOT NULL,
    "published_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "procedures_pkey" PRIMARY KEY ("id","version")
);

-- CreateTable
CREATE TABLE "power_items" (
    "code" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    "kind" TEXT NOT NULL,
    "name_zh" TEXT NOT NULL,
    "name_en" TEXT NOT NULL,
    "basis" TEXT NOT NULL,
    "procedure" TEXT,
    "limits" JSONB NOT NULL,
    "holders" JSONB NOT NULL,
    "valid_from" CHAR(10) NOT NULL,
    "valid_to" CHAR(10),

    CONSTRAINT "power_items_pkey" PRIMARY KEY ("code","version")
);

-- CreateTable
CREATE TABLE "cases" (
    "id" TEXT NOT NULL,
    "number" TEXT NOT NULL,
    "procedure_id" TEXT NOT NULL,
    "procedure_version" INTEGER NOT NULL,
    "workflow" TEXT NOT NULL,
    "item" TEXT,
    "item_version" INTEGER,
    "parent_id" TEXT,
    "root_id" TEXT NOT NULL,
    "rev" INTEGER NOT NULL,
    "seq" INTEGER NOT NULL,
    "head" CHAR(64) NOT NULL,
    "changed_seq" INTEGER NOT NULL,
    "state" JSONB NOT NULL,
    "kernel" INTEGER NOT NULL,
    "status" TEXT NOT NULL,
    "outcome" TEXT,
    "light" TEXT NOT NULL,
    "receiving" TEXT,
    "deciding" TEXT,
    "reviewing" TEXT,
    "party_name" TEXT,
    "party_initials" TEXT,
    "opened_at" TIMESTAMPTZ(3) NOT NULL,
    "ended_at" TIMESTAMPTZ(3),
    "next_rung_at" TIMESTAMPTZ(3),
    "next_rung" TEXT,
    "armed_at" TIMESTAMPTZ(3),

    CONSTRAINT "cases_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "acts" (
    "case_id" TEXT NOT NULL,
    "seq" INTEGER NOT NULL,
    "v" INTEGER NOT NULL,
    "key" TEXT,
    "simulated_time" BOOLEAN NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "effective_at" TIMESTAMPTZ(3) NOT NULL,
    "type" TEXT NOT NULL,
    "actor" TEXT,
    "principal" TEXT,
    "basis" TEXT,
    "cause" TEXT,
    "raised_by" TEXT,
    "payload" JSONB,
    "salt" BYTEA,
    "payload_digest" CHAR(64) NOT NULL,
    "previous_hash" CHAR(64) NOT NULL,
    "hash" CHAR(64) NOT NULL,
    "milestone" TEXT,

    CONSTRAINT "acts_pkey" PRIMARY KEY ("case_id","seq")
);

-- CreateTable
CREATE TABLE "answers" (
    "actor" TEXT NOT NULL,
    "scope" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "fingerprint" CHAR(64) NOT NULL,
    "status" INTEGER NOT NULL,
    "body" JSONB NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "answers_pkey" PRIMARY KEY ("actor","scope","key")
);

-- CreateTable
CREATE TABLE "seats" (
    "id" TEXT NOT NULL,
    "principal" TEXT NOT NULL,
    "case_id" TEXT NOT NULL,
    "task_id" TEXT NOT NULL,
    "step" TEXT NOT NULL,
    "round" INTEGER NOT NULL,
    "state" TEXT NOT NULL,
    "outcome" TEXT,
    "since" TIMESTAMPTZ(3) NOT NULL,
    "due_on" CHAR(10),
    "light" TEXT NOT NULL,
    "closed_at" TIMESTAMPTZ(3),

    CONSTRAINT "seats_pkey" PRIMARY KEY ("id","principal")
);

-- CreateTable
CREATE TABLE "clocks" (
    "case_id" TEXT NOT NULL,
    "clock_id" TEXT NOT NULL,
    "term" INTEGER NOT NULL,
    "state" TEXT NOT NULL,
    "started_on" CHAR(10) NOT NULL,
    "due_on" CHAR(10),
    "next_rung" TEXT,
    "next_rung_at" TIMESTAMPTZ(3),

    CONSTRAINT "clocks_pkey" PRIMARY KEY ("case_id","clock_id")
);

-- CreateTable
CREATE TABLE "waits" (
    "id" TEXT NOT NULL,
    "case_id" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "subject" TEXT NOT NULL,
    "since" TIMESTAMPTZ(3) NOT NULL,
    "due_on" CHAR(10),
    "closed_at" TIMESTAMPTZ(3),
    "detail" JSONB NOT NULL,

    CONSTRAINT "waits_pkey" PRIMARY KEY ("case_id","id")
);

-- CreateTable
CREATE TABLE "effects" (
    "id" TEXT NOT NULL,
    "case_id" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "asked_by" INTEGER NOT NULL,
    "spec" JSONB NOT NULL,
    "claim" INTEGER NOT NULL DEFAULT 0,
    "lease_until" TIMESTAMPTZ(3),
    "failure" TEXT,

    CONSTRAINT "effects_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "wakes" (
    "case_id" TEXT NOT NULL,
    "root_id" TEXT NOT NULL,
    "workflow" TEXT NOT NULL,
    "seq" INTEGER NOT NULL,
    "head" CHAR(64) NOT NULL,
    "urgency" TEXT NOT NULL,
    "owed_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "lease_until" TIMESTAMPTZ(3),
    "attempts" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "wakes_pkey" PRIMARY KEY ("case_id")
);

-- CreateTable
CREATE TABLE "child_outcomes" (
    "child_id" TEXT NOT NULL,
    "parent_id" TEXT NOT NULL,
    "outcome" TEXT NOT NULL,
    "facts" JSONB NOT NULL,
    "owed_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "lease_until" TIMESTAMPTZ(3),
    "attempts" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "child_outcomes_pkey" PRIMARY KEY ("child_id")
);

-- CreateTable
CREATE TABLE "forms" (
    "case_id" TEXT NOT NULL,
    "seq" INTEGER NOT NULL,
    "step" TEXT NOT NULL,
    "data" JSONB NOT NULL,

    CONSTRAINT "forms_pkey" PRIMARY KEY ("case_id","seq")
);

-- CreateTable
CREATE TABLE "parties" (
    "case_id" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "id_type" TEXT NOT NULL,
    "id_number" TEXT NOT NULL,
    "phone" TEXT NOT NULL,
    "email" TEXT,
    "address" TEXT,

    CONSTRAINT "parties_pkey" PRIMARY KEY ("case_id")
);

-- CreateTable
CREATE TABLE "files" (
    "id" TEXT NOT NULL,
    "owner_id" TEXT,
    "case_id" TEXT,
    "name" TEXT NOT NULL,
    "media_type" TEXT NOT NULL,
    "size" INTEGER NOT NULL,
    "sha256" CHAR(64) NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "files_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "documents" (
    "id" TEXT NOT NULL,
    "case_id" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "number" TEXT,
    "title_zh" TEXT NOT NULL,
    "title_en" TEXT NOT NULL,
    "media_type" TEXT NOT NULL,
    "size" INTEGER NOT NULL,
    "sha256" CHAR(64) NOT NULL,
    "sealed" BOOLEAN NOT NULL,
    "decision_seq" INTEGER NOT NULL,
    "decision_hash" CHAR(64) NOT NULL,
    "verify_code" TEXT NOT NULL,
    "effect_id" TEXT NOT NULL,
    "issued_at" TIMESTAMPTZ(3) NOT NULL,
    "to_applicant" BOOLEAN NOT NULL,

    CONSTRAINT "documents_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "series" (
    "series" TEXT NOT NULL,
    "year" INTEGER NOT NULL,
    "last" INTEGER NOT NULL,

    CONSTRAINT "series_pkey" PRIMARY KEY ("series","year")
);

-- CreateTable
CREATE TABLE "drawn_numbers" (
    "number" TEXT NOT NULL,
    "series" TEXT NOT NULL,
    "year" INTEGER NOT NULL,
    "n" INTEGER NOT NULL,
    "case_id" TEXT NOT NULL,
    "seq" INTEGER NOT NULL,
    "void_reason" TEXT,

    CONSTRAINT "drawn_numbers_pkey" PRIMARY KEY ("number")
);

-- CreateTable
CREATE TABLE "messages" (
    "id" TEXT NOT NULL,
    "principal" TEXT NOT NULL,
    "case_id" TEXT NOT NULL,
    "template" TEXT NOT NULL,
    "facts" JSONB NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "messages_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "message_reads" (
    "message_id" TEXT NOT NULL,
    "person_id" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "message_reads_pkey" PRIMARY KEY ("message_id","person_id")
);

-- CreateTable
CREATE TABLE "sessions" (
    "id_hash" CHAR(64) NOT NULL,
    "person_id" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "seen_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "sessions_pkey" PRIMARY KEY ("id_hash")
);

-- CreateTable
CREATE TABLE "access_tokens" (
    "id" TEXT NOT NULL,
    "hash" CHAR(64) NOT NULL,
    "person_id" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "revoked_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "access_tokens_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "access_log" (
    "id" BIGSERIAL NOT NULL,
    "person_id" TEXT,
    "case_id" TEXT NOT NULL,
    "what" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "access_log_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "rate_limits" (
    "key" TEXT NOT NULL,
    "points" INTEGER NOT NULL DEFAULT 0,
    "expire" BIGINT,

    CONSTRAINT "rate_limits_pkey" PRIMARY KEY ("key")
);

-- CreateTable
CREATE TABLE "ratings" (
    "case_id" TEXT NOT NULL,
    "grade" INTEGER NOT NULL,
    "remark" TEXT,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "ratings_pkey" PRIMARY KEY ("case_id")
);

-- CreateIndex
CREATE UNIQUE INDEX "persons_username_key" ON "persons"("username");

-- CreateIndex
CREATE INDEX "posts_person_id_idx" ON "posts"("person_id");

-- CreateIndex
CREATE INDEX "posts_kind_organisation_id_idx" ON "posts"("kind", "organisation_id");

-- CreateIndex
CREATE INDEX "qualifications_person_id_idx" ON "qualifications"("person_id");

-- CreateIndex
CREATE UNIQUE INDEX "cases_number_key" ON "cases"("number");

-- CreateIndex
CREATE INDEX "cases_parent_id_idx" ON "cases"("parent_id");

-- CreateIndex
CREATE INDEX "cases_next_rung_at_idx" ON "cases"("next_rung_at");

-- CreateIndex
CREATE INDEX "cases_receiving_opened_at_id_idx" ON "cases"("receiving", "opened_at", "id");

-- CreateIndex
CREATE INDEX "cases_deciding_opened_at_id_idx" ON "cases"("deciding", "opened_at", "id");

-- CreateIndex
CREATE INDEX "cases_reviewing_opened_at_id_idx" ON "cases"("reviewing", "opened_at", "id");

-- CreateIndex
CREATE UNIQUE INDEX "acts_case_id_key_key" ON "acts"("case_id", "key");

-- CreateIndex
CREATE INDEX "answers_created_at_idx" ON "answers"("created_at");

-- CreateIndex
CREATE INDEX "seats_principal_state_due_on_id_idx" ON "seats"("principal", "state", "due_on", "id");

-- CreateIndex
CREATE INDEX "seats_principal_state_since_id_idx" ON "seats"("principal", "state", "since", "id");

-- CreateIndex
CREATE INDEX "seats_case_id_idx" ON "seats"("case_id");

-- CreateIndex
CREATE INDEX "waits_kind_closed_at_since_idx" ON "waits"("kind", "closed_at", "since");

-- CreateIndex
CREATE INDEX "effects_case_id_state_idx" ON "effects"("case_id", "state");

-- CreateIndex
CREATE INDEX "effects_state_idx" ON "effects"("state");

-- CreateIndex
CREATE INDEX "wakes_urgency_owed_at_idx" ON "wakes"("urgency", "owed_at");

-- CreateIndex
CREATE INDEX "files_case_id_idx" ON "files"("case_id");

-- CreateIndex
CREATE UNIQUE INDEX "documents_verify_code_key" ON "documents"("verify_code");

-- CreateIndex
CREATE UNIQUE INDEX "documents_effect_id_key" ON "documents"("effect_id");

-- CreateIndex
CREATE INDEX "documents_case_id_idx" ON "documents"("case_id");

-- CreateIndex
CREATE UNIQUE INDEX "drawn_numbers_series_year_n_key" ON "drawn_numbers"("series", "year", "n");

-- CreateIndex
CREATE INDEX "messages_principal_at_id_idx" ON "messages"("principal", "at", "id");

-- CreateIndex
CREATE INDEX "sessions_person_id_idx" ON "sessions"("person_id");

-- CreateIndex
CREATE UNIQUE INDEX "access_tokens_hash_key" ON "access_tokens"("hash");

-- CreateIndex
CREATE INDEX "access_tokens_person_id_idx" ON "access_tokens"("person_id");

-- CreateIndex
CREATE INDEX "access_log_case_id_idx" ON "access_log"("case_id");
