//! Servers whose certificates nobody trusts.

use std::io::{Read as _, Write as _};
use std::net::TcpListener;
use std::sync::Arc;
use std::thread;
use std::time::Duration;

use notesmith_link_check::{Options, Outcome, Plan, Silent, Verdict, check};
use rustls::pki_types::{CertificateDer, PrivateKeyDer};
use rustls::{ServerConfig, ServerConnection, StreamOwned};

/// Serves pages over TLS with a certificate that it signed itself; returns the port.
fn self_signed_server(name: &str) -> u16 {
    let signed = rcgen::generate_simple_self_signed([name.to_owned()]).expect("a certificate");
    let key = PrivateKeyDer::try_from(signed.signing_key.serialize_der()).expect("a key");
    let certificate = CertificateDer::from(signed.cert.der().to_vec());
    let config = ServerConfig::builder_with_provider(Arc::new(rustls::crypto::ring::default_provider()))
        .with_safe_default_protocol_versions()
        .expect("the usual versions")
        .with_no_client_auth()
        .with_single_cert(vec![certificate], key)
        .expect("key and certificate belong together");
    let config = Arc::new(config);
    let listener = TcpListener::bind("127.0.0.1:0").expect("a free port");
    let port = listener.local_addr().expect("an address").port();
    thread::spawn(move || {
        for stream in listener.incoming().flatten() {
            let Ok(connection) = ServerConnection::new(Arc::clone(&config)) else { return };
            let mut stream = StreamOwned::new(connection, stream);
            // The client ends the handshake, which is an error here and the point of the test.
            let _ = stream.read(&mut [0; 1024]);
            let _ = stream.write_all(b"HTTP/1.1 200 OK\r\ncontent-length: 0\r\n\r\n");
        }
    });
    port
}

fn run(url: &str) -> Outcome {
    let options = Options {
        timeout: Duration::from_secs(2),
        back_off: Duration::from_millis(10),
        ..Options::default()
    };
    let outcomes = check(&Plan::new([url]), &options, &Silent).expect("a run starts");
    outcomes.into_iter().next().expect("one outcome")
}

#[test]
fn a_self_signed_certificate_leaves_the_link_open_and_says_why() {
    let port = self_signed_server("localhost");
    let outcome = run(&format!("https://localhost:{port}/"));
    assert_eq!(outcome.verdict, Verdict::Transient, "{outcome:?}");
    assert!(outcome.reason.starts_with("certificate not trusted"), "{outcome:?}");
}

#[test]
fn a_server_without_tls_leaves_the_link_open() {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a free port");
    let port = listener.local_addr().expect("an address").port();
    thread::spawn(move || {
        for mut stream in listener.incoming().flatten() {
            let _ = stream.read(&mut [0; 1024]);
            let _ = stream.write_all(b"HTTP/1.1 400 Bad Request\r\ncontent-length: 0\r\n\r\n");
        }
    });
    let outcome = run(&format!("https://127.0.0.1:{port}/"));
    assert_eq!(outcome.verdict, Verdict::Transient, "{outcome:?}");
    assert!(outcome.reason.starts_with("no secure connection"), "{outcome:?}");
}
