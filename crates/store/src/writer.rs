//! The one writer: acts run in turn, are stored in batches and answered only once their batch is stored.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::task::Poll;
use std::time::Duration;

use tokio::sync::mpsc::error::TrySendError;
use tokio::sync::{mpsc, oneshot};
use tokio::time::Instant;

use crate::act::{Act, Salts};
use crate::db::Db;
use crate::error::StoreError;
use crate::failpoint::failpoint;
use crate::journal::Edge;
use crate::tx::Tx;

/// What an act does, boxed.
pub type BoxFuture<'a, T> = Pin<Box<dyn Future<Output = T> + Send + 'a>>;

/// Bounds of a [`Writer`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct WriterOptions {
    /// Acts that may wait. One more is told [`StoreError::Busy`].
    pub queue: usize,
    /// Most acts of one batch, which is one transaction: the most that one failure of the disk sends back.
    pub batch: usize,
    /// Longest wait that an act may expect from how long the last ones took. Where those that wait would take longer, one
    /// more is told [`StoreError::Busy`] at once rather than after it.
    pub patience: Duration,
}

impl Default for WriterOptions {
    fn default() -> Self {
        Self { queue: 256, batch: 64, patience: Duration::from_secs(2) }
    }
}

/// The one writer of an office. Cheap to clone: all clones are the same writer, which ends with the last of them.
#[derive(Clone)]
pub struct Writer {
    queue: mpsc::Sender<Message>,
    patience: Duration,
    pace: Arc<Pace>,
}

/// However long the last acts took, so few may always wait: one slow act says nothing about the next.
const ALWAYS: usize = 16;

/// How long an act takes, its share of the commit included: a mean in which each act counts an eighth. Nanoseconds.
#[derive(Default)]
struct Pace(AtomicU64);

impl Pace {
    fn heed(&self, acts: usize, took: Duration) {
        let each = u64::try_from(took.as_nanos()).unwrap_or(u64::MAX) / u64::try_from(acts.max(1)).unwrap_or(1);
        let mean = (0..acts).fold(self.0.load(Ordering::Relaxed), |mean, _| mean - mean / 8 + each / 8);
        self.0.store(mean, Ordering::Relaxed);
    }

    /// How long so many acts will take.
    fn of(&self, acts: usize) -> Duration {
        Duration::from_nanos(self.0.load(Ordering::Relaxed)).saturating_mul(u32::try_from(acts).unwrap_or(u32::MAX))
    }
}

impl std::fmt::Debug for Writer {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Writer").field("free", &self.queue.capacity()).finish_non_exhaustive()
    }
}

enum Message {
    Act(Box<dyn Waiting>),
    Close(oneshot::Sender<()>),
}

impl Writer {
    /// Starts the writer of a database as a task of the current Tokio runtime. `salts` gives 32 random bytes each time,
    /// or nothing when there is no randomness: then no event can be journalled.
    pub fn start(db: Db, salts: impl Fn() -> Option<[u8; 32]> + Send + Sync + 'static) -> Self {
        Self::start_with(db, salts, WriterOptions::default())
    }

    /// The same with other bounds.
    pub fn start_with(
        db: Db,
        salts: impl Fn() -> Option<[u8; 32]> + Send + Sync + 'static,
        options: WriterOptions,
    ) -> Self {
        let (queue, incoming) = mpsc::channel(options.queue.max(1));
        let (pace, batch) = (Arc::new(Pace::default()), options.batch.max(1));
        let task = Task { db, salts: Arc::new(salts), batch, stopped: None, queue: incoming, pace: pace.clone() };
        tokio::spawn(task.run());
        Self { queue, patience: options.patience, pace }
    }

