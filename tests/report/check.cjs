// What tests/report/run asks of a report in a browser. Any difference ends with an error.
"use strict";
const assert = require("node:assert/strict");
const fs = require("node:fs");
const path = require("node:path");
const { pathToFileURL } = require("node:url");
const { chromium } = require("playwright-core");

const [file, large, pictures] = process.argv.slice(2);
const address = pathToFileURL(path.resolve(file)).href;
const axeSource = fs.readFileSync(require.resolve("axe-core/axe.min.js"), "utf8");
const VIEWS = ["today", "calendar", "pages", "sources", "people", "graph", "rules", "standards"];
const WIDTHS = [1280, 768, 390];

/** A tab that fails on any message of the console, any error and any request but the one for the file. */
async function open(browser, options = {}) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, ...options });
  const tab = await context.newPage();
  const said = [];
  tab.on("console", (message) => said.push(`${message.type()}: ${message.text()}`));
  tab.on("pageerror", (error) => said.push(`error: ${error.message}`));
  tab.on("request", (request) => {
    if (request.url().split("#")[0] !== address) said.push(`request: ${request.url()}`);
  });
  await tab.goto(address);
  return { tab, said, close: async () => { assert.deepEqual(said, []); await context.close(); } };
}

const shown = (tab) => tab.evaluate(() => [...document.querySelectorAll("main > section")].filter((section) => !section.hidden).map((section) => section.id));
const focused = (tab) => tab.evaluate(() => document.activeElement.textContent.trim());
const rows = (tab, view) => tab.locator(`#${view} tbody tr`).count();

/** Waits until these views are shown: a browser tells a page a moment later that its address has another part. */
async function becomes(tab, views) {
  for (let tries = 0; tries < 200 && String(await shown(tab)) !== String(views); tries += 1) {
    await tab.waitForTimeout(50);
  }
  assert.deepEqual(await shown(tab), views);
}

async function axe(tab, what) {
  await tab.evaluate(axeSource);
  const { violations } = await tab.evaluate(() => window.axe.run(document, { resultTypes: ["violations"] }));
  const found = violations.map((violation) => `${violation.id}: ${violation.nodes.map((node) => node.html.slice(0, 160)).slice(0, 3).join(" | ")}`);
  assert.deepEqual(found, [], `axe-core finds something in ${what}`);
}

/** Every view opens alone, says where it is, and is accessible in both colour schemes; pictures at three widths. */
async function views(browser) {
  for (const colorScheme of ["light", "dark"]) {
    // The policy of the file does not let axe-core in.
    const { tab, close } = await open(browser, { colorScheme, bypassCSP: true });
    for (const view of [...VIEWS, "page"]) {
      if (view === "page") {
        await tab.locator("nav a[href='#pages']").click();
        await tab.locator("#pages tbody a").first().click();
      } else {
        await tab.locator(`nav a[href='#${view}']`).click();
      }
      await becomes(tab, [view]);
      assert.equal(await focused(tab), await tab.locator(`#${view} h1`).textContent());
      const current = await tab.locator("nav a[aria-current]").evaluateAll((links) => links.map((link) => link.getAttribute("href")));
      assert.deepEqual(current, view === "page" ? [] : [`#${view}`]);
      await axe(tab, `${view}, ${colorScheme}`);
      for (const width of WIDTHS) {
        await tab.setViewportSize({ width, height: 900 });
        const sideways = await tab.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
        assert.ok(sideways <= 0, `${view} is ${sideways} pixels wider than a screen of ${width}`);
        // Where there is little room, columns are left out before one is out of sight.
        if (["pages", "sources", "people"].includes(view)) {
          const hidden = await tab.locator(`#${view} .scroll`).first().evaluate((box) => box.scrollWidth - box.clientWidth);
          assert.ok(hidden <= 0, `${hidden} pixels of the table of ${view} are hidden on a screen of ${width}`);
        }
        if (colorScheme === "light" || width === 1280) {
          await tab.screenshot({ path: path.join(pictures, `${view}-${width}-${colorScheme}.png`), fullPage: true });
        }
      }
      await tab.setViewportSize({ width: 1280, height: 900 });
    }
    await close();
  }
}

