//! `hefu`: the command line, a door to the engines and the round; knows arguments, terminals and the clock, and decides
//! nothing.

mod clock;
mod commands;
mod listening;
mod progress;
mod say;
mod table;

use std::process::ExitCode;

use clap::{Parser, Subcommand};

/// 合符 Hefu: makes a joint call's guide executable, pairs the two applications of each project, checks both, explains.
#[derive(Parser)]
#[command(name = "hefu", version, arg_required_else_help = true)]
struct Arguments {
    /// Language of what is said: zh-Hans, zh-Hant-HK, zh-Hant-TW or en. Default: from the environment (LANG).
    #[arg(long, global = true, value_name = "TAG", overrides_with = "lang")]
    lang: Option<String>,
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Compile and look at guides.
    #[command(subcommand)]
    Guide(commands::guide::Guide),
    /// Write an empty workbook for one side, to be filled in and read back.
    Template(commands::template::Template),
    /// Help with an agency's own export.
    #[command(subcommand)]
    Mapping(commands::mapping::Mapping),
    /// Write a sample round with planted faults, or score a round against it.
    #[command(subcommand)]
    Sample(commands::sample::Sample),
    /// Run a round: two or three sides' folders in, a checked, paired, explained round out.
    Round(commands::round::Round),
    /// Decide together: the two sides' lists and a signed method in, an explained list out.
    Select(commands::select::Select),
    /// Pair the rows of any two tables.
    Link(commands::link::Link),
    /// Assign experts to projects, from any table of scores.
    Assign(commands::assign::Assign),
    /// List conflicts of interest between experts and a round's projects.
    Conflicts(commands::conflicts::Conflicts),
    /// Find applications that share text (查重), with the passages side by side.
    Overlap(commands::overlap::Overlap),
    /// Recompute what a project claimed from the tables it hands in.
    Evidence(commands::evidence::Evidence),
    /// Open an office's portal, as its office.toml says.
    Serve(commands::serve::Serve),
    /// Set an office up, let people in, and verify what it keeps.
    #[command(subcommand)]
    Office(commands::office::Office),
    /// Write an office into one folder, while it serves.
    Backup(commands::backup::Backup),
    /// Make an office from a folder that `hefu backup` wrote.
    Restore(commands::backup::Restore),
    /// Say what is wrong with an installation and what to do, changing nothing.
    Doctor(commands::doctor::Doctor),
    /// Agree on an exchange with a partner's office, and carry parcels by hand.
    #[command(subcommand)]
    Exchange(commands::exchange::Exchange),
    /// Check a receipt without the office that gave it.
    #[command(subcommand)]
    Receipt(commands::receipt::Receipt),
    /// Make the sample round, run it and check the result: see Hefu work in one command.
    Demo(commands::demo::Demo),
    /// Serve every part of the pages with invented content, for the tests that look at them.
    #[command(hide = true)]
    Gallery,
    /// Read documents for another process (used by `hefu` itself).
    #[command(name = "read-documents", hide = true)]
    ReadDocuments,
}

fn main() -> ExitCode {
    let arguments = Arguments::parse();
    if matches!(arguments.command, Command::ReadDocuments) {
        return hefu_dossier::document::worker_main();
    }
    let say = say::Say::new(arguments.lang.as_deref());
    let done = match arguments.command {
        Command::Guide(command) => command.run(&say),
        Command::Template(command) => command.run(&say),
        Command::Mapping(command) => command.run(&say),
        Command::Sample(command) => command.run(&say),
        Command::Round(command) => command.run(&say),
        Command::Select(command) => command.run(&say),
        Command::Link(command) => command.run(&say),
        Command::Assign(command) => command.run(&say),
        Command::Conflicts(command) => command.run(&say),
        Command::Overlap(command) => command.run(&say),
        Command::Evidence(command) => command.run(&say),
        Command::Serve(command) => command.run(&say),
        Command::Office(command) => command.run(&say),
        Command::Backup(command) => command.run(&say),
        Command::Restore(command) => command.run(&say),
        Command::Doctor(command) => command.run(&say),
        Command::Exchange(exchange) => exchange.run(&say),
        Command::Receipt(command) => command.run(&say),
        Command::Demo(command) => command.run(&say),
        Command::Gallery => commands::serve::gallery(&say),
        Command::ReadDocuments => Ok(ExitCode::SUCCESS),
    };
    done.unwrap_or_else(|error| {
        eprintln!("hefu: {error:#}");
        ExitCode::FAILURE
    })
}
