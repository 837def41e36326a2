//! Small documents made by hand, as old typesetting systems and word processors write them.

use std::io::{Cursor, Write};

use zip::ZipWriter;
use zip::write::SimpleFileOptions;

/// Text in the bytes of an encoding; UTF-16 big-endian where that is asked for.
pub fn encoded(text: &str, encoding: &'static encoding_rs::Encoding) -> Vec<u8> {
    if encoding == encoding_rs::UTF_16BE {
        return text.encode_utf16().flat_map(u16::to_be_bytes).collect();
    }
    encoding.encode(text).0.into_owned()
}

/// A one-page PDF whose only font is a Chinese one that is not embedded, under the named character map.
pub fn pdf(map: &str, text: &[u8]) -> Vec<u8> {
    let hex: String = text.iter().map(|byte| format!("{byte:02X}")).collect();
    let (font, ordering) =
        if map.contains("B5") || map.contains("CNS") { ("MSung-Light", "CNS1") } else { ("STSong-Light", "GB1") };
    let content = if text.is_empty() { String::new() } else { format!("BT /F1 12 Tf 50 700 Td <{hex}> Tj ET") };
    assemble(&[
        "<< /Type /Catalog /Pages 2 0 R >>".to_owned(),
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>".to_owned(),
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 1200 842] /Resources << /Font << /F1 5 0 R >> >> /Contents 4 0 R >>".to_owned(),
        format!("<< /Length {} >>\nstream\n{content}\nendstream", content.len()),
        format!("<< /Type /Font /Subtype /Type0 /BaseFont /{font} /Encoding /{map} /DescendantFonts [6 0 R] >>"),
        format!(
            "<< /Type /Font /Subtype /CIDFontType0 /BaseFont /{font} /CIDSystemInfo << /Registry (Adobe) /Ordering ({ordering}) \
             /Supplement 2 >> /DW 1000 /FontDescriptor 7 0 R >>"
        ),
        format!(
            "<< /Type /FontDescriptor /FontName /{font} /Flags 6 /FontBBox [-25 -254 1000 880] /ItalicAngle 0 /Ascent 752 \
             /Descent -271 /CapHeight 737 /StemV 58 >>"
        ),
    ])
}

/// A one-page PDF with more in its catalogue.
pub fn pdf_with(catalogue: &str, text: &str) -> Vec<u8> {
    let plain = pdf("UniGB-UCS2-H", &encoded(text, encoding_rs::UTF_16BE));
    let plain = String::from_utf8(plain).expect("ASCII");
    let body = plain.split_once("1 0 obj\n").expect("the catalogue").1;
    let objects = body
        .split("\nendobj\n")
        .take(7)
        .map(|object| object.split_once(" 0 obj\n").map_or(object, |(_, rest)| rest).to_owned());
    let mut objects: Vec<String> = objects.collect();
    objects[0] = format!("<< /Type /Catalog /Pages 2 0 R {catalogue} >>");
    assemble(&objects)
}

