//! What can go wrong on the way to an answer, told apart from the error chain of the HTTP client.

use std::error::Error;
use std::io;

use crate::egress::Refusal;
use crate::resolve::LookupError;

/// A request that got no complete answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Failure {
    pub(crate) kind: FailureKind,
    /// In words, lower case, without the URL.
    pub(crate) reason: String,
}

/// The kinds of failure that are treated differently.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum FailureKind {
    /// The egress policy forbids the address.
    Refused,
    /// There is no such domain.
    NoSuchName,
    /// The host cannot be reached: name lookup failed or connecting took too long.
    Unreachable,
    /// The connection was refused or broke while it was being made.
    Connect,
    /// The host's certificate is not valid for it.
    Certificate,
    /// No answer in time.
    TimedOut,
    /// The connection was closed, or broke, before the answer was complete.
    Closed,
    /// The answer is not HTTP, or too large to be read.
    Protocol,
}

impl Failure {
    pub(crate) fn new(kind: FailureKind, reason: impl Into<String>) -> Self {
        Self { kind, reason: reason.into() }
    }

    /// Tells what an error of the HTTP client means.
    pub(crate) fn of(error: &reqwest::Error) -> Self {
        let mut next: Option<&(dyn Error + 'static)> = Some(error);
        let mut innermost: &(dyn Error + 'static) = error;
        while let Some(cause) = next {
            if let Some(failure) = known(cause) {
                return failure;
            }
            innermost = cause;
            next = cause.source();
        }
        let words = innermost.to_string();
        if error.is_timeout() {
            let kind = if error.is_connect() { FailureKind::Unreachable } else { FailureKind::TimedOut };
            return Self::new(kind, "no answer in time");
        }
        if error.is_connect() {
            return Self::new(FailureKind::Connect, format!("cannot connect: {words}"));
        }
        // hyper's words for a connection that ends without an answer and within one; its error type is not
        // part of reqwest's interface.
        if words.contains("connection closed") || words.contains("end of file") {
            return Self::new(
                FailureKind::Closed,
                "the connection was closed before the answer was complete",
            );
        }
        Self::new(FailureKind::Protocol, format!("no valid HTTP answer: {words}"))
    }
}

/// Recognises one link of the error chain.
fn known(cause: &(dyn Error + 'static)) -> Option<Failure> {
    if let Some(refusal) = cause.downcast_ref::<Refusal>() {
        return Some(Failure::new(FailureKind::Refused, refusal.to_string()));
    }
    if let Some(error) = cause.downcast_ref::<LookupError>() {
        let kind = match error {
            LookupError::NoSuchName => FailureKind::NoSuchName,
            LookupError::Failed(_) => FailureKind::Unreachable,
        };
        return Some(Failure::new(kind, error.to_string()));
    }
    if let Some(error) = cause.downcast_ref::<rustls::Error>() {
        return Some(of_tls(error));
    }
    let error = cause.downcast_ref::<io::Error>()?;
    // An I/O error that only wraps another one is looked into, which `source` skips.
    if let Some(inner) = error.get_ref() {
        return known(inner);
    }
    let (kind, reason) = match error.kind() {
        io::ErrorKind::ConnectionRefused => (FailureKind::Connect, "connection refused"),
        io::ErrorKind::NetworkUnreachable | io::ErrorKind::HostUnreachable => {
            (FailureKind::Connect, "the host cannot be reached")
        }
        io::ErrorKind::TimedOut => (FailureKind::Unreachable, "connecting took too long"),
        io::ErrorKind::ConnectionReset | io::ErrorKind::ConnectionAborted | io::ErrorKind::BrokenPipe => {
            (FailureKind::Closed, "connection reset")
        }
        io::ErrorKind::UnexpectedEof => {
            (FailureKind::Closed, "the connection was closed before the answer was complete")
        }
        _ => return None,
    };
    Some(Failure::new(kind, reason))
}

fn of_tls(error: &rustls::Error) -> Failure {
    match error {
        rustls::Error::InvalidCertificate(why) => {
            Failure::new(FailureKind::Certificate, format!("certificate not trusted: {why}"))
        }
        other => Failure::new(FailureKind::Connect, format!("no secure connection: {other}")),
    }
}
