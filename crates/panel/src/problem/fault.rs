//! What makes a problem meaningless before anything is computed.

/// A fault of the input, naming what it is about.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, thiserror::Error)]
pub enum Fault {
    /// Two experts have one number.
    #[error("expert `{0}` stands twice")]
    ExpertTwice(String),
    /// Two projects have one number.
    #[error("project `{0}` stands twice")]
    ProjectTwice(String),
    /// Two scores for one pair.
    #[error("project `{0}` and expert `{1}` have two scores")]
    PairTwice(String, String),
    /// A place in a pair that is in no list.
    #[error("a pair names place {0}, which is in no list")]
    Place(u32),
    /// An expert's least load is above the most.
    #[error("expert `{0}` must take {1} but may take {2}")]
    Load(String, u32, u32),
    /// A project has two quotas for a side.
    #[error("project `{0}` has two quotas for side `{1}`")]
    SideTwice(String, String),
    /// A quota's least is above its most.
    #[error("project `{0}` needs {2} of side `{1}` but may have {3}")]
    Side(String, String, u32, u32),
    /// The quotas of a project ask for more seats than it has.
    #[error("the sides of project `{0}` need {1} seats, and it has {2}")]
    Seats(String, u32, u32),
    /// A pair is both fixed and forbidden.
    #[error("project `{0}` and expert `{1}` are fixed and forbidden")]
    FixedForbidden(String, String),
    /// A fixed pair has no score.
    #[error("project `{0}` and expert `{1}` are fixed but have no score")]
    FixedUnscored(String, String),
    /// More is fixed for a project than its seats or quotas hold.
    #[error("more experts are fixed for project `{0}` than its seats or quotas hold")]
    FixedProject(String),
    /// More is fixed for an expert than the load holds.
    #[error("more projects are fixed for expert `{0}` than the load holds")]
    FixedExpert(String),
    /// Lists or numbers beyond what can be reckoned with.
    #[error("the numbers are too large to be reckoned with")]
    TooLarge,
}
