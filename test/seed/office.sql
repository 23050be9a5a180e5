-- A small office of Hồ Chí Minh City on the first day: three units with one of
-- their predecessors, agencies, an account for each role, two subjects. People
-- and co-operatives are invented. Every password is "mat khau mau 2026".
-- Runs on both back ends; days are counted from 1970-01-01 (20270 is 01/07/2025).

INSERT INTO unit (id, code, level, kind, name, full_name, fold, parent_code, province_code, since_on, until_on) VALUES
 (1, '79', 1, 'thành phố', 'Hồ Chí Minh', 'Thành phố Hồ Chí Minh', 'thanh pho ho chi minh', NULL, '79', 20270, NULL),
 (2, '25807', 3, 'xã', 'Thanh An', 'Xã Thanh An', 'xa thanh an', '79', '79', 20270, NULL),
 (3, '27676', 3, 'xã', 'Thạnh An', 'Xã Thạnh An', 'xa thanh an', '79', '79', 20270, NULL),
 (4, '25777', 3, 'xã', 'Dầu Tiếng', 'Xã Dầu Tiếng', 'xa dau tieng', '79', '79', 20270, NULL),
 (5, '74', 1, 'tỉnh', 'Bình Dương', 'Tỉnh Bình Dương', 'tinh binh duong', NULL, '74', 9862, 20269),
 (6, '720', 2, 'huyện', 'Dầu Tiếng', 'Huyện Dầu Tiếng', 'huyen dau tieng', '74', '74', 10846, 20269),
 (7, '25798', 3, 'xã', 'Định Hiệp', 'Xã Định Hiệp', 'xa dinh hiep', '720', '74', 10846, 20269),
 (8, '25747', 3, 'phường', 'Thủ Dầu Một', 'Phường Thủ Dầu Một', 'phuong thu dau mot', '79', '79', 20270, NULL),
 (9, '80', 1, 'tỉnh', 'Tây Ninh', 'Tỉnh Tây Ninh', 'tinh tay ninh', NULL, '80', 20270, NULL),
 (10, '25567', 3, 'xã', 'Tân Hội', 'Xã Tân Hội', 'xa tan hoi', '80', '80', 20270, NULL);

INSERT INTO unit_successor (old_unit, new_unit, extent, note) VALUES
 (7, 4, 'part', 'Nhập một phần'), (7, 2, 'part', 'Nhập một phần');

INSERT INTO agency (id, code, name, level, unit_code, province_code, since_on, until_on) VALUES
 (1, 'snnmt-79', 'Sở Nông nghiệp và Môi trường Thành phố Hồ Chí Minh', 1, '79', '79', 20270, NULL),
 (2, 'xa-25807', 'UBND xã Thanh An', 3, '25807', '79', 20270, NULL),
 (3, 'xa-27676', 'UBND xã Thạnh An', 3, '27676', '79', 20270, NULL),
 (4, 'xa-25777', 'UBND xã Dầu Tiếng', 3, '25777', '79', 20270, NULL),
 (5, 'bnnmt', 'Bộ Nông nghiệp và Môi trường', 0, '00', '00', 20270, NULL),
 (6, 'snnmt-80', 'Sở Nông nghiệp và Môi trường Tỉnh Tây Ninh', 1, '80', '80', 20270, NULL),
 (7, 'xa-25567', 'UBND xã Tân Hội', 3, '25567', '80', 20270, NULL);

