-- What the schema language cannot say: acts are recorded once, for every role, the superuser included.

CREATE FUNCTION "acts_are_recorded_once"() RETURNS trigger
    LANGUAGE plpgsql AS $$
BEGIN
    -- Lawful erasure takes the content and its salt together; the digest stays, and with it the chain.
    IF TG_OP = 'UPDATE' AND TG_LEVEL = 'ROW' THEN
        IF NEW."payload" IS NULL AND NEW."salt" IS NULL
           AND to_jsonb(NEW) - 'payload' - 'salt' = to_jsonb(OLD) - 'payload' - 'salt' THEN
            RETURN NEW;
        END IF;
    END IF;
    RAISE EXCEPTION 'acts are recorded once: % refused', lower(TG_OP) USING ERRCODE = 'restrict_violation';
END
$$;

CREATE TRIGGER "acts_are_recorded_once" BEFORE UPDATE OR DELETE ON "acts"
    FOR EACH ROW EXECUTE FUNCTION "acts_are_recorded_once"();
CREATE TRIGGER "acts_are_not_truncated" BEFORE TRUNCATE ON "acts"
    FOR EACH STATEMENT EXECUTE FUNCTION "acts_are_recorded_once"();

-- Every act rewrites its case's row: room on the page keeps these updates out of the indexes (heap-only tuples).
ALTER TABLE "cases" SET (fillfactor = 70);