    /// Has an act done. It runs when those before it have run, alone, on what they left; where it gives an error,
    /// nothing of it stays. The answer comes when the act is stored for good. An act whose caller has gone before its
    /// turn is left out; one whose turn has come is done to the end.
    ///
    /// # Errors
    /// The act's own, or of the store: [`StoreError::Busy`] at once where too many wait; [`StoreError::Undone`] where
    /// nothing was stored; [`StoreError::Unknown`] where that cannot be told; [`StoreError::Stopped`].
    pub async fn run<T, E, F>(&self, act: F) -> Result<T, E>
    where
        F: for<'a, 'b> FnOnce(&'a mut Act<'b>) -> BoxFuture<'a, Result<T, E>> + Send + 'static,
        T: Send + 'static,
        E: From<StoreError> + Send + 'static,
    {
        let waiting = self.queue.max_capacity() - self.queue.capacity();
        if waiting >= ALWAYS && self.pace.of(waiting) > self.patience {
            return Err(StoreError::Busy.into());
        }
        let (caller, answer) = oneshot::channel();
        match self.queue.try_send(Message::Act(Box::new(Call { act, caller }))) {
            Ok(()) => {}
            Err(TrySendError::Full(_)) => return Err(StoreError::Busy.into()),
            Err(TrySendError::Closed(_)) => return Err(StoreError::Stopped("it was closed".to_owned()).into()),
        }
        answer
            .await
            .unwrap_or_else(|_| Err(StoreError::Unknown("the writer ended before it answered".to_owned()).into()))
    }

    /// Lets the acts that wait be done, takes no more, and ends.
    pub async fn close(&self) {
        let (done, ended) = oneshot::channel();
        if self.queue.send(Message::Close(done)).await.is_ok() {
            // An error here means that it has ended, too.
            let _ = ended.await;
        }
    }
}

/// How an act ended.
enum End {
    Done,
    Refused,
    Panicked,
}

/// Tells the caller: `Ok` where the batch is stored, or why not.
type Answer = Box<dyn FnOnce(Result<(), StoreError>) + Send>;

/// An act in the queue, whatever it gives.
trait Waiting: Send {
    fn is_abandoned(&self) -> bool;
    fn run<'a>(self: Box<Self>, act: &'a mut Act<'_>) -> BoxFuture<'a, (End, Answer)>;
    fn refuse(self: Box<Self>, why: StoreError);
}

struct Call<F, T, E> {
    act: F,
    caller: oneshot::Sender<Result<T, E>>,
}

impl<F, T, E> Waiting for Call<F, T, E>
where
    F: for<'a, 'b> FnOnce(&'a mut Act<'b>) -> BoxFuture<'a, Result<T, E>> + Send,
    T: Send + 'static,
    E: From<StoreError> + Send + 'static,
{
    fn is_abandoned(&self) -> bool {
        self.caller.is_closed()
    }

    fn run<'a>(self: Box<Self>, act: &'a mut Act<'_>) -> BoxFuture<'a, (End, Answer)> {
        let Self { act: doing, caller } = *self;
        let begun = catch_unwind(AssertUnwindSafe(move || doing(act)));
        Box::pin(async move {
            let ended = match begun {
                Ok(mut doing) => {
                    let step = |context: &mut std::task::Context<'_>| match catch_unwind(AssertUnwindSafe(|| {
                        doing.as_mut().poll(context)
                    })) {
                        Ok(Poll::Pending) => Poll::Pending,
                        Ok(Poll::Ready(result)) => Poll::Ready(Some(result)),
                        Err(_) => Poll::Ready(None),
                    };
                    std::future::poll_fn(step).await
                }
                Err(_) => None,
            };
            // Nobody may be waiting any more; the act stands all the same.
            let say = |caller: oneshot::Sender<Result<T, E>>, result| drop(caller.send(result));
            match ended {
                Some(Ok(value)) => {
                    let answer =
                        move |stored: Result<(), StoreError>| say(caller, stored.map(|()| value).map_err(E::from));
                    (End::Done, Box::new(answer) as Answer)
                }
                Some(Err(error)) => (End::Refused, Box::new(move |_| say(caller, Err(error))) as Answer),
                None => {
                    let error = StoreError::Undone("the program failed in it; its log says where".to_owned());
                    (End::Panicked, Box::new(move |_| say(caller, Err(error.into()))) as Answer)
                }
            }
        })
    }

    fn refuse(self: Box<Self>, why: StoreError) {
        drop(self.caller.send(Err(why.into())));
    }
}

struct Task {
    db: Db,
    salts: Arc<Salts>,
    batch: usize,
    /// Why nothing more is stored.
    stopped: Option<String>,
    queue: mpsc::Receiver<Message>,
    pace: Arc<Pace>,
}

