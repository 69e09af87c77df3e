package source

import (
	"bytes"
	"path"
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf16"
	"unicode/utf8"

	"github.com/chancery-project/chancery/internal/text"
)

// headBytes is how much of a file is looked at to tell what it is.
const headBytes = 8 << 10

// extensionOf gives the extension of a name in lower case without its dot.
func extensionOf(name string) string {
	return strings.ToLower(strings.TrimPrefix(path.Ext(name), "."))
}

// kindOf tells what a file is by its name and its first bytes, with a word for people where they have one.
func (r *reader) kindOf(in input, head []byte) (kind, string) {
	byName := r.formats.byExtension[extensionOf(in.name)]
	if f := r.formats.signature(head); f.kind != kindUnknown {
		if f.kind == kindZip && byName.kind == kindDOCX || f.kind == kindOLE && byName.kind == kindDOCX {
			return kindDOCX, byName.what
		}
		if f.kind == kindBinary && r.o.Format == "" && !in.explicit && byName.kind == kindUnknown {
			return kindSkip, f.what
		}
		return f.kind, f.what
	}
	if byName.kind == kindPDF && bytes.Contains(head[:min(len(head), 1024)], []byte("%PDF-")) {
		return kindPDF, byName.what
	}
	if isBinary(head) {
		return r.kindOfBinary(in, byName), byName.what
	}
	if r.o.Format != "" {
		return forced(r.o.Format), ""
	}
	plain := asciiHead(head)
	switch k := byName.kind; k {
	case kindMarkdown, kindMail, kindMbox, kindJSONL, kindCSV, kindTSV, kindJSON:
		return k, byName.what
	case kindHTML:
		return k, byName.what
	case kindText:
		return firstOf(pageKind(plain), mboxKind(plain), kindText), byName.what
	case kindPDF, kindDOCX:
		return firstOf(pageKind(plain), kindBinary), byName.what
	case kindZip, kindTar, kindGzip, kindZstd, kindUnsupported:
		return k, byName.what
	}
	return firstOf(pageKind(plain), mboxKind(plain), jsonKind(plain), mailKind(plain), kindText), ""
}

// kindOfBinary tells what to do with bytes that are no text and that no signature names.
func (r *reader) kindOfBinary(in input, byName format) kind {
	switch byName.kind {
	case kindZip, kindTar, kindGzip, kindZstd, kindUnsupported:
		return byName.kind
	case kindUnknown, kindSkip:
		if !in.explicit {
			return kindSkip
		}
	}
	return kindBinary
}

func forced(f text.Format) kind {
	if f == text.Article {
		return kindJSONL
	}
	return kind(f)
}

func firstOf(kinds ...kind) kind {
	for _, k := range kinds {
		if k != kindUnknown {
			return k
		}
	}
	return kindUnknown
}

// asciiHead gives the beginning of a text without marks of its encoding and blanks, good enough to look for ASCII
// words in UTF-8, UTF-16 and 8-bit encodings.
func asciiHead(head []byte) []byte {
	head = bytes.TrimPrefix(head, []byte("\xef\xbb\xbf"))
	head = bytes.TrimPrefix(head, []byte("\xff\xfe"))
	head = bytes.TrimPrefix(head, []byte("\xfe\xff"))
	if bytes.IndexByte(head, 0) >= 0 {
		head = bytes.ReplaceAll(head, []byte{0}, nil)
	}
	return bytes.TrimLeft(head, " \t\r\n\f")
}

var (
	pageStart = regexp.MustCompile(`(?is)\A(?:<\?xml[^>]*>\s*|<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body|title|meta)\b`)
	fromLine  = regexp.MustCompile(`\AFrom \S.*\d{1,2}:\d{2}.*\d{4}`)
	mboxStart = regexp.MustCompile(`\AFrom \S[^\n]*\d{1,2}:\d{2}[^\n]*\d{4}[^\n]*\n[A-Za-z][A-Za-z-]*:`)
	mailStart = regexp.MustCompile(`(?i)\A(?:[a-z][a-z0-9-]*:[^\n]*\n(?:[ \t][^\n]*\n)*)*(?:received|message-id|mime-version|return-path):`)
	jsonStart = regexp.MustCompile(`\A(?:\{\s*"(?:[^"\\]|\\.)*"\s*:|\[\s*\{)`)
)

func pageKind(head []byte) kind {
	if len(head) > 0 && head[0] == '<' && pageStart.Match(head) {
		return kindHTML
	}
	return kindUnknown
}

func mboxKind(head []byte) kind {
	if mboxStart.Match(head) {
		return kindMbox
	}
	return kindUnknown
}

