//! A web server on 127.0.0.1 with every fault a link checker meets, and counters of what it was asked.
//!
//! The path says what happens (see `faults.rs`), so a test reads without looking here.
//! One thread serves one connection: faults below HTTP (resets, truncated and endless bodies) are written
//! byte by byte, which an HTTP library would not do.

#![allow(dead_code, unreachable_pub, reason = "each test program that includes the server uses a part of it")]

mod counters;
mod faults;
mod pages;
mod wire;

use std::net::{SocketAddr, TcpListener, TcpStream};
use std::sync::Arc;
use std::thread;

pub use counters::Counters;

/// A running server; it stops serving new connections when the test ends.
pub struct Server {
    address: SocketAddr,
    counters: Arc<Counters>,
}

impl Server {
    /// Starts a server on a free port of 127.0.0.1.
    pub fn start() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a free port");
        let address = listener.local_addr().expect("a bound listener has an address");
        let counters = Arc::new(Counters::default());
        let shared = Arc::clone(&counters);
        thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let shared = Arc::clone(&shared);
                thread::spawn(move || serve(stream, &shared));
            }
        });
        Self { address, counters }
    }

    /// Returns the port.
    pub fn port(&self) -> u16 {
        self.address.port()
    }

    /// Returns the URL of a path on 127.0.0.1.
    pub fn url(&self, path: &str) -> String {
        format!("http://{}{path}", self.address)
    }

    /// Returns the URL of a path on a host of that name, for tests that look names up themselves.
    pub fn url_on(&self, host: &str, path: &str) -> String {
        format!("http://{host}:{}{path}", self.address.port())
    }

    /// Returns what the server was asked.
    pub fn counters(&self) -> &Counters {
        &self.counters
    }
}

/// Serves the requests of one connection until it ends.
fn serve(stream: TcpStream, counters: &Counters) {
    // A client that goes away in the middle is no fault of the server.
    let _ = stream.set_nodelay(true);
    let mut connection = wire::Connection::new(stream);
    while let Ok(Some(peeked)) = connection.peek_path() {
        if faults::resets_before_reading(&peeked, counters) {
            return;
        }
        let Ok(Some(request)) = connection.read_request() else { return };
        counters.begin(&request);
        let deed = faults::deed(&request, counters);
        thread::sleep(deed.delay);
        counters.end(&request);
        if !connection.perform(&request, deed.action) {
            return;
        }
    }
}
