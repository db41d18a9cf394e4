//! Reads requests and writes answers, good and bad ones, on a raw connection.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::io::{self, BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::thread;
use std::time::Duration;

/// A request as it was sent.
#[derive(Clone, Debug)]
pub struct Request {
    /// The method.
    pub method: String,
    /// The path with its query.
    pub path: String,
    /// All header fields, names in lower case.
    pub headers: BTreeMap<String, String>,
    /// The body, if it has a length.
    pub body: String,
}

impl Request {
    /// Returns the `Host` header without its port.
    pub fn host(&self) -> String {
        let host = self.headers.get("host").map_or("", String::as_str);
        host.rsplit_once(':').map_or(host, |(name, _)| name).to_owned()
    }

    /// Says whether the request is a HEAD.
    pub fn is_head(&self) -> bool {
        self.method == "HEAD"
    }
}

/// What the server does with a request after its delay.
pub(super) enum Action {
    /// A complete answer.
    Answer { status: u16, headers: Vec<(&'static str, String)>, body: Vec<u8> },
    /// The connection ends without an answer.
    Close,
    /// The connection stays open and nothing comes.
    Hang(Duration),
    /// The header promises more bytes than follow.
    Truncated,
    /// A body without an end.
    Endless,
    /// One byte at a time.
    Drip { pause: Duration },
}

/// One connection.
pub(super) struct Connection {
    reader: BufReader<TcpStream>,
}

impl Connection {
    pub(super) fn new(stream: TcpStream) -> Self {
        Self { reader: BufReader::with_capacity(16 * 1024, stream) }
    }

    /// Looks at the path of the next request without taking its bytes off the socket.
    pub(super) fn peek_path(&mut self) -> io::Result<Option<(String, String)>> {
        let mut bytes = [0; 4096];
        let length = self.reader.get_ref().peek(&mut bytes)?;
        let text = String::from_utf8_lossy(&bytes[..length]).into_owned();
        let mut words = text.split(' ');
        let (Some(method), Some(path)) = (words.next(), words.next()) else { return Ok(None) };
        Ok((length > 0).then(|| (method.to_owned(), path.to_owned())))
    }

    pub(super) fn read_request(&mut self) -> io::Result<Option<Request>> {
        let mut line = String::new();
        if self.reader.read_line(&mut line)? == 0 {
            return Ok(None);
        }
        let mut words = line.split_whitespace();
        let (method, path) = (words.next().unwrap_or_default(), words.next().unwrap_or_default());
        let mut request = Request {
            method: method.to_owned(),
            path: path.to_owned(),
            headers: BTreeMap::new(),
            body: String::new(),
        };
        // As a proxy gets it: the host is in the header, too.
        if let Some(rest) = path.strip_prefix("http://") {
            rest.find('/').map_or("/", |slash| &rest[slash..]).clone_into(&mut request.path);
        }
        loop {
            let mut line = String::new();
            self.reader.read_line(&mut line)?;
            let Some((name, value)) = line.trim_end().split_once(':') else { break };
            request.headers.insert(name.to_ascii_lowercase(), value.trim().to_owned());
        }
        let length = request.headers.get("content-length").and_then(|text| text.parse().ok()).unwrap_or(0);
        let mut body = vec![0; length];
        self.reader.read_exact(&mut body)?;
        request.body = String::from_utf8_lossy(&body).into_owned();
        Ok(Some(request))
    }

    /// Performs an action; says whether the connection can serve another request.
    pub(super) fn perform(&mut self, request: &Request, action: Action) -> bool {
        self.try_perform(request, action).unwrap_or(false)
    }

    fn try_perform(&mut self, request: &Request, action: Action) -> io::Result<bool> {
        let stream = self.reader.get_mut();
        match action {
            Action::Answer { status, headers, body } => {
                write_answer(stream, request, status, &headers, &body)?;
                return Ok(true);
            }
            Action::Close => {}
            Action::Hang(most) => {
                // Ends early when the client gives up.
                stream.set_read_timeout(Some(most))?;
                let _ = stream.read(&mut [0; 1]);
            }
            Action::Truncated => {
                stream.write_all(b"HTTP/1.1 200 OK\r\ncontent-length: 1000\r\n\r\nonly this")?;
            }
            Action::Endless => {
                stream.write_all(b"HTTP/1.1 200 OK\r\ncontent-type: text/html\r\n\r\n<!doctype html><p>")?;
                let block = [b'a'; 8192];
                while !request.is_head() {
                    stream.write_all(&block)?;
                }
            }
            Action::Drip { pause } => {
                for byte in b"HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\nok" {
                    stream.write_all(&[*byte])?;
                    thread::sleep(pause);
                }
            }
        }
        Ok(false)
    }
}

/// Writes a whole answer, or the byte of it that a range asks for.
fn write_answer(
    stream: &mut TcpStream,
    request: &Request,
    status: u16,
    headers: &[(&'static str, String)],
    body: &[u8],
) -> io::Result<()> {
    let one_byte = request.headers.get("range").is_some_and(|range| range == "bytes=0-0");
    let (status, body) = match (status, one_byte) {
        (200, true) if body.is_empty() => (416, body),
        (200, true) => (206, &body[..1]),
        _ => (status, body),
    };
    let mut head = format!("HTTP/1.1 {status} Words\r\ncontent-length: {}\r\n", body.len());
    for (name, value) in headers {
        write!(head, "{name}: {value}\r\n").expect("writing to a string cannot fail");
    }
    head.push_str("\r\n");
    let mut bytes = head.into_bytes();
    if !request.is_head() {
        bytes.extend_from_slice(body);
    }
    stream.write_all(&bytes)
}
