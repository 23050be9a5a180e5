// minutes: whether the papers of a session say what is so. Everything is read from the
// database and computed a second, naive time; then the minutes must be, word by word,
// those facts and nothing else: roll, recusals, sheets, sums, means, minimums, what was
// said, conclusions, tallies. Gives a list of what differs.
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { spawnSync } from 'node:child_process';

const criteriaOf = set => set.parts.flatMap(p => p.groups.flatMap(g => g.criteria));
const bare = text => text.normalize('NFC').replace(/\s+/g, '');
const rules = 'data/rules';

// A mean for the eye: half up, by whole numbers only.
export const meanText = (sum, n, decimals) => {
	const scale = 10n ** BigInt(decimals), twice = (2n * BigInt(sum) * scale + BigInt(n)) / (2n * BigInt(n));
	const digits = String(twice).padStart(decimals + 1, '0');
	return decimals === 0 ? digits : `${digits.slice(0, -decimals)},${digits.slice(-decimals)}`;
};

// One product as the minutes must tell it, from rows.
function productLines(ask, a, bylaw) {
	const set = JSON.parse(fs.readFileSync(path.join(rules, a.pack, `${a.set_code}.json`))), pack = JSON.parse(fs.readFileSync(path.join(rules, a.pack, 'pack.json')));
	let sheets = ask(`SELECT p.name, coalesce(h.remark, '') remark, h.ballot, sum(c.points) total FROM sheet h JOIN seat s ON s.id = h.seat JOIN account p ON p.id = s.account
		JOIN choice c ON c.sheet = h.id WHERE h.agenda = ${a.id} AND h.pass = ${a.pass} AND h.sealed_at IS NOT NULL AND h.aside_at IS NULL
		GROUP BY h.id ORDER BY s.role, s.id`);
	const each = code => ask(`SELECT c.points FROM sheet h JOIN choice c ON c.sheet = h.id WHERE h.agenda = ${a.id} AND h.pass = ${a.pass} AND h.sealed_at IS NOT NULL
		AND h.aside_at IS NULL AND c.criterion = '${code}'`).map(r => Number(r.points)).sort((x, y) => y - x);
	const totals = sheets.map(h => Number(h.total)), n = totals.length, sum = totals.reduce((x, y) => x + y, 0);
	const findings = Object.fromEntries(ask(`SELECT criterion, points FROM finding WHERE agenda = ${a.id}`).map(f => [f.criterion, Number(f.points)]));
	const judged = bylaw.minimums ?? 1;
	const found = c => judged === 2 ? each(c.id).at(-1) : judged === 3 || !(c.id in findings) ? each(c.id)[Math.floor(n / 2)] : findings[c.id];
	const band = Math.max(...pack.bands.filter(b => sum >= b.min * n).map(b => b.star)), unmet = [];
	for (let star = 1; star <= band; star++)
		for (const c of criteriaOf(set)) {
			const needs = (c.required_for_star ?? {})[star];
			if (needs !== undefined && found(c) < needs) unmet.push({ star, text: `mức ${star} sao tại tiêu chí ${c.official_no} cần ${needs}, có ${found(c)}` });
		}
	const met = unmet.length ? Math.min(...unmet.map(u => u.star)) - 1 : 5, stops = ask(`SELECT reason FROM stop WHERE agenda = ${a.id} ORDER BY code`);
	const outcome = stops.length ? 'Không xếp hạng' : `${Math.min(band, met)} sao`, result = ask(`SELECT star, sum, sheets, coalesce(opinion, '') opinion FROM result WHERE agenda = ${a.id}`)[0];
	const faults = [];
	if (result && (Number(result.sum) !== sum || Number(result.sheets) !== n || Number(result.star) !== (stops.length ? 0 : Math.min(band, met))))
		faults.push(`${a.product}: ${sum} of ${n} sheets and ${outcome} were computed, ${JSON.stringify(result)} is stored`);
	const secret = bylaw.ballot === 2, named = sheets.map((h, i) => secret ? { ...h, name: `Phiếu ${i + 1}` } : h);
	const away = ask(`SELECT p.name, coalesce(k.why, '') why FROM stake k JOIN seat s ON s.id = k.seat JOIN account p ON p.id = s.account WHERE k.agenda = ${a.id} AND k.state = 2 AND k.at <= coalesce((SELECT concluded_at FROM result r WHERE r.agenda = k.agenda), k.at) ORDER BY s.role, s.id`);
	const said = [a.discussion, ...named.filter(h => h.remark).map(h => `${h.name}: ${h.remark}`)].filter(Boolean).join('\n');
	// Who of the team answered for what: of the newest team that had reported before the last seal.
	const split = Object.fromEntries(ask(`SELECT f.criterion, s.office FROM team_finding f JOIN team_seat s ON s.id = f.seat WHERE f.task = (SELECT max(k.id) FROM team_task k
		JOIN agenda g ON g.dossier = k.dossier WHERE g.id = ${a.id} AND k.reported_at <= (SELECT max(h.sealed_at) FROM sheet h WHERE h.agenda = ${a.id} AND h.pass = ${a.pass} AND h.aside_at IS NULL))`).map(r => [r.criterion, r.office]));
	const of = new Map();
	for (const c of criteriaOf(set)) if (split[c.id]) of.set(split[c.id], [...(of.get(split[c.id]) ?? []), c.official_no]);
	const offices = [...of].map(([office, nos]) => `${office}: tiêu chí ${nos.join(', ')}`).join('; ');
	const lines = [`${a.position}. ${a.product}${a.code ? ` (${a.code})` : ''}`, `Chủ thể: ${a.subject}`];
	if (offices) lines.push(`Thẩm định trong Tổ tư vấn: ${offices}.`);
	if (away.length) lines.push(`Không tham gia chấm điểm: ${away.map(k => k.name + (k.why ? ` (${k.why})` : '')).join('; ')}`);
	if (!secret) lines.push(`Điểm các phiếu: ${named.map(h => `${h.name}: ${h.total}`).join('; ')}`);
	lines.push(`Tổng ${sum} điểm của ${n} phiếu, trung bình ${sum}/${n} = ${meanText(sum, n, bylaw.decimals ?? 2)}; chênh lệch cao nhất – thấp nhất ${Math.max(...totals) - Math.min(...totals)} điểm.`);
	lines.push(`Khung điểm: ${band} sao. Yêu cầu tối thiểu: ${unmet.length ? `chưa đạt ${unmet.map(u => u.text).join('; ')}.` : 'đạt.'}${stops.map((s, i) => `${i ? ';' : ' Lý do không xếp hạng:'} ${s.reason}`).join('')}`);
	if (said && !secret) lines.push(`Ý kiến thành viên: ${said}`);
	if (result?.opinion) lines.push(`Ý kiến của Hội đồng: ${result.opinion}`);
	if (a.despite) lines.push(`Kết luận dù quy chế chưa đạt đủ, vì: ${a.despite}`);
	lines.push(`Kết luận: ${result ? outcome : 'chưa kết luận'}`);
	return { lines, faults, outcome, offices: offices ? `${offices}.` : '', totals, sum, n, secret, concluded: Boolean(result), spread: Math.max(...totals) - Math.min(...totals), mean: meanText(sum, n, bylaw.decimals ?? 2) };
}

