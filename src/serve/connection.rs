//! Connections that are bounded in number and in time.
//!
//! Neither axum nor hyper drops a client that connects and says nothing, or a byte a minute, and
//! each such client costs a file handle that the next build needs. So a connection has to be worth
//! an answer: it is closed when nothing could be written to it for a while. Reading does not count,
//! so dripping does not help, and open pages live on by the heartbeat of their event channel.

use std::io::{self, IoSlice};
use std::net::SocketAddr;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll, ready};
use std::time::Duration;

use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};
use tokio::net::TcpStream;
use tokio::sync::{OwnedSemaphorePermit, Semaphore};
use tokio::time::{Instant, Sleep, sleep};

/// How many clients there may be, and how long they may keep us waiting.
#[derive(Debug, Clone, Copy)]
pub(super) struct Limits {
    /// Open connections; the next ones wait in the system's queue.
    pub(super) connections: usize,
    /// The longest time without an answer.
    pub(super) patience: Duration,
}

impl Default for Limits {
    /// Half of the 1,024 file handles that Linux gives a process, which leaves enough for builds,
    /// and three heartbeats.
    fn default() -> Self {
        Self { connections: 512, patience: Duration::from_secs(10) }
    }
}

/// Accepts connections within limits.
pub(super) struct Listener {
    inner: tokio::net::TcpListener,
    limits: Limits,
    free: Arc<Semaphore>,
}

impl Listener {
    /// Takes over a bound listener; within a runtime.
    pub(super) fn new(listener: std::net::TcpListener, limits: Limits) -> io::Result<Self> {
        listener.set_nonblocking(true)?;
        let inner = tokio::net::TcpListener::from_std(listener)?;
        Ok(Self { inner, limits, free: Arc::new(Semaphore::new(limits.connections)) })
    }
}

impl axum::serve::Listener for Listener {
    type Io = Connection;
    type Addr = SocketAddr;

    async fn accept(&mut self) -> (Connection, SocketAddr) {
        let permit = Arc::clone(&self.free).acquire_owned().await;
        let permit = permit.expect("the semaphore is never closed");
        let (stream, address) = axum::serve::Listener::accept(&mut self.inner).await;

        // Events are small, and a page waits for them. Without it they only come a little later.
        let _ = stream.set_nodelay(true);
        let patience = self.limits.patience;
        let deadline = Box::pin(sleep(patience));
        (Connection { stream, patience, deadline, _permit: permit }, address)
    }

    fn local_addr(&self) -> io::Result<SocketAddr> {
        self.inner.local_addr()
    }
}

/// A connection that ends when nothing could be written for too long.
pub(super) struct Connection {
    stream: TcpStream,
    patience: Duration,
    deadline: Pin<Box<Sleep>>,
    /// Makes room for another connection when this one is dropped.
    _permit: OwnedSemaphorePermit,
}

impl Connection {
    /// Waits for the client, but not for ever.
    fn wait<T>(&mut self, context: &mut Context<'_>) -> Poll<io::Result<T>> {
        ready!(self.deadline.as_mut().poll(context));
        Poll::Ready(Err(io::ErrorKind::TimedOut.into()))
    }

    /// Waits anew, since something was written.
    fn wrote(&mut self, count: io::Result<usize>) -> Poll<io::Result<usize>> {
        if matches!(count, Ok(1..)) {
            self.deadline.as_mut().reset(Instant::now() + self.patience);
        }
        Poll::Ready(count)
    }
}

impl AsyncRead for Connection {
    fn poll_read(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        buffer: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        match Pin::new(&mut self.stream).poll_read(context, buffer) {
            Poll::Ready(result) => Poll::Ready(result),
            Poll::Pending => self.wait(context),
        }
    }
}

impl AsyncWrite for Connection {
    fn poll_write(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        bytes: &[u8],
    ) -> Poll<io::Result<usize>> {
        match Pin::new(&mut self.stream).poll_write(context, bytes) {
            Poll::Ready(count) => self.wrote(count),
            Poll::Pending => self.wait(context),
        }
    }

    fn poll_write_vectored(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        slices: &[IoSlice<'_>],
    ) -> Poll<io::Result<usize>> {
        match Pin::new(&mut self.stream).poll_write_vectored(context, slices) {
            Poll::Ready(count) => self.wrote(count),
            Poll::Pending => self.wait(context),
        }
    }

    fn is_write_vectored(&self) -> bool {
        self.stream.is_write_vectored()
    }

    fn poll_flush(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_flush(context)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_shutdown(context)
    }
}
