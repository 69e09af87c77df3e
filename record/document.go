package record

// Document is one report as it was read: where it was found, what is known about it, and (on request) its text. Two
// reports with the same text are two Documents with the same ID and different places.
type Document struct {
	Kind          string          `json:"kind"` // always "document"
	ID            DocumentID      `json:"id"`
	Path          string          `json:"path"`             // ends in the file name that was given
	Member        string          `json:"member,omitempty"` // inside an archive, mailbox or table: name or row
	Title         string          `json:"title"`
	Published     string          `json:"published"`      // ISO 8601 date, "" when unknown
	PublishedFrom DateSource      `json:"published_from"` // which evidence decided, "" when unknown
	Publisher     *string         `json:"publisher"`
	Author        *string         `json:"author"`
	URL           *string         `json:"url"`
	Language      string          `json:"language"` // ISO 639-1 (or 639-3 where there is none), "und" when not told
	Read          bool            `json:"read"`     // false: kept and searchable, but the language is not read yet
	Sentences     int             `json:"sentences"`
	Words         int             `json:"words"`
	Bytes         int             `json:"bytes"`          // length of the text
	Format        string          `json:"format"`         // text, markdown, html, mail, docx, pdf, article
	Charset       string          `json:"charset"`        // of the bytes found, as an IANA name
	RawSHA256     string          `json:"raw_sha256"`     // of the bytes found, in hexadecimal digits
	Dates         []DateCandidate `json:"dates"`          // every date that was found, best first
	Headline      *Span           `json:"headline"`       // where the text itself holds the title
	Furniture     []Furniture     `json:"furniture"`      // lines that are not part of the report
	Copy          *Copy           `json:"copy"`           // set when the text belongs to a group of copies
	Text          string          `json:"text,omitempty"` // on request only
	Notices       int             `json:"notices"`        // number of doubts kept beside it
}

// EntryKind is "document".
func (*Document) EntryKind() string { return "document" }

// DateSource names the evidence for a publication date, in the order in which it is believed.
type DateSource string

// The evidence for a publication date, the most believed first.
const (
	DateFromFlag     DateSource = "flag"     // the user said so
	DateFromJSONLD   DateSource = "json-ld"  // schema.org data in the page
	DateFromMeta     DateSource = "meta"     // meta elements, mail headers, columns of a table
	DateFromTime     DateSource = "time"     // a time element near the title
	DateFromURL      DateSource = "url"      // /2025/08/23/ in the address
	DateFromDateline DateSource = "dateline" // KABUL, Aug. 23 (Agency) at the beginning of the text
	DateFromText     DateSource = "text"     // a dated header line of the text
	DateFromFeed     DateSource = "feed"     // the feed that carried the report
)

// DateCandidate is one piece of evidence for the publication date.
type DateCandidate struct {
	Value string     `json:"value"` // ISO 8601 date, or date and time
	From  DateSource `json:"from"`
	Where string     `json:"where"` // the element, property, header, column or words it was read from
	Span  *Span      `json:"span"`  // where the text holds it, else null
	Used  bool       `json:"used"`  // the one that decided
}

// Furniture is a stretch of the text that belongs to the page and not to the report ("Share this", "Read more").
type Furniture struct {
	Span   Span   `json:"span"`
	Reason string `json:"reason"` // the rule that marked it
}

// Copy tells of which group of near-equal texts a document is part.
type Copy struct {
	Origin     DocumentID `json:"origin"`     // the earliest of the group; the document itself where it is the origin
	Similarity float64    `json:"similarity"` // to the origin, 0 to 1; 1 for the origin
	Group      int        `json:"group"`      // number of documents in the group
}
