// node look_at_pages.mjs BROWSER NODE-FOLDER PAGES: axe-core on every .html, pictures beside it.
import { createRequire } from "node:module";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

const [browserPath, nodeFolder, folder] = process.argv.slice(2);
const require = createRequire(join(nodeFolder, "package.json"));
const { chromium } = require("playwright-core");
const axe = readFileSync(require.resolve("axe-core/axe.min.js"), "utf8");

const browser = await chromium.launch({
  executablePath: browserPath,
  args: ["--no-sandbox", "--disable-gpu", "--disable-background-networking"],
});
let violations = 0;
let rules = 0;
for (const file of readdirSync(folder).filter((name) => name.endsWith(".html")).sort()) {
  // The page's own policy forbids scripts; axe is one, so the policy is passed by while it looks.
  const context = await browser.newContext({ bypassCSP: true, locale: "ja-JP" });
  const page = await context.newPage();
  const outside = [];
  const complaints = [];
  page.on("request", (request) => request.url().startsWith("file:") || outside.push(request.url()));
  page.on("console", (message) => complaints.push(message.text()));
  await page.goto(pathToFileURL(join(folder, file)).href);
  const stem = join(folder, file.replace(/\.html$/, ""));
  for (const width of [1280, 800]) {
    await page.setViewportSize({ width, height: 900 });
    await page.screenshot({ path: `${stem}_${width}.png`, fullPage: true });
    const sideways = await page.evaluate(() => document.documentElement.scrollWidth > innerWidth);
    if (sideways) complaints.push(`wider than ${width} px`);
  }
  await page.evaluate(axe);
  const found = await page.evaluate(() => axe.run());
  await page.pdf({ path: `${stem}.pdf`, format: "A4" });
  rules += found.passes.length;
  for (const one of found.violations) {
    violations += one.nodes.length;
    console.log(`${file}: ${one.id}: ${one.help}`);
    one.nodes.forEach((node) => console.log(`  ${node.html}\n  ${node.failureSummary}`));
  }
  for (const one of [...outside, ...complaints]) {
    violations += 1;
    console.log(`${file}: ${one}`);
  }
  console.log(`${file}: ${found.passes.length} rules hold, ${found.violations.length} violated`);
  await context.close();
}
await browser.close();
console.log(`axe-core: ${rules} rules held, ${violations} violations`);
process.exit(violations || !rules ? 1 : 0);
