// people: who looks. Accounts of the sample office; where each begins; how many
// pages each must at least find, so that a broken menu is noticed.
const password = process.env.OCOP_DEMO_PASSWORD || 'mat khau mau 2026';

export const people = [
	{ name: 'public', start: ['/', '/san-pham', '/tra-cuu', '/dang-ky', '/dang-nhap', '/tro-giup', '/dia-danh'], least: 8 },
	{ name: 'producer', login: 'producer', password, start: ['/viec', '/san-pham-cua-toi', '/giay-to', '/chu-the', '/tai-khoan'], least: 15 },
	{ name: 'commune', login: 'commune', password, start: ['/viec', '/xa', '/xa/dang-ky'], least: 4 },
	{ name: 'province', login: 'province', password, start: ['/viec', '/tinh', '/tinh/dot', '/tinh/hoi-dong', '/tinh/phien', '/tinh/quyet-dinh'], least: 8 },
	{ name: 'member', login: 'member', password, start: ['/viec', '/hoi-dong'], least: 4 },
	{ name: 'secretary', login: 'secretary', password, start: ['/viec', '/hoi-dong'], least: 4 },
	{ name: 'signer', login: 'signer', password, start: ['/viec', '/ky'], least: 2 },
	{ name: 'admin', login: 'admin', password, start: ['/viec', '/quan-tri'], least: 5 },
];

export const who = name => people.find(p => p.name === name);