// What the papers of a session must say.
export function facts(ask, meeting) {
	const bylaw = Object.fromEntries(ask(`SELECT rule, value FROM bylaw WHERE council = (SELECT council FROM meeting WHERE id = ${meeting})`).map(b => [b.rule, Number(b.value)]));
	const items = ask(`SELECT a.id, a.position, a.pass, p.name product, coalesce(p.code, '') code, j.name subject, coalesce(a.discussion, '') discussion, coalesce(a.despite, '') despite, d.set_code, d.pack
		FROM agenda a JOIN dossier d ON d.id = a.dossier JOIN product p ON p.id = d.product JOIN subject j ON j.id = d.subject
		WHERE a.meeting = ${meeting} AND a.kind = 1 AND a.state >= 3 ORDER BY a.position`);
	const products = items.map(a => ({ ...a, ...productLines(ask, a, bylaw) }));
	const roll = ask(`SELECT p.name, s.office, s.role, t.state, coalesce(t.why, '') why, (SELECT count(*) FROM sheet h JOIN agenda a ON a.id = h.agenda WHERE a.meeting = m.id AND h.seat = s.id
		AND h.pass = a.pass AND h.sealed_at IS NOT NULL AND h.aside_at IS NULL) sheets FROM meeting m JOIN seat s ON s.council = m.council AND s.votes = 1 JOIN account p ON p.id = s.account
		LEFT JOIN attendance t ON t.meeting = m.id AND t.seat = s.id WHERE m.id = ${meeting} AND s.since_at <= m.starts_at AND s.stands_for IS NULL ORDER BY s.role, s.id`)
		.map(r => ({ ...r, said: r.state === null || r.state === '' ? (Number(r.sheets) ? 'Có phiếu đã khóa' : 'Không có phiếu')
			: `${Number(r.state) === 1 ? 'Có mặt' : Number(r.state) === 2 ? 'Vắng có phép' : 'Vắng'}${r.why ? `: ${r.why}` : ''}`,
		there: r.state === null || r.state === '' ? Number(r.sheets) > 0 : Number(r.state) === 1,
		called: { 1: 'Chủ tịch', 2: 'Phó Chủ tịch', 4: 'Thư ký', 5: 'Chuyên gia' }[Number(r.role)] ?? 'Ủy viên' }));
	// What the council sits by, and when its session was closed.
	const [b] = ask(`SELECT c.decision_no, c.decision_on, coalesce(c.bylaw_no, '') bylaw_no, coalesce(c.bylaw_on, 0) bylaw_on, coalesce(m.closed_at, 0) closed_at
		FROM meeting m JOIN council c ON c.id = m.council WHERE m.id = ${meeting}`);
	const day = n => new Date(Number(n) * 86400000).toISOString().slice(0, 10).split('-').reverse().join('/'), hour = ms => new Date(Number(ms) + 7 * 3600000).toISOString().slice(11, 16);
	const basis = `Căn cứ: Quyết định thành lập số ${b.decision_no} ngày ${day(b.decision_on)}${b.bylaw_no ? `; quyết định ban hành quy chế số ${b.bylaw_no}` : ''}${b.bylaw_no && Number(b.bylaw_on) ? ` ngày ${day(b.bylaw_on)}` : ''}.`;
	const ended = Number(b.closed_at) ? `Phiên họp kết thúc lúc ${hour(b.closed_at)} ${day(Math.floor((Number(b.closed_at) + 7 * 3600000) / 86400000))}.` : '';
	return { products, roll, bylaw, basis, ended };
}