INSERT INTO account (id, login, name, email, password, state, agency, lang, sample, created_at, version) VALUES
 (1, 'producer', 'Nguyễn Văn Mẫu', NULL, '$argon2id$v=19$m=19456,t=2,p=1$4yfp69ztib21N40ZXjYU/w$mObUkvi7m+1R8V5AU+EIQjE41oAO8cXlh4HFkHkXKdw', 2, NULL, 'vi', 1, 1767225600000, 1),
 (2, 'producer2', 'Trần Thị Mẫu', NULL, '$argon2id$v=19$m=19456,t=2,p=1$4yfp69ztib21N40ZXjYU/w$mObUkvi7m+1R8V5AU+EIQjE41oAO8cXlh4HFkHkXKdw', 2, NULL, 'vi', 1, 1767225600000, 1),
 (3, 'commune', 'Lê Thị Mẫu Xã', NULL, '$argon2id$v=19$m=19456,t=2,p=1$4yfp69ztib21N40ZXjYU/w$mObUkvi7m+1R8V5AU+EIQjE41oAO8cXlh4HFkHkXKdw', 2, 2, 'vi', 1, 1767225600000, 1),
 (4, 'commune2', 'Phạm Văn Mẫu Xã', NULL, '$argon2id$v=19$m=19456,t=2,p=1$4yfp69ztib21N40ZXjYU/w$mObUkvi7m+1R8V5AU+EIQjE41oAO8cXlh4HFkHkXKdw', 2, 3, 'vi', 1, 1767225600000, 1),
 (5, 'province', 'Hoàng Thị Mẫu Tỉnh', NULL, '$argon2id$v=19$m=19456,t=2,p=1$4yfp69ztib21N40ZXjYU/w$mObUkvi7m+1R8V5AU+EIQjE41oAO8cXlh4HFkHkXKdw', 2, 1, 'vi', 1, 1767225600000, 1),
 (6, 'chair', 'Võ Văn Mẫu Chủ Tịch', NULL, '$argon2id$v=19$m=19456,t=2,p=1$4yfp69ztib21N40ZXjYU/w$mObUkvi7m+1R8V5AU+EIQjE41oAO8cXlh4HFkHkXKdw', 2, 1, 'vi', 1, 1767225600000, 1),
 (7, 'secretary', 'Đặng Thị Mẫu Thư Ký', NULL, '$argon2id$v=19$m=19456,t=2,p=1$4yfp69ztib21N40ZXjYU/w$mObUkvi7m+1R8V5AU+EIQjE41oAO8cXlh4HFkHkXKdw', 2, 1, 'vi', 1, 1767225600000, 1),
 (8, 'member', 'Bùi Văn Mẫu Một', NULL, '$argon2id$v=19$m=19456,t=2,p=1$4yfp69ztib21N40ZXjYU/w$mObUkvi7m+1R8V5AU+EIQjE41oAO8cXlh4HFkHkXKdw', 2, NULL, 'vi', 1, 1767225600000, 1),
 (9, 'member2', 'Đỗ Thị Mẫu Hai', NULL, '$argon2id$v=19$m=19456,t=2,p=1$4yfp69ztib21N40ZXjYU/w$mObUkvi7m+1R8V5AU+EIQjE41oAO8cXlh4HFkHkXKdw', 2, NULL, 'vi', 1, 1767225600000, 1),
 (10, 'member3', 'Hồ Văn Mẫu Ba', NULL, '$argon2id$v=19$m=19456,t=2,p=1$4yfp69ztib21N40ZXjYU/w$mObUkvi7m+1R8V5AU+EIQjE41oAO8cXlh4HFkHkXKdw', 2, NULL, 'vi', 1, 1767225600000, 1),
 (11, 'signer', 'Ngô Văn Mẫu Ký', NULL, '$argon2id$v=19$m=19456,t=2,p=1$4yfp69ztib21N40ZXjYU/w$mObUkvi7m+1R8V5AU+EIQjE41oAO8cXlh4HFkHkXKdw', 2, 1, 'vi', 1, 1767225600000, 1),
 (12, 'admin', 'Dương Thị Mẫu Quản Trị', NULL, '$argon2id$v=19$m=19456,t=2,p=1$4yfp69ztib21N40ZXjYU/w$mObUkvi7m+1R8V5AU+EIQjE41oAO8cXlh4HFkHkXKdw', 2, 1, 'vi', 1, 1767225600000, 1),
 (13, 'team', 'Lý Văn Mẫu Tổ Trưởng', NULL, '$argon2id$v=19$m=19456,t=2,p=1$4yfp69ztib21N40ZXjYU/w$mObUkvi7m+1R8V5AU+EIQjE41oAO8cXlh4HFkHkXKdw', 2, 1, 'vi', 1, 1767225600000, 1),
 (14, 'team2', 'Mai Thị Mẫu Tổ Viên', NULL, '$argon2id$v=19$m=19456,t=2,p=1$4yfp69ztib21N40ZXjYU/w$mObUkvi7m+1R8V5AU+EIQjE41oAO8cXlh4HFkHkXKdw', 2, NULL, 'vi', 1, 1767225600000, 1),
 (15, 'ministry', 'Đinh Văn Mẫu Bộ', NULL, '$argon2id$v=19$m=19456,t=2,p=1$4yfp69ztib21N40ZXjYU/w$mObUkvi7m+1R8V5AU+EIQjE41oAO8cXlh4HFkHkXKdw', 2, 5, 'vi', 1, 1767225600000, 1),
 (16, 'minister', 'Cao Thị Mẫu Bộ Trưởng', NULL, '$argon2id$v=19$m=19456,t=2,p=1$4yfp69ztib21N40ZXjYU/w$mObUkvi7m+1R8V5AU+EIQjE41oAO8cXlh4HFkHkXKdw', 2, 5, 'vi', 1, 1767225600000, 1),
 (17, 'province3', 'Tạ Thị Mẫu Tây Ninh', NULL, '$argon2id$v=19$m=19456,t=2,p=1$4yfp69ztib21N40ZXjYU/w$mObUkvi7m+1R8V5AU+EIQjE41oAO8cXlh4HFkHkXKdw', 2, 6, 'vi', 1, 1767225600000, 1),
 (18, 'signer3', 'Từ Văn Mẫu Tây Ninh', NULL, '$argon2id$v=19$m=19456,t=2,p=1$4yfp69ztib21N40ZXjYU/w$mObUkvi7m+1R8V5AU+EIQjE41oAO8cXlh4HFkHkXKdw', 2, 6, 'vi', 1, 1767225600000, 1),
 (19, 'commune3', 'Tô Thị Mẫu Tân Hội', NULL, '$argon2id$v=19$m=19456,t=2,p=1$4yfp69ztib21N40ZXjYU/w$mObUkvi7m+1R8V5AU+EIQjE41oAO8cXlh4HFkHkXKdw', 2, 7, 'vi', 1, 1767225600000, 1);

