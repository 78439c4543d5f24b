//! What keeps the house in order: floors look down only, siblings form no circle, and only the upper floors do I/O.
//!
//! The order of the floors is read from the map in `src/lib.rs`, so that the map and this test cannot differ.

// Whatever a test cannot unwrap is its failure, in helpers too.
#![allow(clippy::unwrap_used)]

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use syn::visit::{self, Visit};
use syn::{Attribute, ExprMethodCall, Item, ItemMod, ItemUse, Macro, UseTree};

/// The lowest floor that may touch the disk, other programs, the clock, the environment or the terminal. Every floor
/// from here on may.
const FIRST_WITH_IO: &str = "project";

/// Paths that reach out of the process.
const IO_PATHS: &[&str] = &[
    "std::env",
    "std::fs",
    "std::io::stderr",
    "std::io::stdin",
    "std::io::stdout",
    "std::net",
    "std::process",
    "std::time::Instant",
    "std::time::SystemTime",
    "jiff::Timestamp::now",
    "jiff::Zoned::now",
    "fs4",
    "ignore",
    "notify",
    "rustix",
    "same_file",
    "tempfile",
];

/// Methods of `Path` that ask the disk.
const IO_METHODS: &[&str] = &[
    "canonicalize",
    "exists",
    "is_dir",
    "is_file",
    "is_symlink",
    "metadata",
    "read_dir",
    "read_link",
    "symlink_metadata",
    "try_exists",
];

#[test]
fn floors_look_down_only() {
    let floors = floors();
    let level = |floor: &str| floors.iter().position(|known| known == floor);
    let mut wrong = Vec::new();
    for file in sources() {
        let Some(own) = file.module.first().and_then(|floor| level(floor)) else {
            continue;
        };
        for path in &file.uses.paths {
            let named = path.strip_prefix("crate::").and_then(|path| level(path.split("::").next()?));
            if named.is_some_and(|named| named > own) {
                wrong.push(format!("{} names {path}", file.path.display()));
            }
        }
    }
    assert_eq!(wrong, Vec::<String>::new());
}

#[test]
fn every_folder_of_src_is_a_floor_on_the_map() {
    let on_disk: BTreeSet<String> =
        sources().into_iter().filter_map(|file| file.module.first().cloned()).collect();
    let on_map: BTreeSet<String> = floors().into_iter().collect();
    assert_eq!(on_disk, on_map);
}

#[test]
fn siblings_form_no_circle() {
    assert_eq!(circles(&sources()), Vec::<String>::new());
}

#[test]
fn the_lower_floors_do_no_io() {
    let floors = floors();
    let first = floors.iter().position(|floor| floor == FIRST_WITH_IO).unwrap();
    let mut wrong = Vec::new();
    for file in sources() {
        let level = file.module.first().and_then(|floor| floors.iter().position(|known| known == floor));
        if level.is_none_or(|level| level >= first) {
            continue;
        }
        for path in &file.uses.paths {
            if IO_PATHS.iter().any(|io| path == io || path.starts_with(&format!("{io}::"))) {
                wrong.push(format!("{} names {path}", file.path.display()));
            }
        }
        for method in &file.uses.methods {
            if IO_METHODS.contains(&method.as_str()) {
                wrong.push(format!("{} calls .{method}()", file.path.display()));
            }
        }
    }
    assert_eq!(wrong, Vec::<String>::new());
}

