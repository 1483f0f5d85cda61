//! The server: bound to an address, until told to stop.

use std::future::Future;
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use pharos_app::App;
use tokio::net::TcpListener;

use crate::background::Background;
use crate::session::{Door, Token, is_open};
use crate::telemetry::Telemetry;
use crate::{State, routes};

/// How often ended sessions are removed.
const FORGET_EVERY: Duration = Duration::from_secs(600);

/// A server that is bound and not yet answering.
pub struct Server {
    listener: TcpListener,
    state: State,
}

impl Server {
    /// Binds to an address. Without a token a random one is made; `door` says how long it opens.
    ///
    /// # Errors
    /// An address that is taken or not ours.
    pub async fn bind(
        app: App,
        address: SocketAddr,
        token: Option<String>,
        door: Door,
    ) -> std::io::Result<Server> {
        let listener = TcpListener::bind(address).await.map_err(|error| {
            std::io::Error::new(error.kind(), format!("{address}: {error}; maybe --listen another address"))
        })?;
        let token = Arc::new(Token::new(token.unwrap_or_else(random_token), door));
        Ok(Server { listener, state: State { app, token, telemetry: Arc::new(Telemetry::default()) } })
    }

    /// The address to open in a browser. As long as the owner's door is open it carries the token behind `#`, which
    /// browsers send to nobody.
    pub async fn sign_in_address(&self) -> String {
        let address =
            self.listener.local_addr().map_or_else(|_| String::new(), |address| address.to_string());
        match is_open(&self.state).await {
            Ok(true) => format!("http://{address}/#token={}", self.state.token.text()),
            _ => format!("http://{address}/"),
        }
    }

    /// Answers requests and folds the inbox until the process is told to stop (interrupt, terminate).
    ///
    /// # Errors
    /// A listener that broke.
    pub async fn run(self) -> std::io::Result<()> {
        self.run_beside(std::future::ready(())).await
    }

    /// As [`Server::run`], but what it prepares and watches by itself waits until `first` is done: both would look at the
    /// same weeks. Requests are answered meanwhile.
    ///
    /// # Errors
    /// A listener that broke.
    pub async fn run_beside(self, first: impl Future<Output = ()> + Send + 'static) -> std::io::Result<()> {
        let app = self.state.app.clone();
        let folding = tokio::spawn(async move { app.fold_forever().await });
        let app = self.state.app.clone();
        let mailing = tokio::spawn(async move { app.mail_forever().await });
        let app = self.state.app.clone();
        let forgetting = tokio::spawn(async move { forget_sessions(&app).await });
        let background = Background::start()?;
        let app = self.state.app.clone();
        background.spawn(async move {
            first.await;
            let other = app.clone();
            // There too: a task's tasks run where it runs.
            tokio::spawn(async move { other.care_forever().await });
            app.prepare_day_forever().await;
        });
        let router = routes::router(self.state).into_make_service_with_connect_info::<SocketAddr>();
        let served = axum::serve(self.listener, router).with_graceful_shutdown(stop()).await;
        folding.abort();
        forgetting.abort();
        mailing.abort();
        drop(background);
        served
    }
}

/// Removes ended sessions now and then, for as long as it is let live. They open nothing in the meantime either.
async fn forget_sessions(app: &App) {
    loop {
        if let Err(error) = app.forget_ended_sessions().await {
            tracing::warn!(%error, "ended sessions could not be removed; it is tried again");
        }
        tokio::time::sleep(FORGET_EVERY).await;
    }
}

fn random_token() -> String {
    uuid::Uuid::new_v4().simple().to_string()
}

/// Returns when the process is asked to stop.
async fn stop() {
    let interrupted = tokio::signal::ctrl_c();
    #[cfg(unix)]
    {
        let Ok(mut terminated) = tokio::signal::unix::signal(tokio::signal::unix::SignalKind::terminate())
        else {
            let _ = interrupted.await;
            return;
        };
        tokio::select! {
            _ = interrupted => {}
            _ = terminated.recv() => {}
        }
    }
    #[cfg(not(unix))]
    {
        let _ = interrupted.await;
    }
}
