//! Files as offices receive them: PDF with Chinese fonts that are not embedded, DOCX, and scans.

use std::io::{Cursor, Write as _};

use zip::write::SimpleFileOptions;
use zip::{DateTime, ZipWriter};

use crate::agreement::{Agreement, Flaw, Format, Line, Tongue};

/// The file of an agreement: its extension and bytes.
pub fn file(agreement: &Agreement) -> (&'static str, Vec<u8>) {
    let lines = agreement.lines();
    match (agreement.flaw, agreement.format) {
        (Flaw::Scan, _) => ("png", scan(agreement.variant)),
        (Flaw::Truncated, _) => {
            let mut whole = pdf(&lines, agreement.tongue);
            whole.truncate(whole.len() * 3 / 5);
            ("pdf", whole)
        }
        (_, Format::Pdf) => ("pdf", pdf(&lines, agreement.tongue)),
        (_, Format::Docx) => ("docx", docx(&lines, agreement.variant)),
    }
}

/// A short PDF with these lines, for evidence.
pub fn note(lines: &[String], hant: bool) -> Vec<u8> {
    let lines: Vec<Line> = lines.iter().map(|text| Line { heading: false, text: text.clone() }).collect();
    pdf(&lines, if hant { Tongue::HantTw } else { Tongue::Hans })
}

/// Characters on a line of the page.
const WIDTH: usize = 38;

/// Lines on a page.
const HEIGHT: usize = 40;

fn wrapped(lines: &[Line]) -> Vec<(bool, String)> {
    let mut out = Vec::new();
    for line in lines {
        let chars: Vec<char> = line.text.chars().collect();
        let width = if line.text.is_ascii() { WIDTH * 2 } else { WIDTH };
        for piece in chars.chunks(width) {
            out.push((line.heading, piece.iter().collect()));
        }
    }
    out
}

/// A PDF as Chinese typesetting systems write it: a composite font under a UCS-2 character map, not embedded.
fn pdf(lines: &[Line], tongue: Tongue) -> Vec<u8> {
    let (font, map, ordering) = match tongue {
        Tongue::Hans | Tongue::English => ("STSong-Light", "UniGB-UCS2-H", "GB1"),
        Tongue::HantHk | Tongue::HantTw => ("MSung-Light", "UniCNS-UCS2-H", "CNS1"),
    };
    let wrapped = wrapped(lines);
    let pages: Vec<&[(bool, String)]> = wrapped.chunks(HEIGHT).collect();
    let first_page = 6;
    let kids: Vec<String> = (0..pages.len()).map(|page| format!("{} 0 R", first_page + page * 2)).collect();
    let mut objects = vec![
        "<< /Type /Catalog /Pages 2 0 R >>".to_owned(),
        format!("<< /Type /Pages /Kids [{}] /Count {} >>", kids.join(" "), pages.len()),
        format!("<< /Type /Font /Subtype /Type0 /BaseFont /{font} /Encoding /{map} /DescendantFonts [4 0 R] >>"),
        format!(
            "<< /Type /Font /Subtype /CIDFontType0 /BaseFont /{font} /CIDSystemInfo << /Registry (Adobe) /Ordering ({ordering}) \
             /Supplement 2 >> /DW 1000 /FontDescriptor 5 0 R >>"
        ),
        format!(
            "<< /Type /FontDescriptor /FontName /{font} /Flags 6 /FontBBox [-25 -254 1000 880] /ItalicAngle 0 /Ascent 752 \
             /Descent -271 /CapHeight 737 /StemV 58 >>"
        ),
    ];
    for (number, page) in pages.iter().enumerate() {
        let content = content(page);
        objects.push(format!(
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << /Font << /F1 3 0 R >> >> /Contents {} 0 R >>",
            first_page + number * 2 + 1
        ));
        objects.push(format!("<< /Length {} >>\nstream\n{content}endstream", content.len()));
    }
    assemble(&objects)
}

fn content(page: &[(bool, String)]) -> String {
    let mut out = String::from("BT\n");
    let mut size = 0;
    for (at, (heading, text)) in page.iter().enumerate() {
        let wanted = if *heading { 13 } else { 11 };
        if wanted != size {
            size = wanted;
            out.push_str(&format!("/F1 {size} Tf\n"));
        }
        let hex: String = text.encode_utf16().map(|unit| format!("{unit:04X}")).collect();
        out.push_str(&format!("1 0 0 1 70 {} Tm <{hex}> Tj\n", 780 - at * 18));
    }
    out.push_str("ET\n");
    out
}

fn assemble(objects: &[String]) -> Vec<u8> {
    let mut out = b"%PDF-1.4\n%\xe2\xe3\xcf\xd3\n".to_vec();
    let mut offsets = Vec::new();
    for (number, object) in objects.iter().enumerate() {
        offsets.push(out.len());
        out.extend_from_slice(format!("{} 0 obj\n{object}\nendobj\n", number + 1).as_bytes());
    }
    let start = out.len();
    out.extend_from_slice(format!("xref\n0 {}\n0000000000 65535 f \n", objects.len() + 1).as_bytes());
    for offset in offsets {
        out.extend_from_slice(format!("{offset:010} 00000 n \n").as_bytes());
    }
    let end = format!("trailer\n<< /Size {} /Root 1 0 R >>\nstartxref\n{start}\n%%EOF\n", objects.len() + 1);
    out.extend_from_slice(end.as_bytes());
    out
}

const TYPES: &str = r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>"#;

