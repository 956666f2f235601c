-- People come from import files, which hold no secrets: they have no password until somebody gives them one.
ALTER TABLE "persons" ALTER COLUMN "password_hash" DROP NOT NULL;

-- The catalogue says all that an applicant asks before he comes.
ALTER TABLE "power_items" ADD COLUMN     "commitment" BOOLEAN NOT NULL DEFAULT false,
ADD COLUMN     "initials" TEXT NOT NULL DEFAULT '',
ADD COLUMN     "materials" JSONB NOT NULL DEFAULT '[]',
ADD COLUMN     "on_the_spot" BOOLEAN NOT NULL DEFAULT false,
ADD COLUMN     "validity_months" INTEGER;