const paragraphs = xml => [...xml.matchAll(/<w:p[ >].*?<\/w:p>/gs)].map(p => [...p[0].matchAll(/<w:t(?: [^>]*)?>([^<]*)<\/w:t>|<w:br\/>/g)].map(t => t[1] ?? '\n').join('')
	.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&quot;', '"').replaceAll('&amp;', '&')).filter(t => t.trim());
const kept = (bytes, then) => {
	const file = path.join(fs.mkdtempSync(path.join(os.tmpdir(), 'ocop-minutes-')), 'f');
	fs.writeFileSync(file, bytes);
	const out = then(file);
	fs.rmSync(path.dirname(file), { recursive: true });
	return out;
};
const told = (program, ...args) => spawnSync(program, args, { encoding: 'utf8', maxBuffer: 1 << 26 }).stdout;
export const docxLines = bytes => kept(bytes, f => paragraphs(told('unzip', '-p', f, 'word/document.xml')));
/* Without what stands at the head of a page, wherever that is in a sentence. */
export const pdfText = bytes => kept(bytes, f => told('pdftotext', '-raw', f, '-').normalize('NFC').replace(/\f(DỮ LIỆU MẪU[^\n]*\n)?\s*\d+\s*\n/g, '\n'));
// A page that has nothing but signatures on it.
export const signedAlone = bytes => kept(bytes, f => (told('pdftotext', '-raw', f, '-').normalize('NFC').split('\f').filter(p => p.trim())).slice(1)
	.some(p => /^(DỮ LIỆU MẪU[^\n]*\n)?\s*\d+\s*\n\s*(THƯ KÝ|CHỦ TỊCH|Nơi nhận)/.test(p)));
export const xlsxRows = (bytes, sheet = 1) => kept(bytes, f => {
	const words = [...told('unzip', '-p', f, 'xl/sharedStrings.xml').matchAll(/<si>(.*?)<\/si>/gs)].map(s => [...s[1].matchAll(/<t[^>]*>([^<]*)<\/t>/g)].map(t => t[1]).join(''));
	return [...told('unzip', '-p', f, `xl/worksheets/sheet${sheet}.xml`).matchAll(/<row [^>]*>(.*?)<\/row>/gs)]
		.map(r => [...r[1].matchAll(/<c r="[A-Z]+\d+"[^>]*?(t="s")?[^>]*?(?:\/>|>(?:<v>([^<]*)<\/v>)?<\/c>)/g)].map(c => c[2] === undefined ? '' : /t="s"/.test(c[0]) ? words[Number(c[2])] : Number(c[2])));
});

export const bookOf = bytes => ({ products: xlsxRows(bytes), members: xlsxRows(bytes, 2) });

// The minutes as a workbook: whatever a line says stands in a cell of the product's row, without the
// words before it; numbers as numbers; the members on a sheet of their own.
function bookFaults(products, roll, basis, ended, { book }) {
	const faults = [], rows = book.products.filter(r => typeof r[0] === 'number'), top = book.products.slice(0, 14).flat().map(c => bare(String(c)));
	for (const p of products) {
		const r = rows.find(x => x[0] === Number(p.position)) ?? [], cells = r.map(c => bare(String(c)));
		if (r[1] !== p.product || r[2] !== p.code || r[3] !== p.subject || r[7] !== p.sum || r[8] !== p.n || Math.abs(r[9] - p.sum / p.n) > 1e-9 || r[10] !== p.spread)
			faults.push(`the minutes' workbook says ${JSON.stringify(r)} of ${p.product}`);
		for (const line of p.lines.slice(2).filter(l => !l.startsWith('Tổng '))) {
			const said = bare(line.startsWith('Khung ') ? line : line.slice(line.indexOf(': ') + 2)).replace(/\.$/, '');
			if (!cells.some(c => c.replace(/\.$/, '') === said)) faults.push(`the minutes' workbook does not say “${line}”`);
		}
		const told = cells.filter((c, i) => c && ![0, 1, 2, 3, 7, 8, 9, 10].includes(i)).length, must = p.lines.length - 3 + (p.secret ? (r[6] ? 1 : 0) + (r[12] ? 1 : 0) : 0);
		if (told !== must) faults.push(`the minutes' workbook says ${told} things of ${p.product}, the minutes ${must}`);
	}
	if (rows.length !== products.length) faults.push(`the minutes' workbook has ${rows.length} products`);
	const seats = book.members.filter(r => typeof r[0] === 'number').map(r => r.slice(1).join('¶'));
	for (const r of roll) if (!seats.includes([r.name, r.called, r.office, r.said].join('¶'))) faults.push(`the workbook's roll does not say ${r.name}, ${r.called}, ${r.office}, ${r.said}`);
	for (const line of [basis, ended].filter(Boolean).map(l => bare(l.replace('Phiên họp kết thúc lúc ', 'Thời gian kết thúc: ')).replace(/\.$/, '')))
		if (!top.includes(line)) faults.push(`the workbook does not say “${line}” above`);
	return faults;
}

// The DOCX must have these lines and no others between the heads; the PDF the same words in this order.
export function minutesFaults(ask, meeting, papers) {
	const { products, roll, basis, ended } = facts(ask, meeting), faults = products.flatMap(p => p.faults), lines = papers.docx.map(bare);
	const from = lines.findIndex(l => l.startsWith('III.')), to = lines.findIndex(l => l.startsWith('IV.'));
	if (from < 0 || to < from) return ['the minutes have no such parts'];
	const expected = products.flatMap(p => p.lines), got = lines.slice(from + 1, to);
	const secret = products.some(p => p.secret);
	const shown = secret ? got.filter(l => !/^(Điểmcácphiếu|Ýkiếnthànhviên):/.test(l)) : got;
	for (let i = 0; i < Math.max(expected.length, shown.length); i++)
		if (bare(expected[i] ?? '') !== shown[i]) { faults.push(`line ${i + 1}: the minutes say “${shown[i] ?? ''}”, it was “${expected[i] ?? ''}”`); break; }
	if (secret) // as many sheets, the same totals, no name
		for (const [i, l] of got.filter(l => l.startsWith('Điểmcácphiếu:')).entries()) {
			const said = [...l.matchAll(/Phiếu\d+:(\d+)/g)].map(m => Number(m[1])).sort((a, b) => a - b);
			if (said.join() !== [...products[i].totals].sort((a, b) => a - b).join()) faults.push(`secret sheets of ${products[i].product}: ${said}`);
			if (roll.some(r => l.includes(bare(r.name)))) faults.push(`a name stands at the sheets of ${products[i].product}`);
		}
	const head = lines.slice(0, from).join('¶'), there = `cómặt:${roll.filter(r => r.there).length}/${roll.length}.`;
	if (!head.includes(there)) faults.push(`the roll does not say ${there}`);
	for (const r of roll)
		if (!head.includes([r.name, r.called, r.office, r.said].map(bare).join('¶'))) faults.push(`the roll does not say ${r.name}, ${r.called}, ${r.office}, ${r.said}`);
	if (!lines.slice(0, from).includes(bare(basis))) faults.push(`the head does not say “${basis}”`);
	if (ended ? !lines.slice(to).includes(bare(ended)) : lines.some(l => l.startsWith('Phiênhọpkếtthúc'))) faults.push(`the end does not say “${ended}”, or says more`);
	if (!lines.slice(to).some(l => l.startsWith('Nơinhận:'))) faults.push('the end does not say who gets them (NĐ 30/2020 mẫu 1.9)');
	const stars = {}, done = products.filter(p => p.concluded);
	for (const p of done) stars[p.outcome] = (stars[p.outcome] ?? 0) + 1;
	const tally = [5, 4, 3, 2, 1].map(s => `${s} sao`).concat('Không xếp hạng').filter(o => stars[o]).map(o => `${stars[o]} sản phẩm ${o === 'Không xếp hạng' ? 'không xếp hạng' : o}`).join('; ');
	if (!lines.slice(to).join('').includes(bare(`Hội đồng đã kết luận ${done.length} sản phẩm: ${tally || 'chưa có sản phẩm nào được kết luận'}.`))) faults.push(`the end does not say ${done.length}: ${tally}`);
	const pdf = bare(papers.pdf);
	for (const line of got) if (!pdf.includes(line)) { faults.push(`the PDF does not say “${line}”`); break; }
	// The table: drawn, and as text; of a council that fits on one.
	const drawn = bare(papers.table ?? ''), typed = bare((papers.tableDocx ?? []).join(''));
	for (const p of papers.table === undefined || roll.length > 15 ? [] : products) {
		const end = [p.sum, p.mean, p.spread, p.outcome].join('') + (p.concluded || p.outcome === 'Không xếp hạng' ? '' : ' (dự kiến)'), name = `${p.product}${p.code ? ` (${p.code})` : ''}`;
		if (!drawn.includes(bare(name)) || !drawn.includes(bare(end))) faults.push(`the drawn table does not say ${name} … ${end}`);
		if (!typed.includes(bare(name + p.subject + (p.offices ? `(Thẩm định trong Tổ tư vấn: ${p.offices})` : ''))) || !typed.includes(bare(end))) faults.push(`the table as text does not say ${name} ${p.offices} … ${end}`);
		if (p.offices && !drawn.includes(bare(`Thẩm định trong Tổ tư vấn: ${p.offices}`))) faults.push(`the drawn table does not say who assessed ${name}`);
	}
	const rows = papers.xlsx.filter(r => typeof r[0] === 'number' && typeof r[1] === 'string');
	for (const p of products) {
		const r = rows.find(x => x[0] === Number(p.position)) ?? [], [sum, n, mean, spread, , outcome, who] = r.slice(-7), totals = r.slice(4, -7).filter(x => x !== '');
		if (r[1] !== p.product || r[2] !== p.code || r[3] !== p.subject || (who ?? '') !== p.offices || sum !== p.sum || n !== p.n || Math.abs(mean - p.sum / p.n) > 1e-9 || spread !== p.spread ||
			outcome !== p.outcome + (p.concluded || p.outcome === 'Không xếp hạng' ? '' : ' (dự kiến)') || [...totals].sort((a, b) => a - b).join() !== [...p.totals].sort((a, b) => a - b).join())
			faults.push(`the workbook says ${JSON.stringify(r)} of ${p.product}`);
	}
	return faults.concat(bookFaults(products, roll, basis, ended, papers));
}
