-- AlterTable
ALTER TABLE "organisations" ADD COLUMN     "number_letters" TEXT;

-- Until now the procedures wrote these letters themselves; the bodies they wrote them for go on in their series.
UPDATE "organisations" SET "number_letters" = CASE "id"
  WHEN 'approval-bureau' THEN '澄行审'
  WHEN 'planning-bureau' THEN '澄自然资规'
  WHEN 'emergency-bureau' THEN '澄应急'
  WHEN 'justice-bureau' THEN '澄司'
END;
