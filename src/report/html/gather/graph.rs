//! The pages that lead to each other, drawn.
//!
//! Pages push each other away and links pull them together (Fruchterman and Reingold, 1991). Everything begins at fixed
//! places, so that the same content gives the same drawing.

use super::super::model::{Drawing, File, HEIGHT, Node, WIDTH};

/// More pages are not drawn: the table beside the drawing has all of them.
const MOST: usize = 150;

/// Rounds in which the pages find their places.
const ROUNDS: u32 = 150;

/// How many pages have their titles beside them, where there is room.
const NAMED: usize = 32;

/// The most characters of a title that are drawn.
const LONGEST: usize = 28;

/// About how wide a character is, and how high a line, in the units of the drawing.
const LETTER: (f64, f64) = (9.0, 18.0);

/// Room at the edges.
const EDGE: f64 = 24.0;

/// Draws the pages that have most links.
pub(super) fn draw(files: &[File]) -> Drawing {
    let degree = |file: &File| file.inbound.len() + file.outbound.len();
    let linked = files.iter().enumerate().filter(|(_, file)| degree(file) > 0);
    let mut chosen: Vec<usize> = linked.map(|(nth, _)| nth).collect();
    let all = chosen.len();
    chosen.sort_by_key(|nth| (std::cmp::Reverse(degree(&files[*nth])), *nth));
    chosen.truncate(MOST);
    let ranked = chosen.clone();
    chosen.sort_unstable();
    let mut number = vec![usize::MAX; files.len()];
    for (nth, file) in chosen.iter().enumerate() {
        number[*file] = nth;
    }
    let mut edges = Vec::new();
    for (nth, file) in chosen.iter().enumerate() {
        let to = files[*file].outbound.iter().map(|to| number[*to]);
        edges.extend(to.filter(|to| *to != usize::MAX && *to != nth).map(|to| (nth, to)));
    }
    let places = arrange(chosen.len(), &edges);
    let nodes = chosen.iter().zip(places).map(|(file, (x, y))| Node {
        file: *file,
        x,
        y,
        #[allow(clippy::cast_precision_loss, reason = "a page has few links")]
        radius: 4.0 + (files[*file].inbound.len() as f64).sqrt() * 1.5,
        title: None,
    });
    let mut nodes: Vec<Node> = nodes.collect();
    put_titles(files, ranked.iter().map(|file| number[*file]), &mut nodes);
    Drawing { nodes, edges, left_out: all - chosen.len() }
}

/// Gives the most linked pages their titles, those that would cover another left out.
fn put_titles(files: &[File], ranked: impl Iterator<Item = usize>, nodes: &mut [Node]) {
    let mut taken: Vec<(f64, f64, f64)> = Vec::new();
    for nth in ranked.take(NAMED) {
        let Some(node) = nodes.get_mut(nth) else {
            continue;
        };
        let title = shortened(files.get(node.file).map_or("", |file| file.title.as_str()));
        #[allow(clippy::cast_precision_loss, reason = "a title is short")]
        let half = title.chars().count() as f64 * LETTER.0 / 2.0;
        let x = node.x.clamp(half.min(WIDTH / 2.0), (WIDTH - half).max(WIDTH / 2.0));
        let y = (node.y - node.radius - 4.0).max(LETTER.1);
        let covers = |(left, right, line): &(f64, f64, f64)| {
            (line - y).abs() < LETTER.1 && x - half < *right && *left < x + half
        };
        if !taken.iter().any(covers) {
            taken.push((x - half, x + half, y));
            node.title = Some((title, x, y));
        }
    }
}

fn shortened(text: &str) -> String {
    match text.char_indices().nth(LONGEST) {
        Some((end, _)) => format!("{}…", text.get(..end).unwrap_or("").trim_end()),
        None => text.to_owned(),
    }
}

/// Places for so many nodes with these edges, within the drawing.
#[allow(clippy::cast_precision_loss, reason = "there are few nodes")]
fn arrange(count: usize, edges: &[(usize, usize)]) -> Vec<(f64, f64)> {
    if count == 0 {
        return Vec::new();
    }
    // A spiral of golden angles: no two nodes begin at one place.
    let mut at: Vec<(f64, f64)> = (0..count)
        .map(|nth| {
            let (angle, far) = (nth as f64 * 2.399_963, ((nth as f64 + 0.5) / count as f64).sqrt());
            (angle.cos() * far, angle.sin() * far)
        })
        .collect();
    let ideal = (1.0 / count as f64).sqrt() * 1.9;
    for round in 0..ROUNDS {
        let most = 0.2 * (1.0 - f64::from(round) / f64::from(ROUNDS)) + 0.005;
        let mut push = vec![(0.0, 0.0); count];
        for one in 0..count {
            for other in one + 1..count {
                let (dx, dy) = (at[one].0 - at[other].0, at[one].1 - at[other].1);
                let far = (dx * dx + dy * dy).max(1e-6);
                let force = ideal * ideal / far;
                push[one].0 += dx * force;
                push[one].1 += dy * force;
                push[other].0 -= dx * force;
                push[other].1 -= dy * force;
            }
            // What leads nowhere near stays in sight.
            push[one].0 -= at[one].0 * 0.05;
            push[one].1 -= at[one].1 * 0.05;
        }
        for (from, to) in edges {
            let (dx, dy) = (at[*from].0 - at[*to].0, at[*from].1 - at[*to].1);
            let force = (dx * dx + dy * dy).sqrt() / ideal * 0.5;
            push[*from].0 -= dx * force;
            push[*from].1 -= dy * force;
            push[*to].0 += dx * force;
            push[*to].1 += dy * force;
        }
        for (place, (dx, dy)) in at.iter_mut().zip(push) {
            let length = (dx * dx + dy * dy).sqrt().max(1e-9);
            let step = length.min(most) / length;
            place.0 += dx * step;
            place.1 += dy * step;
        }
    }
    let range = |axis: fn(&(f64, f64)) -> f64| {
        let values = at.iter().map(axis);
        let (least, most) =
            values.fold((f64::MAX, f64::MIN), |(least, most), value| (least.min(value), most.max(value)));
        (least, (most - least).max(1e-6))
    };
    let (x, y) = (range(|place| place.0), range(|place| place.1));
    let scaled = |value: f64, (least, span): (f64, f64), side: f64| {
        EDGE + (value - least) / span * (side - 2.0 * EDGE)
    };
    at.iter().map(|place| (scaled(place.0, x, WIDTH), scaled(place.1, y, HEIGHT))).collect()
}
