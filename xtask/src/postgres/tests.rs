use std::net::TcpStream;

use super::*;

#[test]
fn a_cluster_answers_and_leaves_nothing_behind() {
    let Some(programs) = programs() else {
        eprintln!(
            "skipped a_cluster_answers_and_leaves_nothing_behind: no PostgreSQL server on this machine"
        );
        return;
    };
    let cluster = Cluster::start(programs).expect("a server");
    let (folder, port) = (cluster.folder.clone(), cluster.port);
    assert_eq!(cluster.url(), format!("postgres://pharos@127.0.0.1:{port}/postgres"));
    assert!(TcpStream::connect(("127.0.0.1", port)).is_ok());
    drop(cluster);
    assert!(!folder.exists());
    assert!(TcpStream::connect(("127.0.0.1", port)).is_err());
}
