// minutes: the papers of sessions against their databases, computed a second time
// (test/browser/minutes.mjs), and what happens when a paper or a fact is another.
//
// usage: minutes.mjs (build/stories makes the offices)
import fs from 'node:fs';
import path from 'node:path';
import { bookOf, docxLines, meanText, minutesFaults, pdfText, signedAlone, xlsxRows } from '../browser/minutes.mjs';
import { Visitor, must, scratch, serve, suite, top } from './lib.mjs';

const root = scratch('minutes'), { tell, end } = suite('minutes');
const office = async (seed, change = '') => {
	const data = path.join(root, `${seed}-${Math.random().toString(36).slice(2, 8)}`), db = path.join(data, 'ocop.db');
	must(path.join(top, 'build/stories'), '--keep', data, seed);
	const sql = text => must('sqlite3', '-json', db, text);
	const ask = text => JSON.parse(sql(text) || '[]');
	if (change) sql(change);
	const server = await serve('--data', data), v = new Visitor(server.url);
	try {
		await v.signIn('secretary');
		const get = async at => { const r = await v.ask('GET', at); if (r.status !== 200) throw new Error(`${at}: ${r.status}`); return Buffer.from(await r.arrayBuffer()); };
		const alone = [];
		for (const at of ['/thu-ky/phien/1/bien-ban.pdf', '/thu-ky/phien/1/tong-hop.pdf', '/thu-ky/phien/1/to-trinh.pdf'])
			if (signedAlone(await get(at))) alone.push(`a page of ${at} has nothing but signatures`);
		return { ask, alone, papers: { docx: docxLines(await get('/thu-ky/phien/1/bien-ban.docx')), pdf: pdfText(await get('/thu-ky/phien/1/bien-ban.pdf')), xlsx: xlsxRows(await get('/thu-ky/phien/1/tong-hop.xlsx')),
			book: bookOf(await get('/thu-ky/phien/1/bien-ban.xlsx')),
			table: pdfText(await get('/thu-ky/phien/1/tong-hop.pdf')), tableDocx: docxLines(await get('/thu-ky/phien/1/tong-hop.docx')) } };
	} finally { await server.close(); }
};
const roll = `INSERT INTO attendance (meeting, seat, state, why, at) SELECT 1, id, CASE WHEN id % 4 = 0 THEN 2 ELSE 1 END, CASE WHEN id % 4 = 0 THEN 'Đi công tác' END, 0 FROM seat WHERE votes = 1;
	UPDATE agenda SET discussion = 'Hội đồng nếm thử và hỏi về nguồn nguyên liệu' WHERE id = (SELECT min(id) FROM agenda WHERE state >= 3);`;
// A team of two departments had reported on that product; another, that came too late, answered for nothing of it.
const closed = 'UPDATE meeting SET state = 3, closed_at = starts_at + 30000000 WHERE id = 1;';
const assessed = `INSERT INTO team (id, council, name, decision_no, decision_on, created_at) VALUES (71, 1, 'Tổ Mẫu', '1/QĐ', 20000, 0), (72, 1, 'Tổ Mẫu muộn', '2/QĐ', 20000, 0);
	INSERT INTO team_seat (id, team, account, role, office) SELECT 71 + n, t, (SELECT min(id) FROM account), 1, o FROM (SELECT 0 n, 71 t, 'Sở Công Thương Mẫu' o UNION SELECT 1, 71, 'Sở Y tế Mẫu' UNION SELECT 2, 72, 'Sở Muộn');
	INSERT INTO team_task (id, team, dossier, assigned_at, reported_at, version) SELECT t, t, (SELECT dossier FROM agenda WHERE id = (SELECT min(id) FROM agenda WHERE state >= 3)), 0, CASE t WHEN 71 THEN 1 ELSE 4102444800000 END, 1 FROM (SELECT 71 t UNION SELECT 72);
	INSERT INTO team_finding (task, criterion, points, seat, saved_at) VALUES (71, '1.1', 1, 71, 0), (71, '2.1', 1, 71, 0), (71, '1.2', 1, 72, 0), (72, '1.1', 1, 73, 0);`;
const cases = [
	['nine members, three products', 'sample'], ['… with a roll, a discussion, and a team of two departments; closed', 'sample', roll + assessed + closed], ['one product, weak', 'council_one'], ['sheets far apart, not concluded', 'council_spread_closed'],
	['means of four decimals, by the bylaw', 'sample', `${roll} INSERT INTO bylaw (council, rule, value) VALUES (1, 'decimals', 4);`],
	['a secret ballot', 'council_chair'],
];
// A withdrawal that is carried over after the conclusion.
const later = `INSERT INTO seat (id, council, code, account, role, office, votes, since_at) VALUES (90, 1, 'm90', (SELECT id FROM account WHERE login = 'member3'), 3, 'Sở Mẫu 9', 1, 9000000000000);
	INSERT INTO stake (agenda, seat, state, kind, why, at) SELECT agenda, 90, 2, 1, 'Mang sang sau', concluded_at + 1 FROM result;`;
