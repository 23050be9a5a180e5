// node zz_eye.mjs OUT role size script(1/0) [max]
import fs from 'node:fs';
import { launch, office, person, shapeOf, signIn } from './lib.mjs';
import { people, who } from './people.mjs';
const out = process.argv[2];
const jobs = process.argv.slice(3).map(a => a.split(':'));
const skip = /\/(dang-xuat|ngon-ngu)\b|\.(pdf|xlsx|csv|json|webp|jpg|png|woff2|docx|leaf|tlog-proof|zip)$|^\/(s|anh|api|log)\//;
const b = await launch(); const o = await office();
for (const [role, size, script] of jobs) {
  const r = who(role) || { name: role, login: role, password: who('member').password, start: ['/viec', '/hoi-dong'] };
  const page = await person(b, size, { script: script !== '0' });
  if (r.login) await signIn(page, o.url, r.login, r.password);
  const queue = [...r.start], seen = new Set(), shapes = new Map();
  const dir = `${out}/${role}-${size}${script==='0'?'-plain':''}`; fs.mkdirSync(dir, { recursive: true });
  let n = 0, text = '';
  while (queue.length && n < 70) {
    const at = queue.shift(); const shape = shapeOf(at.replace(/\?.*/, '')) + (at.includes('?') ? '?' : '');
    if (seen.has(at) || (shapes.get(shape) ?? 0) >= (at.includes('?') ? 1 : 1)) continue;
    seen.add(at);
    const a = await page.request.get(o.url + at, { maxRedirects: 0 });
    if (a.status() !== 200 || !/html/.test(a.headers()['content-type'])) continue;
    if (r.login && /^\/(c|san-pham|so-cong-khai|dia-danh|tro-giup|tra-cuu|bao-sai|dang-ky)\b/.test(at) || at==='/') { continue; }
    shapes.set(shape, 1);
    await page.goto(o.url + at);
    n++;
    const h = await page.evaluate(() => document.documentElement.scrollHeight);
    await page.screenshot({ path: `${dir}/${String(n).padStart(2,'0')}.png`, fullPage: true, clip: { x: 0, y: 0, width: page.viewportSize().width, height: Math.min(h, size === 'phone' ? 3000 : 2600) } });
    text += `\n##### ${n} ${at} (${h})\n` + (await page.locator('main').innerText());
    for (const href of await page.locator('a[href]').evaluateAll(x => x.map(e => e.getAttribute('href')))) {
      const next = href.replace(/#.*/, ''); if (next.startsWith('/') && !skip.test(next.replace(/\?.*/, ''))) queue.push(next);
    }
  }
  fs.writeFileSync(`${dir}/text.txt`, text); console.log(dir, n);
  await page.context().close();
}
await b.close(); await o.close();
