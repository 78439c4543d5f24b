//! What `medproof.yaml` says of the thing.

use super::Plan;
use crate::base::node::{Node, Segment, Value};
use crate::base::source::Source;
use crate::base::span::Span;
use crate::model::collection::Collection;
use crate::read::syntax::Syntax;
use crate::rules;
use crate::rules::option::Opt;
use crate::run::change::Change;

impl Plan<'_> {
    /// The configuration files with the new id and the new paths.
    pub(super) fn settings(&mut self, configs: &[Source]) -> Vec<Change> {
        let mut changes = Vec::new();
        for config in configs {
            let (text, offset) = config.without_mark();
            let Some(root) = Syntax::Yaml.parse_at(text, offset).root else {
                continue;
            };
            let mut edits: Vec<(Span, String)> = Vec::new();
            for node in self.ids_in(&root) {
                edits.push((node.span, self.new.to_owned()));
            }
            self.paths_in(&root, &mut edits);
            edits.sort_by_key(|(span, _)| *span);
            edits.dedup_by_key(|(span, _)| *span);
            let mut after = config.text.clone();
            for (span, value) in edits.iter().rev() {
                if let Some(value) = Syntax::Yaml.string_like(span.slice(&config.text), value) {
                    after.replace_range(span.range(), &value);
                    self.counts.settings += 1;
                }
            }
            if after != config.text {
                changes.push(Change::edited(config.path.clone(), config.text.clone(), after));
            }
        }
        changes
    }

    /// The settings that name the thing by its id.
    fn ids_in<'n>(&self, root: &'n Node) -> Vec<&'n Node> {
        let places = |opt: &Opt| {
            let own = [Segment::Key("rules"), Segment::Key(opt.rule), Segment::Key(opt.name)];
            let other = opt.setting.map(|setting| setting.map(Segment::Key));
            [root.at(&own), other.and_then(|path| root.at(&path))].into_iter().flatten()
        };
        let named = rules::options().flat_map(|opt| places(&opt).flat_map(move |node| opt.names(node)));
        let is_old = |(collection, node): &(Collection, &Node)| {
            self.is_renamed() && *collection == self.subject.collection && node.text() == Some(self.old())
        };
        named.filter(is_old).map(|(_, node)| node).collect()
    }

    /// Paths are in several settings, and each that is exactly that of a file that moves means this file.
    fn paths_in(&self, root: &Node, edits: &mut Vec<(Span, String)>) {
        let mut open = vec![root];
        while let Some(node) = open.pop() {
            match &node.value {
                Value::Sequence(items) => open.extend(items),
                Value::Mapping(entries) => open.extend(entries.iter().map(|entry| &entry.value)),
                Value::Scalar(scalar) => {
                    let path = scalar.text.strip_prefix("./").unwrap_or(&scalar.text);
                    let dot = if path.len() == scalar.text.len() { "" } else { "./" };
                    let known = || self.index.documents().any(|(_, facts)| facts.path == path);
                    if let Some(to) = self.moves.of(path).filter(|_| known()) {
                        edits.push((node.span, format!("{dot}{to}")));
                    }
                }
            }
        }
    }
}
