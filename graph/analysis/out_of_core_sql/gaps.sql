-- The things that no project reaches, neither themselves nor by a narrower one.
SELECT covered FROM covered
WHERE covered NOT IN (SELECT covered FROM stated UNION SELECT covered FROM inherited)
ORDER BY covered
