//! `medproof man`: manual pages. Packages are made with it; people read `--help`.

use clap::CommandFactory as _;

use super::{Failure, Streams};

/// Prints the page `medproof` or `medproof-COMMAND`, or with `None` the names of all pages.
pub(super) fn run(name: Option<&str>, streams: &Streams) -> Result<(), Failure> {
    let mut program = super::Arguments::command();
    program.build();
    let pages: Vec<clap::Command> = std::iter::once(program.clone())
        .chain(program.get_subcommands().filter(|command| !command.is_hide_set()).cloned())
        .filter(|command| command.get_name() != "help")
        .collect();
    let name_of = |page: &clap::Command| match page.get_name() {
        "medproof" => "medproof".to_owned(),
        command => format!("medproof-{command}"),
    };
    let Some(name) = name else {
        streams.print(|out| pages.iter().try_for_each(|page| writeln!(out, "{}", name_of(page))))?;
        return Ok(());
    };
    let Some(page) = pages.iter().find(|page| name_of(page) == name) else {
        return Err(Failure::Message(format!(
            "there is no page `{name}`; `medproof man --list` lists all pages."
        )));
    };
    let page = page.clone();
    // What no line depends on: the same source gives the same page on every day.
    let page = clap_mangen::Man::new(page)
        .title(name.to_uppercase())
        .date("")
        .source(concat!("medproof ", env!("CARGO_PKG_VERSION")))
        .manual("medproof");
    streams.print(|out| page.render(&mut *out))?;
    Ok(())
}