#[test]
fn every_way_to_name_a_module_is_seen() {
    let uses = uses_in(
        "use crate::base::{span::Span, source::{self, Source}};
         use super::super::rules as catalogue;
         use std::{fs, io::stdout};
         mod inner { use super::leaf; fn f() { super::super::other::g() } }
         #[cfg(test)] mod tests { use crate::cli; }
         fn f(x: crate::read::Node) { let _ = Path::new(\"a\").exists(); m!(crate::report::json) }
         fn g() { fs::read(x); catalogue::ALL; }",
        &["model", "index"],
    );
    let paths: Vec<&str> = uses.paths.iter().map(String::as_str).collect();
    assert_eq!(
        paths,
        [
            "crate::base::source",
            "crate::base::source::Source",
            "crate::base::span::Span",
            "crate::model::index::leaf",
            "crate::model::other::g",
            "crate::read::Node",
            "crate::report::json",
            "crate::rules",
            "crate::rules::ALL",
            "std::fs",
            "std::fs::read",
            "std::io::stdout",
        ]
    );
    assert!(uses.methods.contains("exists"));
}

#[test]
fn a_circle_is_found_in_the_subtrees_of_siblings() {
    let file = |module: &[&str], text: &str| File {
        path: module.join("/").into(),
        module: module.iter().map(|part| (*part).to_owned()).collect(),
        uses: uses_in(text, module),
    };
    let files = [
        file(&["read", "a"], "use crate::read::b::thing;"),
        file(&["read", "b"], "mod deep;"),
        file(&["read", "b", "deep"], "use super::super::a::other;"),
        file(&["read", "c"], "use crate::read::b;"),
    ];
    assert_eq!(circles(&files), ["crate::read: a, b"]);
}

/// One source file.
struct File {
    path: PathBuf,
    /// Its module path, without `crate`.
    module: Vec<String>,
    uses: Uses,
}

/// What a file names and calls outside its tests.
#[derive(Default)]
struct Uses {
    /// Full paths: `crate::base::span::Span`, `std::fs::read`.
    paths: BTreeSet<String>,
    /// Names of methods.
    methods: BTreeSet<String>,
}

/// The floors from the ground up, as `src/lib.rs` lists them.
fn floors() -> Vec<String> {
    let text = fs::read_to_string(root().join("lib.rs")).unwrap();
    let item = |line: &str| {
        let name = line.strip_prefix("//! - [`")?;
        Some(name.split_once("`]:")?.0.to_owned())
    };
    let floors: Vec<String> = text.lines().filter_map(item).collect();
    assert!(floors.len() > 5, "src/lib.rs has no map of floors");
    floors
}

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("src")
}

/// The files of the library that hold no tests.
fn sources() -> Vec<File> {
    let root = root();
    let mut folders = vec![root.clone()];
    let mut files = Vec::new();
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|ending| ending == "rs") {
                let relative = path.strip_prefix(&root).unwrap().with_extension("");
                let module: Vec<String> = relative
                    .components()
                    .map(|part| part.as_os_str().to_string_lossy().into_owned())
                    .collect();
                let is_test =
                    module.iter().any(|part| matches!(part.as_str(), "tests" | "examples" | "main" | "lib"));
                if !is_test {
                    let names: Vec<&str> = module.iter().map(String::as_str).collect();
                    let uses = uses_in(&fs::read_to_string(&path).unwrap(), &names);
                    files.push(File { path, module, uses });
                }
            }
        }
    }
    files.sort_by(|a, b| a.path.cmp(&b.path));
    files
}

/// Groups of siblings below one folder, each with its subtree, that reach each other both ways.
fn circles(files: &[File]) -> Vec<String> {
    let modules: BTreeSet<&[String]> = files.iter().map(|file| file.module.as_slice()).collect();
    let mut edges: BTreeMap<&[String], BTreeMap<&str, BTreeSet<&str>>> = BTreeMap::new();
    for file in files {
        for path in &file.uses.paths {
            let Some(path) = path.strip_prefix("crate::") else {
                continue;
            };
            let named: Vec<String> = path.split("::").map(str::to_owned).collect();
            let shared = file.module.iter().zip(&named).take_while(|(own, other)| own == other).count();
            // A module and the folder above it are one family.
            if shared == 0 || shared == file.module.len() || shared >= named.len() {
                continue;
            }
            if let Some(target) = modules.iter().find(|module| module[..] == named[..=shared]) {
                let own = file.module[shared].as_str();
                let folder = &file.module[..shared];
                edges.entry(folder).or_default().entry(own).or_default().insert(target[shared].as_str());
            }
        }
    }
    let mut circles = Vec::new();
    for (folder, edges) in edges {
        let reach = |from: &str| {
            let mut seen = BTreeSet::new();
            let mut open: Vec<&str> = edges.get(from).into_iter().flatten().copied().collect();
            while let Some(next) = open.pop() {
                if seen.insert(next.to_owned()) {
                    open.extend(edges.get(next).into_iter().flatten());
                }
            }
            seen
        };
        let reached: BTreeMap<&str, BTreeSet<String>> =
            edges.keys().map(|from| (*from, reach(from))).collect();
        let mut told = BTreeSet::new();
        for (from, to) in &reached {
            if to.contains(*from) && !told.contains(*from) {
                let ring: Vec<&str> = (reached.iter())
                    .filter(|(other, back)| to.contains(**other) && back.contains(*from))
                    .map(|(other, _)| *other)
                    .collect();
                told.extend(ring.iter().copied());
                circles.push(format!("crate::{}: {}", folder.join("::"), ring.join(", ")));
            }
        }
    }
    circles
}

/// What the code of a file names, given its module path.
fn uses_in(text: &str, module: &[&str]) -> Uses {
    let file = syn::parse_file(text).unwrap();
    let mut reader = Reader {
        module: module.iter().map(|part| (*part).to_owned()).collect(),
        imports: vec![BTreeMap::new()],
        uses: Uses::default(),
    };
    reader.items(&file.items);
    reader.uses
}

struct Reader {
    module: Vec<String>,
    /// What imports of the module, and of those around it, call what.
    imports: Vec<BTreeMap<String, String>>,
    uses: Uses,
}

impl Reader {
    fn items(&mut self, items: &[Item]) {
        for item in items {
            if let Item::Use(import) = item
                && !is_test(&import.attrs)
            {
                self.import(&mut Vec::new(), &import.tree);
            }
        }
        for item in items {
            self.visit_item(item);
        }
    }