func mailKind(head []byte) kind {
	if mailStart.Match(head) {
		return kindMail
	}
	return kindUnknown
}

// jsonKind tells JSON lines from one JSON value: the first line of the former is an object in itself.
func jsonKind(head []byte) kind {
	if !jsonStart.Match(head) {
		return kindUnknown
	}
	if head[0] == '[' {
		return kindJSON
	}
	if oneLineObject(head) {
		return kindJSONL
	}
	return kindJSON
}

// oneLineObject tells whether the first line looks like an object that ends where the line ends, or does not end
// within the head.
func oneLineObject(head []byte) bool {
	line, _, more := bytes.Cut(head, []byte("\n"))
	line = bytes.TrimSpace(line)
	return !more || len(line) > 2 && line[len(line)-1] == '}'
}

// isBinary tells whether bytes are no text in any encoding: they hold NUL and are neither UTF-16 nor a text with a few
// damaged bytes, or more than one byte in fifty is a control character that texts do not hold.
func isBinary(head []byte) bool {
	if isUTF16(head) {
		return false
	}
	controls, nuls, plain := 0, 0, 0
	for _, c := range head {
		switch {
		case c == 0:
			nuls++
			controls++
		case c < ' ' && c != '\t' && c != '\n' && c != '\r' && c != '\f' && c != 0x1b && c != '\b', c == 0x7f:
			controls++
		case c < utf8.RuneSelf:
			plain++
		}
	}
	few := controls <= fewControls && len(head) >= shortHead
	switch {
	case controls*50 > len(head) && !few:
		return true
	case nuls == 0 || utf8.Valid(cutRune(head)):
		return false
	}
	return nuls*200 > len(head) && (!few || plain*100 < 85*len(head))
}

// A text of this many bytes or more may hold so many control characters, which are damage.
const (
	shortHead   = 16
	fewControls = 2
)

// cutRune drops a character that the end of the head cuts.
func cutRune(head []byte) []byte {
	for n := 1; n < utf8.UTFMax && n <= len(head); n++ {
		if c := head[len(head)-n]; utf8.RuneStart(c) {
			if !utf8.FullRune(head[len(head)-n:]) {
				return head[:len(head)-n]
			}
			break
		}
	}
	return head
}

// isUTF16 tells whether bytes are UTF-16: they begin with its mark, or they hold NUL and read as printable text with
// blanks in one of the two orders.
func isUTF16(head []byte) bool {
	if bytes.HasPrefix(head, []byte("\xff\xfe")) || bytes.HasPrefix(head, []byte("\xfe\xff")) {
		return len(head) > 2 && printableUTF16(head[2:], head[0] == 0xfe, true)
	}
	return bytes.IndexByte(head, 0) >= 0 && !strayNULs(head) && (printableUTF16(head, false, false) || printableUTF16(head, true, false))
}

// strayNULs tells whether bytes are ASCII with a NUL here and there. In UTF-16 every other byte of ASCII is NUL.
func strayNULs(head []byte) bool {
	nuls, printable := 0, 0
	for _, c := range head {
		switch {
		case c == 0:
			nuls++
		case ' ' <= c && c < 0x7f, c == '\n', c == '\r', c == '\t':
			printable++
		}
	}
	return nuls*4 < len(head) && printable*100 >= 95*(len(head)-nuls)
}

// printableUTF16 tells whether bytes read as printable text. Without a mark they must also look like words of one
// script: most characters share a high byte with ASCII, general punctuation or each other, or are of East Asia.
func printableUTF16(b []byte, big, marked bool) bool {
	units := make([]uint16, 0, len(b)/2)
	for i := 0; i+1 < len(b); i += 2 {
		if big {
			units = append(units, uint16(b[i])<<8|uint16(b[i+1]))
		} else {
			units = append(units, uint16(b[i+1])<<8|uint16(b[i]))
		}
	}
	good, all := 0, 0
	var blocks [256]int
	eastAsia := 0
	for _, c := range utf16.Decode(units) {
		all++
		if c == '\n' || c == '\r' || c == '\t' || unicode.IsGraphic(c) {
			good++
		}
		if c < 0x10000 {
			blocks[c>>8]++
		}
		if c >= 0x3000 && c < 0xd800 || c >= 0xff00 && c < 0xfff0 {
			eastAsia++
		}
	}
	if all == 0 || good*50 < all*49 {
		return false
	}
	latin := blocks[0x00] + blocks[0x20]
	largest := slices.Max(append(blocks[1:0x20:0x20], blocks[0x21:]...))
	return marked || latin > 0 && all > 2 && (latin+largest)*10 >= all*9 && latin*20 >= all || latin > 0 && (latin+eastAsia)*10 >= all*9
}
