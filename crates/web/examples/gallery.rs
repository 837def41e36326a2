//! Serves the gallery on a free port and prints its address; the browser tests look at it.

use std::io::Write as _;

#[tokio::main]
async fn main() -> std::io::Result<()> {
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await?;
    writeln!(std::io::stdout(), "http://{}", listener.local_addr()?)?;
    axum::serve(listener, hefu_web::gallery::gallery()).await
}