/** Lists are filtered, searched and sorted, and links lead to pages and back. */
async function lists(browser) {
  const { tab, close } = await open(browser);
  await tab.locator("nav a[href='#pages']").click();
  await becomes(tab, ["pages"]);
  const all = await rows(tab, "pages");
  assert.ok(all > 5, `${all} pages`);
  const column = (nth) => tab.locator(`#pages tbody td:nth-child(${nth})`).allTextContents();
  const errors = (await column(7)).map(Number);
  assert.deepEqual(errors, [...errors].sort((one, other) => other - one), "most errors come first");
  await tab.getByRole("button", { name: "Errors" }).click();
  assert.equal(await tab.locator("#pages th[aria-sort]").getAttribute("aria-sort"), "ascending");
  await tab.getByRole("button", { name: "Page", exact: true }).click();
  const titles = (await tab.locator("#pages tbody td:first-child a").allTextContents());
  const collator = new Intl.Collator("en", { numeric: true, sensitivity: "base" });
  assert.deepEqual(titles, [...titles].sort(collator.compare));
  await tab.locator("#pages input[type=search]").fill("hostile");
  await tab.waitForFunction(() => document.querySelectorAll("#pages tbody tr").length === 1);
  assert.match(await tab.locator("#pages [role=status]").textContent(), /^1 of \d+$/);
  await tab.locator("#pages input[type=search]").fill("no page has these words");
  await tab.waitForFunction(() => document.querySelectorAll("#pages tbody tr").length === 0);
  await tab.locator("#pages input[type=search]").fill("");
  await tab.waitForFunction((all) => document.querySelectorAll("#pages tbody tr").length === all, all);
  const status = tab.locator("#pages select").nth(1);
  await status.selectOption("draft");
  const drafts = await column(2);
  assert.ok(drafts.length > 0 && drafts.every((text) => text === "draft"), drafts.join());
  await status.selectOption("");
  const link = tab.locator("#pages tbody a").first();
  const name = await link.textContent();
  await link.click();
  await becomes(tab, ["page"]);
  assert.equal(await tab.locator("#page h1").textContent(), name);
  assert.match(await tab.title(), /Content report/);
  await tab.goBack();
  await becomes(tab, ["pages"]);
  assert.equal(await rows(tab, "pages"), all, "the list is as it was");
  await tab.locator("nav a[href='#people']").click();
  const about = tab.locator("#people tr", { hasText: "Lena Hartmann" }).locator("details");
  await about.locator("summary").click();
  assert.ok((await about.locator("p").textContent()).length > 20 && (await about.locator("li").count()) > 0, "bio and disclosures");
  await tab.locator("nav a[href='#graph']").click();
  await tab.locator("#graph circle").first().click();
  await becomes(tab, ["page"]);
  await tab.goto(`${address}#page-999999`);
  await becomes(tab, ["today"]);
  await close();
}

/** A finding is shown with its lines, its fix and what is said elsewhere. */
async function findings(browser) {
  const { tab, close } = await open(browser);
  const number = await tab.evaluate(() => data.files.findIndex((file) => file.findings?.some((finding) => finding.fix)));
  await tab.goto(`${address}#page-${number}`);
  await becomes(tab, ["page"]);
  assert.ok((await tab.locator("#page .finding").count()) > 0);
  assert.ok((await tab.locator("#page mark").first().textContent()).length > 0);
  assert.ok((await tab.locator("#page .diff del, #page .diff ins").count()) > 0);
  await close();
}

/** The first thing that Tab reaches leads past the links of the views. */
async function skipLink(browser) {
  const { tab, close } = await open(browser);
  await tab.keyboard.press("Tab");
  assert.equal(await focused(tab), "Skip to the content");
  await tab.keyboard.press("Enter");
  assert.equal(await tab.evaluate(() => document.activeElement.id), "main");
  await close();
}

/** A reader without a mouse reaches every view, a filter and a page of the content. */
async function keyboard(browser) {
  const { tab, close } = await open(browser);
  await tab.keyboard.press("Tab");
  for (const view of VIEWS) {
    await tab.keyboard.press("Tab");
    assert.equal(await tab.evaluate(() => document.activeElement.getAttribute("href")), `#${view}`);
  }
  await tab.goto(`${address}#today`);
  await tab.locator("nav a[href='#pages']").focus();
  await tab.keyboard.press("Enter");
  await becomes(tab, ["pages"]);
  assert.equal(await focused(tab), "Pages");
  await tab.keyboard.press("Tab");
  await tab.keyboard.type("hostile");
  await tab.waitForFunction(() => document.querySelectorAll("#pages tbody tr").length === 1);
  for (let steps = 0; steps < 40 && !(await tab.evaluate(() => document.activeElement.matches("#pages tbody a"))); steps += 1) {
    await tab.keyboard.press("Tab");
  }
  await tab.keyboard.press("Enter");
  await becomes(tab, ["page"]);
  assert.match(await focused(tab), /Hostile$/);
  await close();
}

