//! `generate SIZE SEED OUT`: writes OUT/left.csv, OUT/right.csv and OUT/truth.csv.

use std::path::Path;

use linkage_bench::projects::{COLUMNS, Row, generate};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let [size, seed, out] = args.as_slice() else {
        return Err("usage: generate SIZE SEED OUT".into());
    };
    let made = generate(size.parse()?, seed.parse()?)?;
    let out = Path::new(out);
    std::fs::create_dir_all(out)?;
    let write = |name: &str, rows: &[Row]| -> Result<(), csv::Error> {
        let mut file = csv::Writer::from_path(out.join(name))?;
        file.write_record(COLUMNS)?;
        for row in rows {
            file.write_record(row)?;
        }
        file.flush()?;
        Ok(())
    };
    write("left.csv", &made.left)?;
    write("right.csv", &made.right)?;
    let mut file = csv::Writer::from_path(out.join("truth.csv"))?;
    file.write_record(["left", "right"])?;
    for (left, right) in &made.truth {
        file.write_record([left, right])?;
    }
    file.flush()?;
    Ok(())
}