cases.push(['somebody who had withdrawn elsewhere is given a seat afterwards: nothing of it', 'council_five', later]);
let last;
for (const [name, seed, change] of cases) {
	const o = await office(seed, change);
	tell(name, [...minutesFaults(o.ask, 1, o.papers), ...o.alone, ...(o.papers.pdf.includes('Mang sang sau') ? ['the minutes of what was concluded have changed'] : [])]);
	if (change === roll + assessed + closed) last = o;
}
tell('a mean is rounded half up', meanText(1, 8, 2) === '0,13' && meanText(200, 3, 0) === '67' && meanText(779, 9, 2) === '86,56' ? [] : ['it is not']);

// A paper that says something else, or facts that are others, must be found.
const missed = [], other = (what, papers, ask = last.ask) => { if (minutesFaults(ask, 1, { ...last.papers, ...papers }).length === 0) missed.push(what); };
const first = (lines, re, by) => { const i = lines.findIndex(l => re.test(l)); if (i < 0) throw new Error(`${re} is in no line`); return lines.with ? lines.with(i, lines[i].replace(re, by)) : lines.map((l, k) => k === i ? l.replace(re, by) : l); };
other('a total', { docx: first(last.papers.docx, /: (\d)(\d);/, (m, a, b) => `: ${a}${(Number(b) + 1) % 10};`) });
other('a mean', { docx: first(last.papers.docx, /= (\d\d),(\d)/, '= $1,9$2') });
other('a star', { docx: first(last.papers.docx, /Kết luận: [1-5]/, 'Kết luận: 0') });
other('who was away', { docx: first(last.papers.docx, /Vắng có phép/, 'Có mặt') });
other('a department of the team', { docx: first(last.papers.docx, /^Thẩm\sđịnh\strong\sTổ\stư\svấn: ./, 'Thẩm định trong Tổ tư vấn: X') });
other('a department in the workbook', { xlsx: last.papers.xlsx.map(r => typeof r[0] === 'number' ? r.map((c, i) => i === r.length - 1 ? 'Sở khác: tiêu chí 1.1.' : c) : r) });
other('a line that is missing', { docx: last.papers.docx.filter(l => !l.startsWith('Ý kiến thành viên')) });
other('a line too many', { docx: first(last.papers.docx, /^Khung điểm/, 'Điểm thưởng. Khung điểm') });
other('the tally', { docx: first(last.papers.docx, /đã kết luận \d+/, 'đã kết luận 77') });
other('the PDF', { pdf: last.papers.pdf.replace(/Tổng(\s+)(\d+)(\s+)điểm của/g, 'Tổng$1x$2$3điểm của') });
other('a number of the workbook', { xlsx: last.papers.xlsx.map(r => typeof r[0] === 'number' ? r.map((c, i) => i === 4 ? c + 1 : c) : r) });
const book = last.papers.book, changed = (rows, at, by) => rows.map(r => typeof r[0] === 'number' && r[at] !== '' ? r.map((c, i) => i === at ? by(c) : c) : r);
other("a sum of the minutes' workbook", { book: { ...book, products: changed(book.products, 7, c => c + 1) } });
other("what was said, in the minutes' workbook", { book: { ...book, products: changed(book.products, 12, () => '') } });
other("a word too many in the minutes' workbook", { book: { ...book, products: book.products.map(r => typeof r[0] === 'number' ? r.map((c, i) => i === 14 ? 'Vì lẽ khác' : c) : r) } });
other("who was away, in the minutes' workbook", { book: { ...book, members: changed(book.members, 4, () => 'Có mặt') } });
other('what the council sits by', { docx: first(last.papers.docx, /Quyết\sđịnh\sthành\slập\ssố 0/, 'Quyết định thành lập số 9') });
other('when it ended', { docx: first(last.papers.docx, /kết\sthúc\slúc\s\d/, 'kết thúc lúc 9') });
other('a sum of the drawn table', { table: last.papers.table.replace(/837/g, '838') });
other('a department of the drawn table', { table: last.papers.table.replace(/Sở\s+Y/g, 'Sở X') });
other('a department of the table as text', { tableDocx: last.papers.tableDocx.map(l => l.replace('Sở Y tế', 'Sở X')) });
other('a point in the database', {}, text => last.ask(text).map(r => 'total' in r ? { ...r, total: Number(r.total) + 1 } : r));
other('who gets them', { docx: last.papers.docx.filter(l => !l.startsWith('Nơi')) });
other('a recusal', {}, text => /FROM stake/.test(text) ? [{ name: 'Người Mẫu', why: 'Em ruột' }] : last.ask(text));
tell('a paper that differs is found, in twenty-two ways', missed);
fs.rmSync(root, { recursive: true, force: true });
end();