/** Texts of the content stay texts. */
async function hostile(browser) {
  const { tab, said } = await open(browser);
  const files = await tab.evaluate(() => data.files.length);
  for (const view of VIEWS) await tab.goto(`${address}#${view}`);
  for (let number = 0; number < files; number += 1) {
    await tab.goto(`${address}#page-${number}`);
  await becomes(tab, ["page"]);
    await becomes(tab, ["page"]);
  }
  assert.equal(await tab.evaluate(() => window.hostile), undefined);
  assert.equal(await tab.evaluate(() => document.querySelectorAll("img, main script, main iframe, main object").length), 0);
  const number = await tab.evaluate(() => data.files.findIndex((file) => file.path.endsWith("hostile.md")));
  await tab.goto(`${address}#page-${number}`);
  await becomes(tab, ["page"]);
  assert.equal(
    await tab.locator("#page h1").textContent(),
    "</script><script>window.hostile = 1</script><img src=x onerror='window.hostile = 2'> Hostile",
  );
  assert.deepEqual(said, []);
  // Even a script that finds its way in cannot make markup of a text, or run.
  const refused = await tab.evaluate(() => {
    try { document.body.insertAdjacentHTML("beforeend", "<b>x</b>"); } catch (error) { return error.name; }
    return "nothing";
  }).catch((error) => error.message);
  assert.match(refused, /TypeError/);
  await tab.context().close();
}

/** Without scripts every view can be read, one after the other. */
async function withoutScripts(browser) {
  const { tab, close } = await open(browser, { javaScriptEnabled: false });
  for (const view of VIEWS) {
    assert.ok(await tab.locator(`#${view}`).isVisible(), view);
    assert.ok((await tab.locator(`#${view}`).textContent()).length > 40, view);
  }
  assert.ok(!(await tab.locator("#page").isVisible()));
  assert.ok(await tab.locator("noscript").isVisible());
  await close();
}

/** On paper the view that is open is printed, without what cannot be clicked there. */
async function paper(browser) {
  const { tab, close } = await open(browser);
  await tab.emulateMedia({ media: "print" });
  await tab.goto(`${address}#pages`);
  assert.ok(!(await tab.locator("nav").isVisible()));
  assert.ok(!(await tab.locator("#pages .filters").isVisible()));
  assert.ok(await tab.locator("#pages table").isVisible());
  await close();
}

/** A report of 10,000 pages can be mailed, and opens at once. */
async function tenThousand(browser) {
  const bytes = fs.statSync(large).size;
  assert.ok(bytes < 20_000_000, `${bytes} bytes`);
  const context = await browser.newContext();
  const tab = await context.newPage();
  const started = Date.now();
  await tab.goto(pathToFileURL(path.resolve(large)).href);
  await tab.locator("html.ready").waitFor();
  const took = Date.now() - started;
  assert.ok(took < 2_000, `it opens in ${took} ms`);
  await tab.locator("nav a[href='#pages']").click();
  await becomes(tab, ["pages"]);
  assert.match(await tab.locator("#pages [role=status]").textContent(), /^10000 of 1\d{4}, /);
  assert.ok(await tab.getByLabel("Search titles, people and texts").isVisible(), "there is room for all words");
  const search = async (text, count) => {
    await tab.locator("#pages input[type=search]").fill(text);
    await tab.locator("#pages [role=status]", { hasText: new RegExp(`^${count} of `) }).waitFor();
  };
  await search("zygapophysial", 1);
  await search("ZYGAPO 2.75", 1);
  await search("zygapophysial-joints, 2.75", 1);
  await search("zygapophysial 2.7x", 0);
  await context.close();
  console.log(`a report of 10,000 pages: ${bytes} bytes, opened in ${took} ms`);
}

async function main() {
  fs.mkdirSync(pictures, { recursive: true });
  const browser = await chromium.launch({
    executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
    args: ["--no-sandbox"],
  });
  try {
    for (const test of [views, lists, findings, skipLink, keyboard, hostile, withoutScripts, paper, tenThousand]) {
      await test(browser);
      console.log(`${test.name}: passed`);
    }
  } finally {
    await browser.close();
  }
}

main().catch((error) => {
  console.error(error);
  process.exitCode = 1;
});
