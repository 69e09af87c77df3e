package source

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"

	"github.com/chancery-project/chancery/internal/notice"
	"github.com/chancery-project/chancery/internal/text"
)

// input is a file, a member or a stream on its way to being reports.
type input struct {
	path, member string      // the place
	name         string      // decides the format; without the extensions of what was unpacked
	data         []byte      // all of it, or
	r            io.Reader   // a stream of it
	at           io.ReaderAt // of size bytes, where the file can be read anywhere
	size         int64       // -1 where it is not known
	explicit     bool        // the user named it: read it if it is text, whatever it is called
	depth        int         // archives around it
	unpacking    *unpacking  // what the outermost archive has cost, nil outside archives
}

// inner names a part of the input.
func (in input) inner(name string) string {
	if in.member == "" {
		return name
	}
	return in.member + "!" + name
}

func (in input) fault(code Code, message, hint string) *Error {
	return &Error{Path: in.path, Member: in.member, Code: code, Message: message, Hint: hint}
}

// stream gives the input from its beginning. It may be called once.
func (in input) stream() *bufio.Reader {
	if in.data != nil {
		return bufio.NewReader(bytes.NewReader(in.data))
	}
	if b, ok := in.r.(*bufio.Reader); ok {
		return b
	}
	return bufio.NewReaderSize(in.r, 64<<10)
}

// read tells what an input is and gives the reports in it. It gives false, and says nothing, where an input that the
// user did not name is no report.
func (r *reader) read(in input) bool {
	in, head, err := in.head()
	if err != nil {
		r.fail(r.readError(in, err))
		return true
	}
	if len(head) == 0 {
		r.fail(in.fault(Empty, "empty", "leave it out or fetch it again"))
		return true
	}
	k, what := r.kindOf(in, head)
	switch k {
	case kindText, kindMarkdown, kindHTML, kindMail, kindPDF, kindDOCX:
		r.leaf(in, text.Format(k))
	case kindMbox:
		r.mbox(in)
	case kindJSONL:
		r.jsonLines(in)
	case kindJSON:
		r.json(in)
	case kindCSV, kindTSV:
		r.csv(in, k == kindTSV)
	case kindZip, kindTar, kindGzip, kindZstd:
		r.archive(in, k)
	case kindSkip:
		return false
	default:
		r.fail(r.refusal(in, k, what))
	}
	return true
}

// head reads what an input begins with, and small inputs whole.
func (in input) head() (input, []byte, error) {
	if in.data == nil && 0 <= in.size && in.size <= wholeFile {
		data, err := readAll(in.r, in.size)
		if err != nil {
			return in, nil, err
		}
		in.data, in.r = data, nil
	}
	if in.data != nil {
		return in, in.data[:min(len(in.data), headBytes)], nil
	}
	b := in.stream()
	in.r = b
	head, err := b.Peek(headBytes)
	if len(head) > 0 || errors.Is(err, io.EOF) {
		return in, head, nil
	}
	return in, nil, err
}

// refusal says why a file of a kind that is not read is not read.
func (r *reader) refusal(in input, k kind, what string) *Error {
	extension := extensionOf(in.name)
	switch {
	case k == kindOLE:
		return in.fault(Unsupported, "an Office file of the old form or with a password", "save it as .docx without a password")
	case k == kindUnsupported:
		return in.fault(Unsupported, what+" is not read", "convert it to text, HTML, .docx or PDF, or unpack it to files that are")
	case k == kindBinary && (extension == "pdf" || r.formats.kind(extension) == kindDOCX):
		return in.fault(Unsupported, "not "+what+named(extension), "check where it came from")
	case k == kindBinary && what != "" && r.formats.byExtension[extension].what != what:
		return in.fault(Binary, what+", not a text"+named(extension), "leave it out")
	case k == kindBinary:
		return in.fault(Binary, "binary bytes, not "+orElse(what, "a text"), "leave it out or check where it came from")
	}
	return in.fault(Unsupported, fmt.Sprintf("a file of kind %q is not read", k), "convert it to text, HTML, .docx or PDF")
}

func named(extension string) string {
	if extension == "" {
		return ""
	}
	return " although it is named ." + extension
}

func orElse(s, other string) string {
	if s == "" {
		return other
	}
	return s
}

// leaf gives an input that is one report.
func (r *reader) leaf(in input, f text.Format) {
	if in.size > r.limits.MaxBytes {
		r.fail(r.tooLarge(in, in.size))
		return
	}
	if in.data == nil {
		data, err := io.ReadAll(io.LimitReader(in.r, r.limits.MaxBytes+1))
		if err != nil {
			r.fail(r.readError(in, err))
			return
		}
		in.data = data
	}
	if int64(len(in.data)) > r.limits.MaxBytes {
		r.fail(r.tooLarge(in, 0))
		return
	}
	if blank(in.data) {
		r.fail(in.fault(Empty, "holds nothing but blanks", "leave it out or fetch it again"))
		return
	}
	r.report(in, f, in.data, text.Given{}, nil)
}

func blank(b []byte) bool {
	for _, c := range b {
		if c != ' ' && c != '\t' && c != '\n' && c != '\r' && c != '\f' && c != 0 {
			return false
		}
	}
	return true
}

// report gives one report, with what the user says of all reports before what the container says of this one.
func (r *reader) report(in input, f text.Format, data []byte, given text.Given, doubts []notice.Notice) {
	r.give(Item{Raw: text.Raw{
		Path: in.path, Member: in.member, Format: f, Bytes: data, Given: r.given(given), Notices: doubts,
	}})
}

func (r *reader) given(own text.Given) text.Given {
	user := r.o.Given
	return text.Given{
		Title:     orElse(user.Title, own.Title),
		Author:    orElse(user.Author, own.Author),
		Publisher: orElse(user.Publisher, own.Publisher),
		URL:       orElse(user.URL, own.URL),
		Language:  orElse(user.Language, own.Language),

		LanguageSure: user.Language != "",

		Dates: append(user.Dates[:len(user.Dates):len(user.Dates)], own.Dates...),
	}
}