/// Two pages as an old typesetting system writes Big5: inherited resources, a Latin font beside the Chinese one, text split
/// over two streams of which one is shared, a form, literal strings with escapes (許, 功 and 蓋 have a second byte of `\\`).
pub fn old_pdf() -> Vec<u8> {
    let big5 = |text: &str| encoded(text, encoding_rs::BIG5);
    let literal = |text: &str| {
        let mut out = b"(".to_vec();
        for byte in big5(text) {
            match byte {
                b'(' | b')' | b'\\' => out.extend([b'\\', byte]),
                128.. => out.extend(format!("\\{byte:03o}").into_bytes()),
                _ => out.push(byte),
            }
        }
        out.push(b')');
        String::from_utf8(out).expect("ASCII")
    };
    let hex = |text: &str| big5(text).iter().map(|byte| format!("{byte:02X}")).collect::<String>();
    let first = format!(
        "q BT /F1 12 Tf 50 700 Td {} Tj ET Q BT /F2 12 Tf 50 650 Td (Hefu Page) Tj ET",
        literal("第 7 條 智慧財產權")
    );
    let second = format!("BT /F1 12 Tf 50 600 Td [<{}> -20 {}] TJ ET /X1 Do", hex("許功"), literal("蓋"));
    let form = format!("BT /F1 12 Tf 50 500 Td <{}> Tj ET", hex("共同完成之成果"));
    let stream = |text: &str, more: &str| format!("<< /Length {} {more} >>\nstream\n{text}\nendstream", text.len());
    assemble(&[
        "<< /Type /Catalog /Pages 2 0 R >>".to_owned(),
        "<< /Type /Pages /Kids [3 0 R 4 0 R] /Count 2 /MediaBox [0 0 600 842] /Resources << /Font << /F1 8 0 R /F2 9 0 R >> \
         /XObject << /X1 7 0 R >> >> >>"
            .to_owned(),
        "<< /Type /Page /Parent 2 0 R /Contents [5 0 R 6 0 R] >>".to_owned(),
        "<< /Type /Page /Parent 2 0 R /Contents [5 0 R 6 0 R] >>".to_owned(),
        stream(&first, ""),
        stream(&second, ""),
        stream(&form, "/Type /XObject /Subtype /Form /BBox [0 0 600 842] /Resources << /Font << /F1 8 0 R >> >>"),
        "<< /Type /Font /Subtype /Type0 /BaseFont /MingLiU /Encoding /ETen-B5-H /DescendantFonts [10 0 R] >>".to_owned(),
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>".to_owned(),
        "<< /Type /Font /Subtype /CIDFontType2 /BaseFont /MingLiU /CIDSystemInfo << /Registry (Adobe) /Ordering (CNS1) \
         /Supplement 0 >> /DW 1000 >>"
            .to_owned(),
    ])
}

/// A PDF locked with a password.
pub fn locked_pdf() -> Vec<u8> {
    let plain = String::from_utf8(pdf("UniGB-UCS2-H", &encoded("锁", encoding_rs::UTF_16BE))).expect("ASCII");
    let key = "00".repeat(32);
    let lock = format!("<< /Filter /Standard /V 1 /R 2 /O <{key}> /U <{key}> /P -4 >>");
    plain.replace("/Root 1 0 R", &format!("/Root 1 0 R /ID [<00> <00>] /Encrypt {lock}")).into_bytes()
}

