-- Through how many distinct projects each whole covers each thing, what they cost in sums of one kind ($kind),
-- and how many of them have no certain sum. Projects of a stratum are part of the same wholes, so they are
-- counted by stratum first, and strata are added up.
WITH link AS (
    SELECT stratum, covered, project FROM stated
    UNION ALL
    SELECT stratum, covered, project FROM inherited
), counted AS (
    SELECT link.stratum, covered, count(*) AS projects, sum(coalesce(cents, 0)) AS cents,
        count(*) - count(cents) AS unsure
    FROM link
    LEFT JOIN (SELECT project, cents FROM sum WHERE kind = $kind) AS money USING (project)
    GROUP BY ALL
)
SELECT whole, covered, sum(projects) AS projects, sum(cents) AS cents, sum(unsure) AS unsure
FROM counted JOIN stratum USING (stratum)
GROUP BY ALL ORDER BY ALL
