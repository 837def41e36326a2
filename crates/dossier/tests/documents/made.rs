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
    let (font, ordering) = if map.contains("B5") || map.contains("CNS") { ("MSung-Light", "CNS1") } else { ("STSong-Light", "GB1") };
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
    out.extend(format!("trailer\n<< /Size {} /Root 1 0 R >>\nstartxref\n{start}\n%%EOF\n", objects.len() + 1).into_bytes());
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
    docx_raw(&format!("<?xml version=\"1.0\"?><w:document xmlns:w=\"w\" xmlns:mc=\"mc\"><w:body>{body}</w:body></w:document>"))
}

/// A DOCX with macros.
pub fn macros() -> Vec<u8> {
    zip(&[("word/document.xml", b"<w:document/>"), ("word/vbaProject.bin", b"macros")])
}
