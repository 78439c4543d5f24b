//! Messages on a pair of streams: `Content-Length: N`, an empty line, N bytes of JSON.
//!
//! What cannot be read as a message is answered with an error, and the next message is read all the same.

use std::io::{self, BufRead, Read, Write};
use std::thread::{self, JoinHandle};

use lsp_server::{Connection, Message};
use serde_json::json;

/// Longer messages are passed over. The largest file that is read is 64 MB, and JSON doubles it at most where it
/// escapes line ends.
const LONGEST_MESSAGE: u64 = 256 * 1024 * 1024;

/// The code of JSON-RPC for a message that is no JSON, or no message.
const PARSE_ERROR: i32 = -32700;

/// A connection over two streams, with the threads that read and write them.
pub(super) struct Frames {
    pub(super) connection: Connection,
    writer: JoinHandle<()>,
}

/// What was read from a stream.
#[derive(Debug)]
enum Frame {
    Message(Message),
    /// Something else, and why.
    Malformed(String),
}

/// Starts to read messages from `input` and to write them to `output`.
pub(super) fn start(
    mut input: impl BufRead + Send + 'static,
    mut output: impl Write + Send + 'static,
) -> io::Result<Frames> {
    let (connection, client) = Connection::memory();
    let Connection { sender, receiver } = client;
    let errors = connection.sender.clone();
    thread::Builder::new().name("medproof-lsp-reader".to_owned()).spawn(move || {
        // A stream that fails is as one that ends: the server learns of it as its channel closes.
        while let Ok(Some(frame)) = read(&mut input) {
            let message = match frame {
                Frame::Message(message) => message,
                Frame::Malformed(why) => {
                    let _ = errors.send(malformed(&why));
                    continue;
                }
            };
            let is_exit = matches!(&message, Message::Notification(told) if told.method == "exit");
            if sender.send(message).is_err() || is_exit {
                break;
            }
        }
    })?;
    let writer = thread::Builder::new().name("medproof-lsp-writer".to_owned()).spawn(move || {
        for message in receiver {
            if write(&mut output, &message).is_err() {
                break;
            }
        }
    })?;
    Ok(Frames { connection, writer })
}

impl Frames {
    /// Waits until everything is written. The thread that reads ends with the program.
    pub(super) fn finish(self) {
        let Frames { connection, writer } = self;
        let Connection { sender, receiver } = connection;
        // A reader that waits for input holds a sender of its own, so the end is told by a last message.
        let _ = sender.send(last());
        drop((sender, receiver));
        let _ = writer.join();
    }
}

/// A message that is never written: the writer ends there.
fn last() -> Message {
    Message::Notification(lsp_server::Notification { method: String::new(), params: json!(null) })
}

/// What is sent for something that is no message. JSON-RPC wants `null` for the number of a request that nobody could
/// read.
fn malformed(why: &str) -> Message {
    Message::Notification(lsp_server::Notification {
        method: MALFORMED.to_owned(),
        params: json!({"code": PARSE_ERROR, "message": why}),
    })
}

/// Stands for an answer to a message that could not be read, which has no number.
const MALFORMED: &str = "\u{0}malformed";

fn write(output: &mut impl Write, message: &Message) -> io::Result<()> {
    let text = match message {
        Message::Notification(told) if told.method.is_empty() => {
            return Err(io::ErrorKind::UnexpectedEof.into());
        }
        Message::Notification(told) if told.method == MALFORMED => {
            json!({"jsonrpc": "2.0", "id": null, "error": told.params}).to_string()
        }
        message => {
            let mut value = serde_json::to_value(message)?;
            if let Some(object) = value.as_object_mut() {
                object.insert("jsonrpc".to_owned(), json!("2.0"));
            }
            value.to_string()
        }
    };
    write!(output, "Content-Length: {}\r\n\r\n{text}", text.len())?;
    output.flush()
}

/// The next frame; `None` at the end of the stream.
fn read(input: &mut impl BufRead) -> io::Result<Option<Frame>> {
    let mut length = None;
    let mut headers = false;
    loop {
        let mut line = Vec::new();
        if input.by_ref().take(LONGEST_HEADER).read_until(b'\n', &mut line)? == 0 {
            return Ok(None);
        }
        let line = String::from_utf8_lossy(&line);
        let line = line.trim();
        if line.is_empty() {
            if let Some(length) = length {
                return body(input, length).map(Some);
            }
            if headers {
                return Ok(Some(Frame::Malformed("a message has no `Content-Length`".to_owned())));
            }
            continue;
        }
        headers = true;
        if let Some((name, value)) = line.split_once(':')
            && name.trim().eq_ignore_ascii_case("content-length")
        {
            length = value.trim().parse().ok();
        }
    }
}

/// No header is longer.
const LONGEST_HEADER: u64 = 8 * 1024;

fn body(input: &mut impl BufRead, length: u64) -> io::Result<Frame> {
    if length > LONGEST_MESSAGE {
        io::copy(&mut input.take(length), &mut io::sink())?;
        return Ok(Frame::Malformed(format!("a message is longer than {LONGEST_MESSAGE} bytes")));
    }
    let mut bytes = Vec::new();
    input.take(length).read_to_end(&mut bytes)?;
    Ok(match serde_json::from_slice(&bytes) {
        Ok(message) => Frame::Message(message),
        Err(error) => Frame::Malformed(format!("a message cannot be read: {error}")),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn frames(bytes: &[u8]) -> Vec<String> {
        let mut input = io::Cursor::new(bytes);
        let mut frames = Vec::new();
        while let Some(frame) = read(&mut input).unwrap() {
            frames.push(match frame {
                Frame::Message(Message::Request(request)) => format!("{} {}", request.method, request.id),
                Frame::Message(Message::Notification(told)) => told.method,
                Frame::Message(Message::Response(answer)) => format!("answer {}", answer.id),
                Frame::Malformed(why) => why,
            });
        }
        frames
    }

    #[test]
    fn what_is_no_message_is_passed_over() {
        let bytes = b"Content-Length: 27\r\n\r\n{\"method\":\"a\",\"params\":{}}\nContent-Length: 3\r\n\r\n{[}Content-Type: x\r\n\r\n\
            content-length:29\r\nContent-Type: y\r\n\r\n{\"method\":\"b\",\"id\":7}        ";
        assert_eq!(
            frames(bytes),
            [
                "a",
                "a message cannot be read: key must be a string at line 1 column 2",
                "a message has no `Content-Length`",
                "b 7",
            ]
        );
    }

    #[test]
    fn a_length_that_no_message_has_needs_no_memory() {
        assert_eq!(
            frames(b"Content-Length: 18446744073709551615\r\n\r\n{}"),
            ["a message is longer than 268435456 bytes"]
        );
        assert_eq!(
            frames(b"Content-Length: -5\r\n\r\n"),
            ["a message has no `Content-Length`"],
            "no number of bytes"
        );
        assert_eq!(
            frames(b"Content-Length: 9\r\n\r\n{\"a"),
            ["a message cannot be read: EOF while parsing a string at line 1 column 3"]
        );
        assert_eq!(frames(b"Content-Len"), Vec::<String>::new());
    }

    #[test]
    fn an_answer_without_a_number_has_null() {
        let mut written = Vec::new();
        write(&mut written, &malformed("why")).unwrap();
        let text = String::from_utf8(written).unwrap();
        let json = "{\"jsonrpc\":\"2.0\",\"id\":null,\"error\":{\"code\":-32700,\"message\":\"why\"}}";
        assert_eq!(text, format!("Content-Length: {}\r\n\r\n{json}", json.len()));
    }
}
