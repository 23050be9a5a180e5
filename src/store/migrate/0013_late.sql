-- why: what is late says why (QĐ 26/2026 Đ5, Đ7.2, Đ7.3.a): the commune's
-- letter behind its days, an answer behind its date, a proposal behind the day
-- of a round. Facts.

ALTER TABLE dossier ADD COLUMN forward_late_why {text}; -- forwarded behind due_on (Đ7.2)
ALTER TABLE dossier ADD COLUMN sent_up_on {int};        -- the province's request to the Ministry (Đ5.2)
ALTER TABLE supplement ADD COLUMN late_why {text};      -- answered behind due_on
