-- DropIndex
DROP INDEX "certificates_number_on_day_idx";

-- What the schema language could not say is now said by the number of the entry: each builds on the last one.
DROP INDEX "certificates_issued_once";
DROP INDEX "certificates_ended_once";

-- AlterTable
ALTER TABLE "certificates" ADD COLUMN     "entry" INTEGER NOT NULL,
ADD COLUMN     "validity" JSONB;

-- CreateTable
CREATE TABLE "certificate_cases" (
    "case_id" TEXT NOT NULL,
    "number" TEXT NOT NULL,
    "concern" TEXT NOT NULL,

    CONSTRAINT "certificate_cases_pkey" PRIMARY KEY ("case_id")
);

-- CreateIndex
CREATE INDEX "certificate_cases_number_idx" ON "certificate_cases"("number");

-- CreateIndex
CREATE UNIQUE INDEX "certificates_number_entry_key" ON "certificates"("number", "entry");
