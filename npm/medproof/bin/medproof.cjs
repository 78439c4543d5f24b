#!/usr/bin/env node
"use strict";

// Starts the program that came with the package for this system. npm installs that package with this one, because it
// is among the optional dependencies.
const { spawnSync } = require("node:child_process");

const name = `@medproof/${process.platform}-${process.arch}`;
const program = process.platform === "win32" ? "medproof.exe" : "medproof";

let path;
try {
  path = require.resolve(`${name}/${program}`);
} catch {
  console.error(
    `medproof: the package ${name} is not installed. Either npm was told to leave optional dependencies out ` +
      "(--omit=optional), so install again without that, or medproof is not built for this system: " +
      "`cargo install --locked medproof` builds it.",
  );
  process.exit(2);
}

const { error, signal, status } = spawnSync(path, process.argv.slice(2), { stdio: "inherit" });
if (error) {
  console.error(`medproof: ${path} could not be started (${error.message})`);
  process.exit(2);
}
// The caller sees how the program ended, by a signal too.
if (signal) {
  process.kill(process.pid, signal);
} else {
  process.exit(status);
}