impl Task {
    async fn run(mut self) {
        let mut closed = Vec::new();
        while let Some(message) = self.queue.recv().await {
            match message {
                Message::Act(first) => self.batch(first, &mut closed).await,
                Message::Close(done) => closed.push(done),
            }
            if !closed.is_empty() {
                self.queue.close();
            }
        }
        for done in closed {
            // Whoever closed it may not wait for it.
            let _ = done.send(());
        }
    }

    /// Stores one batch: the first act and those that have come meanwhile.
    async fn batch(&mut self, first: Box<dyn Waiting>, closed: &mut Vec<oneshot::Sender<()>>) {
        if let Some(why) = &self.stopped {
            return first.refuse(StoreError::Stopped(why.clone()));
        }
        let begun = Instant::now();
        let mut edge = Edge::default();
        let mut tx = match self.db.write().await {
            Ok(tx) => tx,
            Err(error) => return first.refuse(StoreError::Undone(error.to_string())),
        };
        let mut answers: Vec<(Answer, Result<(), StoreError>)> = Vec::new();
        let mut next = Some(first);
        while let Some(act) = next.take() {
            if !act.is_abandoned() {
                match self.one(act, &mut tx, &mut edge).await {
                    (answer, Ok(own)) => answers.push((answer, own)),
                    (answer, Err(why)) => {
                        tx.roll_back().await;
                        answers.push((answer, Ok(())));
                        return tell(answers, Some(&why));
                    }
                }
            }
            while answers.len() < self.batch {
                match self.queue.try_recv() {
                    Ok(Message::Act(act)) => next = Some(act),
                    Ok(Message::Close(done)) => {
                        closed.push(done);
                        continue;
                    }
                    Err(_) => {}
                }
                break;
            }
        }
        failpoint("commit-before");
        let stored = tx.commit().await;
        failpoint("commit-after");
        self.pace.heed(answers.len(), begun.elapsed());
        let why = stored.err().map(|error| self.judge(&error));
        tell(answers, why.as_ref());
    }

    /// Runs one act on a savepoint of its own. The outer error is why the whole batch is lost.
    async fn one(
        &self,
        waiting: Box<dyn Waiting>,
        tx: &mut Tx<'static>,
        edge: &mut Edge,
    ) -> (Answer, Result<Result<(), StoreError>, StoreError>) {
        let lost = |error: StoreError| StoreError::Undone(error.to_string());
        let point = match tx.savepoint().await {
            Ok(point) => point,
            Err(error) => {
                let answer = move |stored: Result<(), StoreError>| {
                    if let Err(why) = stored {
                        waiting.refuse(why);
                    }
                };
                return (Box::new(answer), Err(lost(error)));
            }
        };
        failpoint("act-begun");
        let before = edge.clone();
        let (end, answer) = waiting.run(&mut Act::new(tx, edge, &*self.salts)).await;
        let own = match end {
            End::Panicked => return (answer, Err(lost(StoreError::Failed))),
            End::Done if tx.has_failed() => Err(StoreError::Failed),
            End::Done => return (answer, tx.keep(point).await.map(Ok).map_err(lost)),
            End::Refused => Ok(()),
        };
        *edge = before;
        (answer, tx.undo(&point).await.map(|()| own).map_err(lost))
    }

    /// What a failed commit leaves open. After an error of the disk itself nothing more may be promised: what the
    /// system could not write it may have dropped (fsync), and SQLite's file may no longer be what its pages say.
    fn judge(&mut self, error: &sqlx::Error) -> StoreError {
        let code = error.as_database_error().and_then(|error| error.code()).unwrap_or_default();
        let sqlite = matches!(self.db.engine(), crate::Engine::Sqlite);
        const IO_ERROR: u32 = 10;
        const CORRUPT: u32 = 11;
        if sqlite && code.parse::<u32>().is_ok_and(|code| matches!(code & 0xff, IO_ERROR | CORRUPT)) {
            tracing::error!(%error, "the disk failed; the writer stops");
            self.stopped = Some(error.to_string());
        }
        StoreError::Unknown(error.to_string())
    }
}

fn tell(answers: Vec<(Answer, Result<(), StoreError>)>, lost: Option<&StoreError>) {
    failpoint("answer-before");
    for (answer, own) in answers {
        answer(lost.map_or(own, |why| Err(why.clone())));
    }
}
