-- AlterTable
ALTER TABLE "child_outcomes" ADD COLUMN     "kind" TEXT NOT NULL DEFAULT 'child';

-- AlterTable
ALTER TABLE "cases" ADD COLUMN     "handing" TEXT,
ADD COLUMN     "preliminary" TEXT;

-- CreateTable
CREATE TABLE "certificates" (
    "case_id" TEXT NOT NULL,
    "seq" INTEGER NOT NULL,
    "number" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "on_day" CHAR(10) NOT NULL,
    "valid_from" CHAR(10),
    "valid_to" CHAR(10),
    "item" TEXT,
    "body" TEXT,

    CONSTRAINT "certificates_pkey" PRIMARY KEY ("case_id","seq")
);

-- CreateIndex
CREATE INDEX "certificates_number_on_day_idx" ON "certificates"("number", "on_day");

-- What the schema language cannot say: a certificate is issued once and ends once, whichever cases are about it.
CREATE UNIQUE INDEX "certificates_issued_once" ON "certificates"("number") WHERE "kind" = 'issued';
CREATE UNIQUE INDEX "certificates_ended_once" ON "certificates"("number") WHERE "kind" IN ('annulled', 'deregistered');
