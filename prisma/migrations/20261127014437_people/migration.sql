-- CreateTable
CREATE TABLE "readers" (
    "case_id" TEXT NOT NULL,
    "person" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "seq" INTEGER NOT NULL,
    "read" BOOLEAN NOT NULL,
    "since" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "readers_pkey" PRIMARY KEY ("case_id","person","kind")
);

-- CreateTable
CREATE TABLE "absence_rules" (
    "id" TEXT NOT NULL,
    "absent_id" TEXT NOT NULL,
    "agent_id" TEXT NOT NULL,
    "from_day" CHAR(10) NOT NULL,
    "to_day" CHAR(10) NOT NULL,
    "procedures" JSONB,
    "posts" JSONB,
    "excludes" JSONB NOT NULL DEFAULT '[]',
    "reason" TEXT NOT NULL,
    "made_by" TEXT NOT NULL,
    "made_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "confirmed_by" TEXT,
    "ended_by" TEXT,
    "ended_at" TIMESTAMPTZ(3),
    "returned_at" TIMESTAMPTZ(3),

    CONSTRAINT "absence_rules_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "topic_leads" (
    "id" TEXT NOT NULL,
    "organisation_id" TEXT NOT NULL,
    "topic" TEXT NOT NULL,
    "person_id" TEXT NOT NULL,
    "valid_from" CHAR(10) NOT NULL,
    "valid_to" CHAR(10),

    CONSTRAINT "topic_leads_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "readers_person_kind_since_case_id_idx" ON "readers"("person", "kind", "since", "case_id");

-- CreateIndex
CREATE INDEX "absence_rules_agent_id_to_day_idx" ON "absence_rules"("agent_id", "to_day");

-- CreateIndex
CREATE INDEX "absence_rules_absent_id_to_day_idx" ON "absence_rules"("absent_id", "to_day");

-- CreateIndex
CREATE INDEX "topic_leads_organisation_id_topic_idx" ON "topic_leads"("organisation_id", "topic");
