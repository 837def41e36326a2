//! Whether the document calls itself an agreement or a letter of intent.

use hefu_application::AgreementKind;

use super::Located;
use super::heading::Line;

const INTENT: [&str; 6] = ["意向书", "意向协议", "合作意向", "letter of intent", "memorandum of understanding", "备忘录"];
const AGREEMENT: [&str; 7] =
    ["协议", "契约", "合约书", "合作合同", "合同书", "agreement", "合同"];

/// The first line that names the kind, looking at the title lines before the body.
pub(super) fn find(lines: &[Line]) -> Option<Located<AgreementKind>> {
    let title = lines.iter().take(12).find_map(|line| read(line).filter(|_| line.text.chars().count() <= 60));
    title.or_else(|| lines.iter().take(60).find_map(read))
}

fn read(line: &Line) -> Option<Located<AgreementKind>> {
    let bare: String = line.folded.chars().filter(|c| !c.is_whitespace() || line.folded.is_ascii()).collect();
    let intent = INTENT.iter().any(|word| bare.contains(word));
    let agreement = AGREEMENT.iter().any(|word| bare.contains(word));
    let value = match (intent, agreement) {
        (true, _) => AgreementKind::LetterOfIntent,
        (false, true) => AgreementKind::Agreement,
        (false, false) => return None,
    };
    Some(Located { value, text: line.text.clone(), offset: line.offset, page: line.page })
}
