package source

import (
	"bufio"
	"bytes"
	"errors"
	"io"
	"unicode/utf8"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/htmlindex"
	"golang.org/x/text/encoding/unicode"
	"golang.org/x/text/transform"

	"github.com/chancery-project/chancery/internal/notice"
	"github.com/chancery-project/chancery/internal/text/guess"
)

// lines gives the lines of a stream with their ends. A line beyond the limit is passed over.
type lines struct {
	r     *bufio.Reader
	limit int64
	n     int    // number of the line given last
	buf   []byte // of the line given last where it was longer than the buffer of r
	back  []byte // lines to be given before those of r, from
	at    int    // on
	again bool   // the line given last was one of back
}

// next gives a line, which is good until the next call. err is io.EOF after the last line, errTooLarge for a line that
// was passed over, or what the stream failed with.
func (l *lines) next() ([]byte, error) {
	if l.again = l.at < len(l.back); l.again {
		line := l.back[l.at:]
		if i := bytes.IndexByte(line, '\n'); i >= 0 {
			line = line[:i+1]
		}
		l.at += len(line)
		l.n++
		return line, nil
	}
	line, err := l.r.ReadSlice('\n')
	if err == nil {
		l.n++
		return line, nil
	}
	l.buf = append(l.buf[:0], line...)
	var large bool
	for errors.Is(err, bufio.ErrBufferFull) {
		line, err = l.r.ReadSlice('\n')
		large = large || int64(len(l.buf)+len(line)) > l.limit
		if !large {
			l.buf = append(l.buf, line...)
		}
	}
	switch {
	case err != nil && !errors.Is(err, io.EOF):
		return nil, err
	case large:
		l.n++
		return nil, errTooLarge
	case len(l.buf) == 0:
		return nil, io.EOF
	}
	l.n++
	return l.buf, nil
}

// unread gives lines again that were given last, the first of which had number n.
func (l *lines) unread(b []byte, n int) {
	if l.again {
		l.at -= len(b)
	} else if len(b) > 0 {
		l.back, l.at = bytes.Clone(b), 0
	}
	l.n = n - 1
}

// sampleBytes is how much of a table is looked at to tell its encoding.
const sampleBytes = 64 << 10

// decoded gives a stream as UTF-8 without a mark at its beginning. An encoding other than UTF-8 and marked UTF-16 is
// guessed from the beginning of the stream, which the notice says.
func decoded(b *bufio.Reader) (*bufio.Reader, []notice.Notice, error) {
	if b.Size() < sampleBytes {
		b = bufio.NewReaderSize(b, sampleBytes)
	}
	sample, err := b.Peek(sampleBytes)
	if err != nil && !errors.Is(err, io.EOF) {
		return nil, nil, err
	}
	var from encoding.Encoding
	var doubts []notice.Notice
	switch {
	case bytes.HasPrefix(sample, []byte("\xef\xbb\xbf")):
		_, err = b.Discard(3)
		return b, nil, err
	case utf8.Valid(cutRune(sample)) && bytes.IndexByte(sample, 0) < 0:
		return b, nil, nil
	case isUTF16(sample[:min(len(sample), headBytes)]):
		from = utf16Of(sample)
	default:
		var name string
		if from, name = guessed(sample); from == nil {
			return b, nil, nil
		}
		doubts = []notice.Notice{{Code: notice.CharsetGuessed, Message: "the table declares no encoding and was read as " + name}}
	}
	return bufio.NewReaderSize(transform.NewReader(b, from.NewDecoder()), sampleBytes), doubts, nil
}

func utf16Of(sample []byte) encoding.Encoding {
	order := unicode.LittleEndian
	if bytes.HasPrefix(sample, []byte("\xfe\xff")) || !bytes.HasPrefix(sample, []byte("\xff\xfe")) &&
		!printableUTF16(sample[:min(len(sample), headBytes)], false, false) {
		order = unicode.BigEndian
	}
	return unicode.UTF16(order, unicode.UseBOM)
}

// guessed tells the encoding of a sample that is not UTF-8, nil where most of it is.
func guessed(sample []byte) (encoding.Encoding, string) {
	if len(bytes.ToValidUTF8(sample, nil))*100 > len(sample)*99 && hasMultibyte(sample) {
		return nil, ""
	}
	e, err := htmlindex.Get(guess.Encoding(sample))
	if err != nil {
		return nil, ""
	}
	name, err := htmlindex.Name(e)
	if err != nil || name == "utf-8" {
		return nil, ""
	}
	return e, name
}

// hasMultibyte tells whether a sample holds a character of UTF-8 beyond ASCII.
func hasMultibyte(sample []byte) bool {
	for i := 0; i < len(sample); i++ {
		if c, n := utf8.DecodeRune(sample[i:]); n > 1 && c != utf8.RuneError {
			return true
		}
	}
	return false
}
