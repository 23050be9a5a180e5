-- why: a province hands dossiers of five stars to the Ministry's own office
-- (act/handed.h), so every office of a province knows that agency. Facts.
INSERT INTO agency (code, name, level, unit_code, province_code, since_on)
SELECT 'bo-00', 'Bộ Nông nghiệp và Môi trường', 0, '00', '00', min(a.since_on)
  FROM agency a
 WHERE a.level = 1
   AND NOT EXISTS (SELECT 1 FROM agency b WHERE b.level = 0)
HAVING min(a.since_on) IS NOT NULL;
