//! The form-check tables, read back by a PDF reader that is not ours. The names of these tests end in `with_poppler`, by which
//! `./test --without=pdf` leaves them out.

use std::path::Path;
use std::process::Command;
use std::sync::atomic::AtomicBool;

use hefu_application::SideId;
use hefu_dossier::document::WorkerCommand;
use hefu_print::Fonts;
use hefu_round::{Plan, Quiet, SideFolder};
use hefu_sample::Size;

/// What poppler's `program` says of a file.
fn poppler(program: &str, arguments: &[&str], file: &Path) -> String {
    let output = Command::new(program).args(arguments).arg(file).arg("-").output().unwrap_or_else(|error| {
        panic!("{program}: {error}; install the Debian packages poppler-utils and poppler-data, or say ./test --without=pdf")
    });
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).expect("poppler writes UTF-8")
}

#[test]
fn every_sides_table_lists_its_applications_in_its_own_script_with_poppler() {
    let folder = tempfile::tempdir().expect("a folder");
    let (sample, out) = (folder.path().join("sample"), folder.path().join("round"));
    hefu_sample::write(7, Size::Small, &sample).expect("the sample is written");
    let sides = ["mainland", "hongkong", "taiwan"];
    let plan = Plan {
        guide: hefu_guide::builtin(hefu_sample::GUIDE).expect("the guide is built in"),
        overrides: std::collections::BTreeMap::new(),
        sides: sides.map(|side| SideFolder { side: SideId::new(side), folder: sample.join(side) }).into(),
        as_of: hefu_sample::AS_OF.parse().expect("an instant with its zone"),
        rulings: Vec::new(),
        worker: WorkerCommand { exe: env!("CARGO_BIN_EXE_document-reader").into(), args: Vec::new() },
        workers: 2,
    };
    let cancel = AtomicBool::new(false);
    let done = hefu_round::run(&plan, &Quiet, &cancel).expect("the round runs");
    let fonts = Fonts::load(&Fonts::system_folders()).expect("the fonts are there");
    hefu_round::write(&done, &out, &fonts, &Quiet, &cancel).expect("the results are written");

    let titles = [("mainland", "形式审查表"), ("hongkong", "形式審查表"), ("taiwan", "形式審查表")];
    for (side, title) in titles {
        let text = poppler("pdftotext", &["-layout"], &out.join(format!("form-check-{side}.pdf")));
        assert!(text.contains(title), "{side}: {title} is not in {text}");
        let intake = done.intakes.iter().find(|intake| intake.side.as_str() == side).expect("the side was read");
        let directions: Vec<&str> = plan.guide.directions.iter().map(|direction| direction.number.as_str()).collect();
        let listed =
            intake.applications.iter().filter(|application| directions.contains(&application.direction.trim()));
        assert!(listed.clone().count() > 5);
        for application in listed {
            let number = &application.id.number;
            let lines = text.lines().filter(|line| line.split_whitespace().next() == Some(number)).count();
            assert!(lines >= 1, "{side}: {number} has no line");
        }
    }
}
