//! `zhandian serve`: the site as an editor sees it while writing.
//!
//! There is no second build path: the server keeps what was read ([`crate::site::Inputs`]), reads again
//! only the files that changed, links, and renders the page that somebody looks at with the function
//! that `build` uses. The last faultless site stays until another replaces it.

mod answer;
mod events;
mod files;
mod http;
mod preview;
mod watch;

use std::net::{IpAddr, Ipv4Addr, SocketAddr};
use std::sync::Arc;

use tokio::net::TcpListener;
use tokio::sync::watch as signal;

use crate::error::{Error, Result};
use crate::site::Options;
use crate::text;
use crate::text::Lang;

pub use preview::{Preview, State, Update};

/// How the preview is served.
#[derive(Debug, Clone)]
pub struct ServeOptions {
    /// The site as `build` would read it.
    pub site: Options,
    /// Address to listen on.
    pub host: IpAddr,
    /// Port to try first.
    pub port: u16,
    /// Look at the files again and again instead of being told (Docker, WSL, network drives).
    pub poll: bool,
    /// Language of messages; the site's if not given.
    pub lang: Option<Lang>,
}

/// What the server tells whoever started it.
pub trait Listener: Send + Sync {
    /// The preview is ready at this address; `taken` is the port that was wanted and in use.
    fn ready(&self, address: &str, taken: Option<u16>);
    /// The files were read again.
    fn updated(&self, update: &Update);
    /// The files could not be read again; what was shown is still shown.
    fn failed(&self, error: &Error);
}

/// How many ports above the wanted one are tried.
const PORTS_TRIED: u16 = 50;

/// Serves until the process is interrupted.
///
/// # Errors
/// When there is no site, no port is free, or the files cannot be watched.
pub fn serve(options: &ServeOptions, listener: Arc<dyn Listener>) -> Result<()> {
    let preview = Preview::open(&options.site, options.lang)?;
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .map_err(|error| Error::reading("(tokio)", error))?;
    runtime.block_on(run(options, preview, listener))
}

async fn run(options: &ServeOptions, preview: Preview, listener: Arc<dyn Listener>) -> Result<()> {
    let (socket, taken) = bind(options.host, options.port).await?;
    let port = socket
        .local_addr()
        .map_err(|error| Error::reading("(socket)", error))?
        .port();
    let (sender, receiver) = signal::channel(preview.state());
    listener.updated(&preview.first_update());
    let prefix = preview.prefix();
    watch::start(options, preview, sender, listener.clone())?;
    let router = http::router(receiver, http::Hosts::new(options.host, port));
    let host = match options.host {
        IpAddr::V4(Ipv4Addr::UNSPECIFIED) | IpAddr::V4(Ipv4Addr::LOCALHOST) => {
            "127.0.0.1".to_owned()
        }
        IpAddr::V4(host) => host.to_string(),
        IpAddr::V6(host) => format!("[{host}]"),
    };
    listener.ready(&format!("http://{host}:{port}{prefix}/"), taken);
    axum::serve(socket, router)
        .with_graceful_shutdown(async {
            // Without a signal handler the process simply ends at the interrupt, which is as well.
            let _ = tokio::signal::ctrl_c().await;
        })
        .await
        .map_err(|error| Error::reading("(socket)", error))
}

/// Listens on the wanted port or the next free one; tells the wanted one if it was taken.
async fn bind(host: IpAddr, wanted: u16) -> Result<(TcpListener, Option<u16>)> {
    for port in wanted..=wanted.saturating_add(PORTS_TRIED) {
        match TcpListener::bind(SocketAddr::new(host, port)).await {
            Ok(socket) => return Ok((socket, (port != wanted).then_some(wanted))),
            Err(error) if error.kind() == std::io::ErrorKind::AddrInUse => {}
            Err(error) => {
                return Err(Error::new(text!(
                    "不能在 {host}:{port} 上开预览：{error}",
                    "cannot listen on {host}:{port}: {error}"
                )));
            }
        }
    }
    Err(Error::new(text!(
        "从 {wanted} 起的 {PORTS_TRIED} 个端口都被占用了，用 --port 另选一个",
        "{PORTS_TRIED} ports from {wanted} on are taken; name another with --port"
    )))
}
