//! Files as offices receive them: PDF with Chinese fonts that are not embedded, DOCX, and scans.

use std::io::{Cursor, Write as _};

use pdf_writer::types::{CidFontType, FontFlags, SystemInfo};
use pdf_writer::{Content, Finish as _, Name, Pdf, Rect, Ref, Str};
use zip::write::SimpleFileOptions;
use zip::{DateTime, ZipWriter};

use crate::agreement::{Agreement, Flaw, Format, Line, Tongue};

/// The file of an agreement: its extension and bytes.
pub fn file(agreement: &Agreement) -> (&'static str, Vec<u8>) {
    let lines = agreement.lines();
    let letters = match agreement.tongue {
        Tongue::English => Letters::Latin,
        Tongue::Hans if agreement.format == Format::PdfLegacy => Letters::Gbk,
        Tongue::Hans => Letters::UniGb,
        Tongue::HantTw if agreement.format == Format::PdfLegacy => Letters::Big5,
        Tongue::HantHk | Tongue::HantTw => Letters::UniCns,
    };
    match (agreement.flaw, agreement.format) {
        (Flaw::Scan, _) => ("png", scan(agreement.variant)),
        (Flaw::Truncated, _) => {
            let mut whole = pdf(&lines, letters);
            whole.truncate(whole.len() * 3 / 5);
            ("pdf", whole)
        }
        (_, Format::PdfUnicode | Format::PdfLegacy) => ("pdf", pdf(&lines, letters)),
        (_, Format::Docx | Format::DocxTextBox | Format::DocxNestedTable) => ("docx", docx(&lines, agreement.format)),
    }
}

/// A short PDF with these lines, for evidence.
pub fn note(lines: &[String], side: &str) -> Vec<u8> {
    let lines: Vec<Line> = lines.iter().map(|text| Line { heading: false, text: text.clone() }).collect();
    pdf(&lines, if side == "mainland" { Letters::UniGb } else { Letters::UniCns })
}

/// How letters stand in a PDF.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Letters {
    /// One byte each, Helvetica.
    Latin,
    /// 简体 by UCS-2 values.
    UniGb,
    /// 简体 in GBK.
    Gbk,
    /// 繁體 by UCS-2 values.
    UniCns,
    /// 繁體 in Big5.
    Big5,
}

impl Letters {
    /// Font, character map, character collection.
    fn font(self) -> [&'static str; 3] {
        match self {
            Self::Latin => ["Helvetica", "WinAnsiEncoding", ""],
            Self::UniGb => ["STSong-Light", "UniGB-UCS2-H", "GB1"],
            Self::Gbk => ["STSong-Light", "GBK-EUC-H", "GB1"],
            Self::UniCns => ["MSung-Light", "UniCNS-UCS2-H", "CNS1"],
            Self::Big5 => ["MSung-Light", "ETen-B5-H", "CNS1"],
        }
    }

    fn encode(self, text: &str) -> Vec<u8> {
        match self {
            Self::Latin => encoding_rs::WINDOWS_1252.encode(text).0.into_owned(),
            Self::UniGb | Self::UniCns => text.encode_utf16().flat_map(u16::to_be_bytes).collect(),
            // Old typesetting systems wrote digits and Latin letters full-width beside Chinese.
            Self::Gbk => encoding_rs::GBK.encode(&wide(text)).0.into_owned(),
            Self::Big5 => encoding_rs::BIG5.encode(&wide(text)).0.into_owned(),
        }
    }
}

fn wide(text: &str) -> String {
    text.chars()
        .map(|c| match c {
            ' ' => '\u{3000}',
            '!'..='~' => char::from_u32(c as u32 + 0xFEE0).unwrap_or(c),
            other => other,
        })
        .collect()
}

/// Characters on a line of the page.
const WIDTH: usize = 38;

/// Lines on a page.
const HEIGHT: i32 = 40;

fn wrapped(lines: &[Line]) -> Vec<(bool, String)> {
    let mut out = Vec::new();
    for line in lines {
        if line.text.is_ascii() {
            out.extend(words(&line.text).into_iter().map(|text| (line.heading, text)));
            continue;
        }
        let chars: Vec<char> = line.text.chars().collect();
        out.extend(chars.chunks(WIDTH).map(|piece| (line.heading, piece.iter().collect())));
    }
    out
}

