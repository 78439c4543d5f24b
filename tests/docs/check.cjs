// Opens the book in Chromium from the disk, and fails with what is wrong.
const assert = require("node:assert/strict");
const fs = require("node:fs");
const path = require("node:path");
const { chromium } = require("playwright-core");

const [book, pictures] = process.argv.slice(2).map((name) => path.resolve(name));

(async () => {
  fs.mkdirSync(pictures, { recursive: true });
  const browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium" });
  const page = await browser.newPage({ viewport: { width: 1280, height: 900 } });
  const asked = [];
  const said = [];
  page.on("request", (request) => asked.push(request.url()));
  page.on("console", (message) => said.push(message.text()));
  page.on("pageerror", (error) => said.push(String(error)));
  const open = (name) => page.goto(`file://${book}/${name}`);
  const picture = (name) => page.screenshot({ path: path.join(pictures, `${name}.png`) });

  await open("index.html");
  assert.equal(await page.locator("main h1").first().innerText(), "What medproof does");
  await picture("start");

  // From the start to a tutorial, and on to the rule that it names.
  await page.locator("main a", { hasText: "the tutorial for authors" }).click();
  assert.match(await page.locator("main h1").innerText(), /^For authors/);
  await picture("author");
  await page.locator('main a[href$="rules/citation/undefined.html"]').click();
  assert.equal(await page.locator("main h1").innerText(), "citation/undefined");
  assert.ok((await page.locator("main pre").count()) > 2);
  await picture("rule");

  // The search works without a server.
  await open("index.html");
  await page.keyboard.press("/");
  await page.locator("#mdbook-searchbar, #searchbar").pressSequentially("overdue review");
  const results = page.locator("#mdbook-searchresults li, #searchresults li");
  await results.first().waitFor();
  assert.ok((await results.count()) > 3);
  assert.ok((await results.allInnerTexts()).some((text) => text.includes("review/overdue")));
  await picture("search");

  for (const name of ["settings", "fields/article", "commands/check", "formats", "standards/pif-tick", "rules"]) {
    await open(`reference/${name}.html`);
    assert.ok((await page.locator("main h2, main table").count()) > 0, name);
    await picture(name.replace("/", "-"));
  }

  // On a phone nothing but wide tables and examples goes beyond the screen, and those scroll on their own.
  await page.setViewportSize({ width: 390, height: 800 });
  for (const name of ["index", "tutorials/ci", "reference/rules/link/see-unresolved"]) {
    await open(`${name}.html`);
    const wide = await page.evaluate(() => document.scrollingElement.scrollWidth - window.innerWidth);
    assert.ok(wide <= 0, `${name} is ${wide} pixels too wide`);
    await picture(`phone-${name.replaceAll("/", "-")}`);
  }

  assert.deepEqual(asked.filter((url) => !url.startsWith("file:") && !url.startsWith("data:")), []);
  assert.deepEqual(said, []);
  await browser.close();
  console.log(`The book opens, leads and answers; pictures are in ${pictures}.`);
})().catch((error) => {
  console.error(error);
  process.exit(1);
});