/// What Word makes of a document with a password: an OLE container that names the locked package.
pub fn locked_docx() -> Vec<u8> {
    let name: Vec<u8> = "EncryptedPackage".encode_utf16().flat_map(u16::to_le_bytes).collect();
    [&b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"[..], &[0; 600], &name].concat()
}

/// A DOCX with a program inside.
pub fn program() -> Vec<u8> {
    zip(&[("word/document.xml", b"<w:document/>"), ("word/embeddings/oleObject1.bin", b"MZ\x90\0")])
}

/// A DOCX whose articles are numbered by Word, by a style and by the paragraphs, with a hidden run.
pub fn numbered_docx() -> Vec<u8> {
    let level = |at: u8, format: &str, text: &str| {
        format!(
            "<w:lvl w:ilvl=\"{at}\"><w:start w:val=\"1\"/><w:numFmt w:val=\"{format}\"/><w:lvlText w:val=\"{text}\"/></w:lvl>"
        )
    };
    let numbering = format!(
        "<w:numbering xmlns:w=\"w\"><w:abstractNum w:abstractNumId=\"3\">{}{}</w:abstractNum>\
         <w:num w:numId=\"7\"><w:abstractNumId w:val=\"3\"/></w:num></w:numbering>",
        level(0, "chineseCountingThousand", "第%1条"),
        level(1, "decimal", "%1.%2").replace("<w:lvlText", "<w:isLgl/><w:lvlText")
    );
    let styles = "<w:styles xmlns:w=\"w\"><w:style w:styleId=\"a3\"><w:name w:val=\"heading 1\"/><w:pPr><w:numPr>\
        <w:numId w:val=\"7\"/></w:numPr></w:pPr></w:style><w:style w:styleId=\"a4\"><w:basedOn w:val=\"a3\"/></w:style></w:styles>";
    let heading = |style: &str, text: &str| {
        format!("<w:p><w:pPr><w:pStyle w:val=\"{style}\"/></w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>")
    };
    let item = |text: &str| {
        format!(
            "<w:p><w:pPr><w:numPr><w:ilvl w:val=\"1\"/><w:numId w:val=\"7\"/></w:numPr></w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>"
        )
    };
    let body = [
        heading("a3", "合作内容"),
        item("双方共同开展研究。"),
        item("每年举行两次会议。"),
        heading("a4", "知识产权"),
        item("成果由双方共有。"),
        "<w:p><w:r><w:rPr><w:vanish/></w:rPr><w:t>看不见</w:t></w:r><w:r><w:t>没有编号的一段。</w:t></w:r></w:p>"
            .to_owned(),
    ];
    let document = format!("<w:document xmlns:w=\"w\"><w:body>{}</w:body></w:document>", body.concat());
    zip(&[
        ("word/document.xml", document.as_bytes()),
        ("word/styles.xml", styles.as_bytes()),
        ("word/numbering.xml", numbering.as_bytes()),
    ])
}

fn assemble(objects: &[String]) -> Vec<u8> {
    let mut out = b"%PDF-1.4\n".to_vec();
    let mut offsets = Vec::new();
    for (number, object) in objects.iter().enumerate() {
        offsets.push(out.len());
        out.extend(format!("{} 0 obj\n{object}\nendobj\n", number + 1).into_bytes());
    }
    let start = out.len();
    out.extend(format!("xref\n0 {}\n0000000000 65535 f \n", objects.len() + 1).into_bytes());
    for offset in offsets {
        out.extend(format!("{offset:010} 00000 n \n").into_bytes());
    }
    out.extend(
        format!("trailer\n<< /Size {} /Root 1 0 R >>\nstartxref\n{start}\n%%EOF\n", objects.len() + 1).into_bytes(),
    );
    out
}

/// PDFs whose page tree or tables go round in circles.
pub fn loops() -> Vec<(&'static str, Vec<u8>)> {
    let tree = assemble(&[
        "<< /Type /Catalog /Pages 2 0 R >>".to_owned(),
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>".to_owned(),
        "<< /Type /Pages /Parent 2 0 R /Kids [2 0 R] /Count 1 >>".to_owned(),
    ]);
    let mut table = b"%PDF-1.4\n1 0 obj\n<< /Type /Catalog /Pages 1 0 R >>\nendobj\n".to_vec();
    let start = table.len();
    table.extend(
        format!("xref\n0 1\n0000000000 65535 f \ntrailer\n<< /Size 2 /Root 1 0 R /Prev {start} >>\nstartxref\n{start}\n%%EOF\n")
            .into_bytes(),
    );
    let length = assemble(&[
        "<< /Type /Catalog /Pages 2 0 R >>".to_owned(),
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>".to_owned(),
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 10 10] /Contents 4 0 R >>".to_owned(),
        "<< /Length 4 0 R >>\nstream\nBT ET\nendstream".to_owned(),
    ]);
    vec![("page-tree.pdf", tree), ("table.pdf", table), ("length.pdf", length)]
}

/// A ZIP archive.
pub fn zip(entries: &[(&str, &[u8])]) -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in entries {
        writer.start_file(*name, SimpleFileOptions::default()).expect("an entry");
        writer.write_all(bytes).expect("its bytes");
    }
    writer.finish().expect("an archive").into_inner()
}

/// A DOCX whose document part is this XML.
pub fn docx_raw(document: &str) -> Vec<u8> {
    let footer = "<w:ftr xmlns:w=\"w\"><w:p><w:r><w:t>页脚</w:t></w:r></w:p></w:ftr>";
    zip(&[
        ("[Content_Types].xml", b"<Types/>"),
        ("word/document.xml", document.as_bytes()),
        ("word/footer1.xml", footer.as_bytes()),
    ])
}

/// A DOCX with this body.
pub fn docx(body: &str) -> Vec<u8> {
    docx_raw(&format!(
        "<?xml version=\"1.0\"?><w:document xmlns:w=\"w\" xmlns:mc=\"mc\"><w:body>{body}</w:body></w:document>"
    ))
}

/// A DOCX with macros.
pub fn macros() -> Vec<u8> {
    zip(&[("word/document.xml", b"<w:document/>"), ("word/vbaProject.bin", b"macros")])
}
