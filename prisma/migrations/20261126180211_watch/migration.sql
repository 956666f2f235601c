-- CreateTable
CREATE TABLE "beats" (
    "id" TEXT NOT NULL,
    "part" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "beats_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "attempts" (
    "effect_id" TEXT NOT NULL,
    "case_id" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "how" TEXT,
    "failure" TEXT NOT NULL,
    "tries" INTEGER NOT NULL DEFAULT 1,
    "since" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "attempts_pkey" PRIMARY KEY ("effect_id")
);

-- CreateIndex
CREATE INDEX "attempts_case_id_idx" ON "attempts"("case_id");

-- CreateIndex
CREATE INDEX "attempts_at_idx" ON "attempts"("at");

-- CreateIndex
CREATE INDEX "waits_closed_at_since_case_id_id_idx" ON "waits"("closed_at", "since", "case_id", "id");
