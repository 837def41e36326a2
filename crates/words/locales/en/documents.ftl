documents-title = Documents
documents-note = Attach the files your answers name: PDF or DOCX, scans also as PNG or JPEG, at most { $most } each. A file is read as soon as it arrives, and the form check below uses what it says.
documents-evidence = Evidence { $number }
documents-evidence-titled = Evidence { $number }: { $title }
documents-evidence-first = Files for evidence are attached to its pieces. Enter a piece of evidence in this section first:
documents-choose = Choose a file
documents-replace = Choose another file in its place
documents-attach = Attach
documents-elsewhere = It was handed in elsewhere
documents-elsewhere-label = Name or number under which it was handed in
documents-elsewhere-hint = Only where this office has the document already by another way. A person looks at it there.
documents-elsewhere-button = State this
documents-elsewhere-name = Write the name or number under which the document was handed in.
documents-held-elsewhere = handed in elsewhere, as the applicant states
documents-missing = The form names “{ $name }”, and there is no such document here. Attach it, or state that it was handed in elsewhere.
documents-loose = Nothing in the form names this document, so it is not handed in: { $name }
documents-none-chosen = No file was chosen. Choose one and press the button again.
documents-empty = The file is empty. Save it again and attach it anew.
documents-too-large = The file is larger than { $most }, so it was not kept. Save scanned pages at 300 dpi or compress the pictures, and attach it again.
documents-too-many = An application has at most { $most } documents. Take one away first.
documents-changed-meanwhile = Somebody has changed this section since you opened the page. Look at what stands here now, and attach the file again.
documents-done-attached = The document is attached.
documents-done-removed = The document is taken away.
documents-done-elsewhere = It is noted that the document was handed in elsewhere.
documents-pages = { $count ->
    [one] { $count } page
   *[other] { $count } pages
}
documents-name = Document
documents-kind-and-size = Kind and size
documents-none = No documents
documents-excerpt = What the document says
documents-place = page { $page }, line { $line }
documents-place-paragraph = paragraph { $line }
documents-workbook-direction = The workbook is of direction { $found }, this application of { $wanted }. Begin an application in { $found }, or correct the direction in the workbook.
documents-workbook-side = The workbook is of another side ({ $found }). Hand it in at that side’s office.
