use std::os::unix::fs::PermissionsExt;

use super::*;

#[test]
fn a_demo_that_ends_is_told_with_its_words() {
    let target = tempfile::tempdir().expect("a folder");
    let workspace = Workspace {
        root: target.path().into(),
        target_directory: target.path().into(),
        packages: Vec::new(),
    };
    fs::create_dir(target.path().join("debug")).expect("a folder");
    let script = "#!/bin/sh\necho \"$1 $2 ${#PHAROS_TOKEN} $XDG_CACHE_HOME\" >&2\nexit 3\n";
    fs::write(workspace.binary(), script).expect("a script");
    fs::set_permissions(workspace.binary(), fs::Permissions::from_mode(0o755)).expect("permissions");
    let Err(fault) = Demo::start(&workspace) else { panic!("it started") };
    let words = fault.to_string();
    assert!(words.contains("ended (exit status: 3)") && words.contains("demo --listen 48 "), "{words}");
    let folder = words.split_whitespace().last().expect("its folder");
    assert!(!std::path::Path::new(folder).exists(), "{folder} is left behind");
}

#[test]
fn health_is_a_200_of_healthz() {
    for (answer, expected) in
        [("HTTP/1.1 200 OK\r\n\r\nok", true), ("HTTP/1.1 503 Starting\r\n\r\n", false), ("", false)]
    {
        let listener = std::net::TcpListener::bind("127.0.0.1:0").expect("a port");
        let port = listener.local_addr().expect("an address").port();
        let server = std::thread::spawn(move || {
            let (mut stream, _) = listener.accept().expect("a caller");
            let mut request = [0_u8; 512];
            let n_bytes = stream.read(&mut request).expect("a request");
            stream.write_all(answer.as_bytes()).expect("an answer");
            String::from_utf8_lossy(&request[..n_bytes]).into_owned()
        });
        assert_eq!(is_healthy(port), expected, "{answer}");
        let request = server.join().expect("a server");
        assert!(request.starts_with("GET /healthz HTTP/1.1\r\nHost: 127.0.0.1:"), "{request}");
        assert!(!is_healthy(port), "nobody listens any more");
    }
}
