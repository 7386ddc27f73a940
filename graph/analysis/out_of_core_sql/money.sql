-- What the projects cost that answer each policy instrument, themselves or by a whole that they are part of,
-- each once: their number, their sums of one kind ($kind), and how many have no certain one.
WITH money AS (
    SELECT project, cents FROM sum WHERE kind = $kind
), by_whole AS (
    SELECT DISTINCT stratum, covered
    FROM own_rung JOIN covered USING (covered) JOIN stratum USING (whole)
    WHERE NOT is_group
), size AS (
    SELECT stratum, count(*) AS projects, sum(coalesce(cents, 0)) AS cents, count(*) - count(cents) AS unsure
    FROM project LEFT JOIN money USING (project)
    GROUP BY ALL
), own AS (
    SELECT DISTINCT rung.covered, project
    FROM rung JOIN covered USING (covered)
    WHERE NOT is_group AND NOT EXISTS (
        FROM by_whole WHERE by_whole.stratum = rung.stratum AND by_whole.covered = rung.covered
    )
), counted AS (
    SELECT covered, projects, cents, unsure FROM by_whole JOIN size USING (stratum)
    UNION ALL
    SELECT covered, count(*), sum(coalesce(cents, 0)), count(*) - count(cents)
    FROM own LEFT JOIN money USING (project)
    GROUP BY covered
)
SELECT covered, sum(projects) AS projects, sum(cents) AS cents, sum(unsure) AS unsure
FROM counted GROUP BY ALL ORDER BY ALL
