//! Rows of tables: which cells are in one, and below which header.

use std::ops::Range;

use crate::page::body::{Body, Row};

/// The table that is being read.
#[derive(Debug, Default)]
pub struct Table {
    /// The cells of its header.
    header: Range<usize>,
    /// The first cell of the row that is being read.
    row: Option<usize>,
    /// Whether the row that is being read has a cell of a header, and whether it has any other.
    named: (bool, bool),
}

impl Table {
    /// Begins or ends a table.
    pub fn edge(&mut self, body: &mut Body) {
        self.end_row(body);
        *self = Table::default();
    }

    /// Begins a row. The one before it may have no end in HTML.
    pub fn start_row(&mut self, body: &mut Body) {
        self.end_row(body);
        self.row = Some(body.blocks.len());
    }

    /// Notes a cell of the row.
    pub fn name_cell(&mut self, header: bool) {
        self.named.0 |= header;
        self.named.1 |= !header;
    }

    /// Records the row.
    pub fn end_row(&mut self, body: &mut Body) {
        let (named, unnamed) = std::mem::take(&mut self.named);
        let Some(first) = self.row.take() else {
            return;
        };
        let cells = first..body.blocks.len();
        let header = named && !unnamed;
        if header {
            // A header may have several rows.
            let above = &self.header;
            self.header = if above.is_empty() { cells.start } else { above.start }..cells.end;
        }
        if !cells.is_empty() {
            let header = if header { 0..0 } else { self.header.clone() };
            body.rows.push(Row { cells, header });
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::page::body::Row;
    use crate::page::see::Reading;
    use crate::read::markdown::read;

    fn rows(text: &str) -> Vec<Row> {
        read(text, 0, &Reading::default()).rows
    }

    #[test]
    fn a_row_knows_its_header() {
        let written = "| Drug | Dose |\n|---|---|\n| Insulin | 10 U |\n| Aspirin | 5 mg |\n\nText.\n";
        let expected = [
            Row { cells: 0..2, header: 0..0 },
            Row { cells: 2..4, header: 0..2 },
            Row { cells: 4..6, header: 0..2 },
        ];
        assert_eq!(rows(written), expected);
        assert_eq!(rows(&written.replace('\n', "\r\n")), expected);
        let html = "<table><tr><th>Drug</th><th>Dose</th></tr>\n<tr><td>Insulin<td>10 U\n<tr><td>Aspirin</td><td>5 mg</td></tr></table>\n";
        assert_eq!(rows(html), expected);
    }

    #[test]
    fn the_next_table_has_a_header_of_its_own() {
        let html =
            "<table><tr><th>Drug</th></tr></table>\n<table><tr><td>Insulin</td><td>10 U</td></tr></table>\n";
        assert_eq!(rows(html), [Row { cells: 0..1, header: 0..0 }, Row { cells: 1..3, header: 0..0 }]);
        assert_eq!(rows("Text.\n"), []);
    }
}
