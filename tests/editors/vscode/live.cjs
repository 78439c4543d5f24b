// What an author does in Visual Studio Code, and what has to come of it: code-server in Chromium, with the extension as it
// is packed. Any difference ends with an error.
//
//   node live.cjs ADDRESS REPOSITORY SETTINGS PICTURES
"use strict";
const assert = require("node:assert/strict");
const { execFileSync } = require("node:child_process");
const fs = require("node:fs");
const path = require("node:path");
const { chromium } = require("playwright-core");

const [address, repository, settings, pictures] = process.argv.slice(2);
const PATIENCE = 30000;
const PAGE = path.join(repository, "content/articles/neck-spasm.md");

/** Waits until something is so. */
async function until(what, passes) {
  const end = Date.now() + PATIENCE;
  for (;;) {
    if (await passes()) return;
    if (Date.now() > end) throw new Error(`it did not come about: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

async function main() {
  const browser = await chromium.launch({ executablePath: process.env.CHROMIUM || "/usr/bin/chromium", args: ["--no-sandbox"] });
  const tab = await browser.newPage({ viewport: { width: 1280, height: 800 } });
  tab.setDefaultTimeout(PATIENCE);
  const picture = (name) => tab.screenshot({ path: path.join(pictures, `${name}.png`) });
  const step = async (name, does) => {
    try {
      await does();
    } catch (error) {
      await picture("failed");
      throw new Error(`${name}: ${error.message}`, { cause: error });
    }
    console.log(`ok: ${name}`);
  };
  const status = tab.locator('.statusbar-item[id*="medproof"]');
  const says = (label) => until(`the status bar says ${label}`, async () => (await status.getAttribute("aria-label").catch(() => ""))?.includes(label));
  const palette = async (title) => {
    await tab.keyboard.press("F1");
    await tab.locator(".quick-input-widget input").first().fill(`>${title}`);
    await tab.locator(".quick-input-list .monaco-list-row", { hasText: title }).first().click();
  };
  const choose = async (label) => tab.locator(".quick-input-list .monaco-list-row", { hasText: label }).first().click();
  const open = async (name) => {
    // The list is made once: what was written a moment ago may not be in it.
    await until(`the editor knows ${name}`, async () => {
      await tab.keyboard.press("Control+p");
      await tab.locator(".quick-input-widget input").first().fill(name);
      const row = tab.locator(".quick-input-list .monaco-list-row", { hasText: name }).first();
      const isKnown = await row.click({ timeout: 3000 }).then(() => true, () => false);
      if (!isKnown) await tab.keyboard.press("Escape");
      return isKnown;
    });
    await tab.locator(".tab.active", { hasText: name }).waitFor();
  };
  const goTo = async (line) => {
    await tab.keyboard.press("Control+g");
    await tab.locator(".quick-input-widget input").first().fill(`:${line}`);
    await tab.keyboard.press("Enter");
  };
  const page = tab.locator(".editor-instance .view-lines").first();
  const changes = tab.locator(".editor-instance .view-lines").last();
  // Spaces are drawn as such that do not break, or as nothing.
  const written = async (place) => (await place.innerText()).replaceAll("\u00a0", " ");
  const inTerminal = (text) =>
    until(`the terminal shows ${text}`, async () => (await written(tab.locator(".terminal-wrapper.active .xterm-rows"))).replaceAll("\n", "").includes(text));
  const git = (...words) => execFileSync("git", ["-C", repository, ...words]);

  try {
    await tab.goto(`${address}/?folder=${encodeURIComponent(repository)}`);
    await tab.locator(".monaco-workbench .statusbar").waitFor();

    await step("the server starts, and a clean page has no findings", async () => {
      await open("neck-spasm.md");
      await says("nothing found in this page");
    });
    await step("what is typed gets its finding", async () => {
      await goTo(13);
      await tab.keyboard.type("See All About Nek Pain");
      await says("1 error, 0 warnings in this page");
      await tab.locator(".squiggly-error").first().waitFor();
    });
    await step("the list of problems has the finding and the page of its rule", async () => {
      await status.click();
      await tab.locator(".markers-panel .monaco-list-row", { hasText: "link/see-unresolved" }).first().waitFor();
      await picture("finding");
    });
    await step("the light bulb fixes it", async () => {
      await tab.keyboard.press("Control+1");
      await goTo("13:8");
      await tab.keyboard.press("Control+.");
      await tab.locator(".action-widget .monaco-list-row.focused", { hasText: "Replace with" }).waitFor();
      await picture("fix");
      await tab.keyboard.press("Enter");
      await until("the text is right", async () => (await written(page)).includes("See All About Neck Pain"));
      await says("nothing found in this page");
    });
    await step("a page is signed in a terminal, once the person presses Enter", async () => {
      await tab.keyboard.press("Control+s");
      await until("the page is saved", () => fs.readFileSync(PAGE, "utf8").includes("See All About Neck Pain"));
      await palette("medproof: Sign This Page");
      await choose("lee");
      await choose("By a medical reviewer");
      await tab.locator(".notification-toast", { hasText: "Press Enter in the terminal" }).waitFor();
      await inTerminal("sign --reviewer=lee content/articles/neck-spasm.md");
      await picture("sign");
      const reviews = path.join(repository, "content/reviews");
      assert(!fs.existsSync(reviews), "it was signed before anybody pressed Enter");
      await tab.keyboard.press("Enter");
      await until("it is signed", () => fs.existsSync(reviews));
      const [record] = fs.readdirSync(reviews);
      const text = fs.readFileSync(path.join(reviews, record), "utf8");
      assert.match(text, /reviewer: lee\n/);
      await tab.keyboard.press("Control+1");
      await goTo(1);
      await tab.locator(".codelens-decoration", { hasText: /^Signed by Amy Lee on .*, unchanged since$/u }).waitFor();
      // The text that was signed is compared as git has it.
      git("add", "--all");
      git("-c", "user.name=Ron", "-c", "user.email=ron@example.org", "commit", "--quiet", "--message", "Signed");
    });
    await step("what changed since the signature is shown, text that is not saved included", async () => {
      await tab.keyboard.press("Control+1");
      await goTo(12);
      await tab.keyboard.press("End");
      await tab.keyboard.type(" Rest helps.");
      await goTo(1);
      await tab.locator(".codelens-decoration a", { hasText: /^Signed by Amy Lee on .*, 2 words changed since: show$/u }).waitFor();
      const shown = tab.locator(".tab", { hasText: "Changes since the signature" });
      await tab.locator(".codelens-decoration a", { hasText: /: show$/u }).click();
      await shown.waitFor();
      await shown.locator(".codicon-close").click();
      await shown.waitFor({ state: "detached" });
      await palette("medproof: Show Changes Since the Signature");
      await shown.waitFor();
      await until("the words are shown", async () => (await written(changes)).includes("It passes. {+Rest helps.+}"));
      await picture("changes");
    });
    await step("the repository is checked in a terminal", async () => {
      await palette("medproof: Check the Repository");
      await inTerminal("1 error in 1 of 5 files.");
      await picture("check");
    });
    await step("the report is written, and its place is told", async () => {
      await palette("medproof: Open the Report");
      const told = tab.locator(".notification-toast", { hasText: "The report is in" });
      await told.waitFor();
      const file = /The report is in (.*?report\.html)/u.exec(await told.innerText())?.[1];
      assert.match(fs.readFileSync(file, "utf8"), /^<!doctype html>/i);
      fs.rmSync(path.dirname(file), { recursive: true });
    });
    await step("a setting that names no program is told, and the status bar says so", async () => {
      const before = fs.readFileSync(settings, "utf8");
      fs.writeFileSync(settings, JSON.stringify({ ...JSON.parse(before), "medproof.path": "/nowhere/medproof" }));
      await says("the program was not found");
      await tab.locator(".notification-toast", { hasText: "The setting medproof.path names /nowhere/medproof" }).waitFor();
      await picture("missing");
      fs.writeFileSync(settings, before);
      await tab.keyboard.press("Control+1");
      await says("in this page");
    });
    await step("a data file gets the hints of its schema from the editor", async () => {
      const file = path.join(repository, "content/terms/neck.json");
      fs.mkdirSync(path.dirname(file));
      fs.writeFileSync(file, '{ "id": "neck", "plain": "what holds the head", "synonyms": "cervix" }\n');
      await open("neck.json");
      await status.click();
      const shown = (text) => tab.locator(".markers-panel .monaco-list-row", { hasText: text }).first().waitFor();
      await shown('Incorrect type. Expected "array".');
      await shown("schema/");
      await picture("schema");
    });
  } finally {
    await browser.close();
  }
}

main().catch((error) => {
  console.error(error.message);
  process.exitCode = 1;
});