/// English lines broken between words.
fn words(text: &str) -> Vec<String> {
    let mut out: Vec<String> = Vec::new();
    for word in text.split(' ') {
        match out.last_mut() {
            Some(line) if line.len() + word.len() < WIDTH * 2 => {
                line.push(' ');
                line.push_str(word);
            }
            _ => out.push(word.to_owned()),
        }
    }
    out
}

/// A PDF as typesetting systems write it: a font that is not embedded, under a named character map.
fn pdf(lines: &[Line], letters: Letters) -> Vec<u8> {
    let [name, map, ordering] = letters.font();
    let (catalog, tree, font, cid, descriptor) = (Ref::new(1), Ref::new(2), Ref::new(3), Ref::new(4), Ref::new(5));
    let wrapped = wrapped(lines);
    let pages: Vec<&[(bool, String)]> = wrapped.chunks(HEIGHT.unsigned_abs() as usize).collect();
    let page = |number: usize| Ref::new(6 + 2 * i32::try_from(number).unwrap_or(0));
    let content = |number: usize| Ref::new(7 + 2 * i32::try_from(number).unwrap_or(0));
    let mut pdf = Pdf::new();
    pdf.catalog(catalog).pages(tree);
    pdf.pages(tree).kids((0..pages.len()).map(page)).count(i32::try_from(pages.len()).unwrap_or(0));
    if letters == Letters::Latin {
        pdf.type1_font(font).base_font(Name(name.as_bytes())).encoding_predefined(Name(map.as_bytes()));
    } else {
        pdf.type0_font(font)
            .base_font(Name(name.as_bytes()))
            .encoding_predefined(Name(map.as_bytes()))
            .descendant_font(cid);
        pdf.cid_font(cid)
            .subtype(CidFontType::Type0)
            .base_font(Name(name.as_bytes()))
            .system_info(SystemInfo { registry: Str(b"Adobe"), ordering: Str(ordering.as_bytes()), supplement: 2 })
            .font_descriptor(descriptor)
            .default_width(1000.0);
        pdf.font_descriptor(descriptor)
            .name(Name(name.as_bytes()))
            .flags(FontFlags::SYMBOLIC | FontFlags::SERIF)
            .bbox(Rect::new(-25.0, -254.0, 1000.0, 880.0))
            .italic_angle(0.0)
            .ascent(752.0)
            .descent(-271.0)
            .cap_height(737.0)
            .stem_v(58.0);
    }
    for (number, lines) in pages.iter().enumerate() {
        let mut written = pdf.page(page(number));
        written.parent(tree).media_box(Rect::new(0.0, 0.0, 595.0, 842.0)).contents(content(number));
        written.resources().fonts().pair(Name(b"F1"), font);
        written.finish();
        pdf.stream(content(number), &drawn(lines, letters));
    }
    pdf.finish()
}

fn drawn(lines: &[(bool, String)], letters: Letters) -> Vec<u8> {
    let mut content = Content::new();
    content.begin_text();
    let mut height = 780.0;
    for (heading, text) in lines {
        content.set_font(Name(b"F1"), if *heading { 13.0 } else { 11.0 });
        content.set_text_matrix([1.0, 0.0, 0.0, 1.0, 70.0, height]);
        content.show(Str(&letters.encode(text)));
        height -= 18.0;
    }
    content.end_text();
    content.finish().to_vec()
}

const TYPES: &str = r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>"#;

const RELATIONS: &str = r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>"#;

const NAMESPACES: &str = r#"xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" xmlns:v="urn:schemas-microsoft-com:vml""#;

fn docx(lines: &[Line], format: Format) -> Vec<u8> {
    let paragraphs: Vec<String> = lines.iter().map(paragraph).collect();
    let (head, rest) = paragraphs.split_at(paragraphs.len().min(6));
    let inner = rest.concat();
    let body = match format {
        Format::DocxTextBox => format!("{}{}", head.concat(), text_box(&inner)),
        Format::DocxNestedTable => format!(
            "{}<w:tbl><w:tr><w:tc><w:tbl><w:tr><w:tc>{inner}</w:tc></w:tr></w:tbl><w:p/></w:tc></w:tr></w:tbl><w:p/>",
            head.concat()
        ),
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
            let ink = row % 6 == 2
                && column > 6
                && column < 58
                && !(column as usize * 7 + row as usize * 13 + number).is_multiple_of(5);
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
