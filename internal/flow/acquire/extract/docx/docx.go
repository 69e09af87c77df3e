// Package docx reads the text and the properties of documents in Office Open XML (ECMA-376).
//
// The text is what a reader of the printed document sees: paragraphs, headings, tables row by row, text boxes behind the
// paragraph that holds them. Deleted revisions, hidden words, codes of fields and comments are left out; footnotes are
// left out with a notice.
package docx

import (
	"archive/zip"
	"bytes"
	"cmp"
	"context"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"path"
	"strings"

	"github.com/chancery-project/chancery/internal/notice"
	"github.com/chancery-project/chancery/internal/text"
	"github.com/chancery-project/chancery/record"
)

// Options bounds the reading of one document. The zero value works.
type Options struct {
	MaxPart  int64 // bytes that one part of the package may unpack to; 128 MB
	MaxText  int   // bytes of text; 32 MB
	MaxDepth int   // elements within each other; 500
}

func (o Options) filled() Options {
	return Options{cmp.Or(o.MaxPart, 128<<20), cmp.Or(o.MaxText, 32<<20), cmp.Or(o.MaxDepth, 500)}
}

// What can be wrong with a document as a whole.
var (
	ErrEncrypted = errors.New("the document needs a password; save it without one")
	ErrLegacy    = errors.New("a Word document of the old form (.doc) is not read; save it as .docx")
	ErrNoWord    = errors.New("not a Word document; check where it came from")
	ErrDamaged   = errors.New("the document is damaged; fetch it again or save it anew")
	ErrTooLarge  = errors.New("the document unpacks to more than the limit; save it as text")
	ErrTooDeep   = errors.New("the elements of the document are nested too deep; save it as text")
	ErrEmpty     = errors.New("the document holds no text")
)

// Read gives the text of a document, paragraph by paragraph, and what its properties say.
func Read(ctx context.Context, b []byte, o Options) (text.Extracted, error) {
	o = o.filled()
	z, err := open(b)
	if err != nil {
		return text.Extracted{}, err
	}
	main, err := part(z, mainName(z, o), o)
	if err != nil {
		return text.Extracted{}, err
	}
	w := &writer{ctx: ctx, o: o}
	err = w.read(main)
	if err != nil && (w.out.Len() == 0 || !errors.Is(err, ErrDamaged)) {
		return text.Extracted{}, err
	}
	given, errProperties := properties(z, o)
	result := text.Extracted{Text: strings.TrimRight(w.out.String(), "\n"), Given: given}
	if result.Given.Title == "" {
		result.Given.Title = w.title
	}
	if result.Text == "" {
		return result, ErrEmpty
	}
	if err != nil {
		result.Notices = append(result.Notices, notice.Notice{Code: notice.TruncatedInput, Message: err.Error()})
	}
	if errProperties != nil {
		result.Notices = append(result.Notices, notice.Notice{Code: notice.TruncatedInput, Message: "the properties of the document: " + errProperties.Error()})
	}
	if w.notes > 0 {
		result.Notices = append(result.Notices, notice.Notice{
			Code: notice.AttachmentUnread, Message: fmt.Sprintf("footnotes and endnotes were left out: %d", w.notes),
		})
	}
	return result, nil
}

// open looks at the container.
func open(b []byte) (*zip.Reader, error) {
	if bytes.HasPrefix(b, []byte("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")) {
		if bytes.Contains(b, wide("EncryptedPackage")) || bytes.Contains(b, wide("EncryptionInfo")) {
			return nil, ErrEncrypted
		}
		return nil, ErrLegacy
	}
	if !bytes.HasPrefix(b, []byte("PK")) {
		return nil, ErrNoWord
	}
	z, err := zip.NewReader(bytes.NewReader(b), int64(len(b)))
	if err != nil {
		return nil, fmt.Errorf("%w (%w)", ErrDamaged, err)
	}
	return z, nil
}

// wide gives a name as the directory of an OLE file has it, in UTF-16.
func wide(s string) []byte {
	var b []byte
	for _, c := range []byte(s) {
		b = append(b, c, 0)
	}
	return b
}

// mainName gives the name of the part that holds the document.
func mainName(z *zip.Reader, o Options) string {
	const usual = "word/document.xml"
	b, err := part(z, "_rels/.rels", o)
	if err != nil {
		return usual
	}
	var rels struct {
		Relationship []struct {
			Type   string `xml:"Type,attr"`
			Target string `xml:"Target,attr"`
		}
	}
	if xml.Unmarshal(b, &rels) != nil {
		return usual
	}
	for _, r := range rels.Relationship {
		if strings.HasSuffix(r.Type, "/officeDocument") {
			return path.Clean(strings.TrimPrefix(r.Target, "/"))
		}
	}
	return usual
}

// part gives one part of the package.
func part(z *zip.Reader, name string, o Options) ([]byte, error) {
	for _, f := range z.File {
		if !strings.EqualFold(f.Name, name) {
			continue
		}
		if f.UncompressedSize64 > uint64(o.MaxPart) {
			return nil, ErrTooLarge
		}
		if f.Flags&1 != 0 {
			return nil, ErrEncrypted
		}
		r, err := f.Open()
		if err != nil {
			return nil, fmt.Errorf("%w (%s: %w)", ErrDamaged, name, err)
		}
		defer r.Close()
		b, err := io.ReadAll(io.LimitReader(r, o.MaxPart+1))
		switch {
		case int64(len(b)) > o.MaxPart:
			return nil, ErrTooLarge
		case err != nil && len(b) == 0:
			return nil, fmt.Errorf("%w (%s: %w)", ErrDamaged, name, err)
		}
		return b, nil
	}
	return nil, ErrNoWord
}

// properties gives what docProps/core.xml says (ECMA-376 part 2, Dublin Core).
func properties(z *zip.Reader, o Options) (text.Given, error) {
	b, err := part(z, "docProps/core.xml", o)
	if errors.Is(err, ErrNoWord) {
		return text.Given{}, nil
	}
	if err != nil {
		return text.Given{}, err
	}
	var core struct {
		Title    string `xml:"http://purl.org/dc/elements/1.1/ title"`
		Creator  string `xml:"http://purl.org/dc/elements/1.1/ creator"`
		Language string `xml:"http://purl.org/dc/elements/1.1/ language"`
		Created  string `xml:"http://purl.org/dc/terms/ created"`
		Modified string `xml:"http://purl.org/dc/terms/ modified"`
	}
	if err := xml.Unmarshal(b, &core); err != nil {
		return text.Given{}, fmt.Errorf("docProps/core.xml: %w", err)
	}
	g := text.Given{
		Title: strings.TrimSpace(core.Title), Author: strings.TrimSpace(core.Creator), Language: strings.TrimSpace(core.Language),
	}
	for _, d := range [][2]string{{core.Created, "dcterms:created"}, {core.Modified, "dcterms:modified"}} {
		if v := strings.TrimSpace(d[0]); v != "" {
			g.Dates = append(g.Dates, text.GivenDate{Text: v, From: record.DateFromMeta, Where: d[1]})
		}
	}
	return g, nil
}