    fn import(&mut self, prefix: &mut Vec<String>, tree: &UseTree) {
        match tree {
            UseTree::Path(path) => {
                prefix.push(path.ident.to_string());
                self.import(prefix, &path.tree);
                prefix.pop();
            }
            UseTree::Group(group) => group.items.iter().for_each(|tree| self.import(prefix, tree)),
            UseTree::Name(name) => self.bind(prefix, &name.ident.to_string(), &name.ident.to_string()),
            UseTree::Rename(rename) => {
                self.bind(prefix, &rename.ident.to_string(), &rename.rename.to_string())
            }
            UseTree::Glob(_) => {
                self.name(&prefix.clone());
            }
        }
    }

    fn bind(&mut self, prefix: &[String], name: &str, known_as: &str) {
        let mut path = prefix.to_vec();
        let mut known_as = known_as;
        if name != "self" {
            path.push(name.to_owned());
        } else if known_as == "self" {
            known_as = prefix.last().unwrap();
        }
        if let Some(full) = self.name(&path) {
            self.imports.last_mut().unwrap().insert(known_as.to_owned(), full);
        }
    }

    /// Notes a path, made full; `None` for what is local.
    fn name(&mut self, path: &[String]) -> Option<String> {
        let mut parts = path.iter().map(String::as_str).peekable();
        let mut base = self.module.clone();
        let full = match *parts.peek()? {
            "crate" | "$crate" => {
                parts.next();
                std::iter::once("crate").chain(parts).collect::<Vec<_>>().join("::")
            }
            "self" | "super" => {
                while parts.next_if(|part| *part == "self").is_some() {}
                while parts.next_if(|part| *part == "super").is_some() {
                    base.pop();
                }
                let base = base.iter().map(String::as_str);
                std::iter::once("crate").chain(base).chain(parts).collect::<Vec<_>>().join("::")
            }
            first => {
                let known = self.imports.iter().rev().find_map(|imports| imports.get(first));
                let start = match known {
                    Some(known) => known.clone(),
                    None if path.len() > 1 && first.starts_with(char::is_lowercase) => first.to_owned(),
                    None => return None,
                };
                parts.next();
                std::iter::once(start.as_str()).chain(parts).collect::<Vec<_>>().join("::")
            }
        };
        self.uses.paths.insert(full.clone());
        Some(full)
    }
}

impl<'ast> Visit<'ast> for Reader {
    fn visit_item(&mut self, item: &'ast Item) {
        let attributes = match item {
            Item::Fn(item) => &item.attrs,
            Item::Mod(item) => &item.attrs,
            Item::Impl(item) => &item.attrs,
            Item::Use(item) => &item.attrs,
            Item::Struct(item) => &item.attrs,
            Item::Const(item) => &item.attrs,
            _ => return visit::visit_item(self, item),
        };
        if !is_test(attributes) {
            visit::visit_item(self, item);
        }
    }

    fn visit_item_mod(&mut self, module: &'ast ItemMod) {
        if let Some((_, items)) = &module.content {
            self.module.push(module.ident.to_string());
            self.imports.push(BTreeMap::new());
            self.items(items);
            self.imports.pop();
            self.module.pop();
        }
    }

    fn visit_item_use(&mut self, import: &'ast ItemUse) {
        self.import(&mut Vec::new(), &import.tree);
    }

    fn visit_path(&mut self, path: &'ast syn::Path) {
        let parts: Vec<String> = path.segments.iter().map(|segment| segment.ident.to_string()).collect();
        self.name(&parts);
        visit::visit_path(self, path);
    }

    fn visit_expr_method_call(&mut self, call: &'ast ExprMethodCall) {
        self.uses.methods.insert(call.method.to_string());
        visit::visit_expr_method_call(self, call);
    }

    /// What a macro is given is no syntax tree yet: its paths and method calls are read off its words.
    fn visit_macro(&mut self, call: &'ast Macro) {
        self.visit_path(&call.path);
        let text = call.tokens.to_string().replace(" :: ", "::").replace(" . ", ".").replace(" (", "(");
        for word in text.split(|c: char| !(c.is_alphanumeric() || matches!(c, '_' | ':' | '$' | '.' | '('))) {
            for method in word.split('.').skip(1).filter_map(|part| part.split_once('(')) {
                self.uses.methods.insert(method.0.to_owned());
            }
            let path = word.split(['.', '(']).next().unwrap_or("").trim_matches(':');
            if path.contains("::") {
                let parts: Vec<String> = path.split("::").map(str::to_owned).collect();
                self.name(&parts);
            }
        }
    }
}

/// Whether an item exists in tests alone.
fn is_test(attributes: &[Attribute]) -> bool {
    attributes.iter().any(|attribute| {
        attribute.path().is_ident("test")
            || (attribute.path().is_ident("cfg")
                && attribute.parse_args::<syn::Path>().is_ok_and(|condition| condition.is_ident("test")))
    })
}