const RELATIONS: &str = r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>"#;

const NAMESPACES: &str = r#"xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" xmlns:v="urn:schemas-microsoft-com:vml""#;

fn docx(lines: &[Line], variant: usize) -> Vec<u8> {
    let paragraphs: Vec<String> = lines.iter().map(paragraph).collect();
    let (head, rest) = paragraphs.split_at(paragraphs.len().min(5));
    let inner = rest.concat();
    let body = match variant % 12 {
        3 | 6 => format!("{}{}", head.concat(), text_box(&inner)),
        4 | 8 => format!("{}<w:tbl><w:tr><w:tc><w:tbl><w:tr><w:tc>{inner}</w:tc></w:tr></w:tbl><w:p/></w:tc></w:tr></w:tbl><w:p/>", head.concat()),
        _ => paragraphs.concat(),
    };
    let document = format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n<w:document {NAMESPACES} mc:Ignorable=\"wps\"><w:body>{body}\
         <w:sectPr><w:pgSz w:w=\"11906\" w:h=\"16838\"/></w:sectPr></w:body></w:document>"
    );
    zip(&[("[Content_Types].xml", TYPES), ("_rels/.rels", RELATIONS), ("word/document.xml", &document)])
}

fn paragraph(line: &Line) -> String {
    let style = if line.heading { "<w:pPr><w:outlineLvl w:val=\"1\"/></w:pPr>" } else { "" };
    let text = line.text.replace('&', "&amp;").replace('<', "&lt;");
    format!("<w:p>{style}<w:r><w:t xml:space=\"preserve\">{text}</w:t></w:r></w:p>")
}

/// The same content as a text box and, for old programs, as its fallback: a reader that takes both reads everything twice.
fn text_box(inner: &str) -> String {
    format!(
        "<w:p><w:r><mc:AlternateContent><mc:Choice Requires=\"wps\"><w:drawing><wp:inline><wp:extent cx=\"5400000\" \
         cy=\"7200000\"/><wp:docPr id=\"1\" name=\"box\"/><a:graphic><a:graphicData \
         uri=\"http://schemas.microsoft.com/office/word/2010/wordprocessingShape\"><wps:wsp><wps:cNvSpPr txBox=\"1\"/><wps:spPr/>\
         <wps:txbx><w:txbxContent>{inner}</w:txbxContent></wps:txbx><wps:bodyPr/></wps:wsp></a:graphicData></a:graphic>\
         </wp:inline></w:drawing></mc:Choice><mc:Fallback><w:pict><v:shape style=\"width:420pt;height:560pt\"><v:textbox>\
         <w:txbxContent>{inner}</w:txbxContent></v:textbox></v:shape></w:pict></mc:Fallback></mc:AlternateContent></w:r></w:p>"
    )
}

fn zip(entries: &[(&str, &str)]) -> Vec<u8> {
    let options = SimpleFileOptions::default().last_modified_time(DateTime::default());
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in entries {
        // Writing into memory fails only for want of memory.
        if writer.start_file(*name, options).and_then(|()| Ok(writer.write_all(content.as_bytes())?)).is_err() {
            return Vec::new();
        }
    }
    writer.finish().map(Cursor::into_inner).unwrap_or_default()
}

/// A scanned page: a small grey PNG, uncompressed inside, different for each `number`.
fn scan(number: usize) -> Vec<u8> {
    let (width, height) = (64_u32, 90_u32);
    let mut raw = Vec::new();
    for row in 0..height {
        raw.push(0);
        for column in 0..width {
            let ink = row % 6 == 2 && column > 6 && column < 58 && (column as usize * 7 + row as usize * 13 + number) % 5 != 0;
            raw.push(if ink { 40 } else { 245 });
        }
    }
    let mut data = vec![0x78, 0x01];
    let length = u16::try_from(raw.len()).unwrap_or(u16::MAX);
    data.push(1);
    data.extend_from_slice(&length.to_le_bytes());
    data.extend_from_slice(&(!length).to_le_bytes());
    data.extend_from_slice(&raw);
    data.extend_from_slice(&adler(&raw).to_be_bytes());
    let mut header = Vec::new();
    header.extend_from_slice(&width.to_be_bytes());
    header.extend_from_slice(&height.to_be_bytes());
    header.extend_from_slice(&[8, 0, 0, 0, 0]);
    let mut out = b"\x89PNG\r\n\x1a\n".to_vec();
    for (kind, content) in [(b"IHDR", header), (b"IDAT", data), (b"IEND", Vec::new())] {
        out.extend_from_slice(&u32::try_from(content.len()).unwrap_or(0).to_be_bytes());
        let mut chunk = kind.to_vec();
        chunk.extend_from_slice(&content);
        out.extend_from_slice(&chunk);
        out.extend_from_slice(&crc(&chunk).to_be_bytes());
    }
    out
}

fn adler(bytes: &[u8]) -> u32 {
    let (a, b) = bytes.iter().fold((1_u32, 0_u32), |(a, b), byte| {
        let a = (a + u32::from(*byte)) % 65_521;
        (a, (b + a) % 65_521)
    });
    (b << 16) | a
}

fn crc(bytes: &[u8]) -> u32 {
    !bytes.iter().fold(!0_u32, |crc, byte| {
        (0..8).fold(crc ^ u32::from(*byte), |crc, _| if crc & 1 == 1 { (crc >> 1) ^ 0xEDB8_8320 } else { crc >> 1 })
    })
}
