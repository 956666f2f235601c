-- AlterTable
ALTER TABLE "power_items" ADD COLUMN     "situations" JSONB NOT NULL DEFAULT '[]';

-- CreateTable
CREATE TABLE "person_settings" (
    "person_id" TEXT NOT NULL,
    "language" TEXT NOT NULL,
    "colours" TEXT NOT NULL,
    "text_size" TEXT NOT NULL,

    CONSTRAINT "person_settings_pkey" PRIMARY KEY ("person_id")
);

-- CreateTable
CREATE TABLE "saved_views" (
    "id" TEXT NOT NULL,
    "owner_id" TEXT NOT NULL,
    "organisation_id" TEXT,
    "name" TEXT NOT NULL,
    "list" TEXT NOT NULL,
    "query" JSONB NOT NULL,
    "is_default" BOOLEAN NOT NULL DEFAULT false,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "saved_views_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "drafts" (
    "person_id" TEXT NOT NULL,
    "subject" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    "data" JSONB NOT NULL,
    "saved_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "drafts_pkey" PRIMARY KEY ("person_id","subject")
);

-- CreateIndex
CREATE INDEX "saved_views_owner_id_idx" ON "saved_views"("owner_id");

-- CreateIndex
CREATE INDEX "saved_views_organisation_id_idx" ON "saved_views"("organisation_id");

-- CreateIndex
CREATE INDEX "drafts_saved_at_idx" ON "drafts"("saved_at");

-- CreateIndex
CREATE INDEX "parties_id_number_id_type_idx" ON "parties"("id_number", "id_type");