-- enum role: 1 producer, 2 commune, 3 province, 4 council, 5 signer, 6 admin, 7 team
INSERT INTO role_grant (account, role) VALUES
 (1, 1), (2, 1), (3, 2), (4, 2), (5, 3), (6, 4), (7, 4), (8, 4), (9, 4), (10, 4), (11, 5), (12, 6), (13, 7), (14, 7),
 (15, 3), (16, 5), (17, 3), (18, 5), (19, 2);

INSERT INTO subject (id, name, fold, kind, state, unit_code, address, phone, email, reg_no, reg_on,
 rep_name, rep_position, rep_gender, rep_ethnicity, rep_residence, rep_disability, history, structure,
 ticks, why, sample, created_at, version) VALUES
 (1, 'HTX Mẫu 1', 'htx mau 1', 1, 2, '25807', 'Ấp Mẫu, xã Thanh An', '0900000001', NULL, '4607000001', 18993,
  'Nguyễn Văn Mẫu', 'Giám đốc', NULL, NULL, NULL, NULL, NULL, NULL, 1, NULL, 1, 1767225600000, 1),
 (2, 'HTX Mẫu 2', 'htx mau 2', 1, 2, '27676', 'Ấp Mẫu, xã Thạnh An', '0900000002', NULL, '4607000002', 18993,
  'Trần Thị Mẫu', 'Giám đốc', NULL, NULL, NULL, NULL, NULL, NULL, 1, NULL, 1, 1767225600000, 1);

INSERT INTO member (account, subject) VALUES (1, 1), (2, 2);

-- Days off of 2026 that the clocks of the stories meet.
INSERT INTO holiday (on_day, kind, name) VALUES
 (20698, 1, 'Quốc khánh'), (20699, 1, 'Quốc khánh');
