package pdf

import (
	"bytes"
	"io"
	"os"
	"os/exec"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/chancery-project/chancery/internal/notice"
	"github.com/chancery-project/chancery/internal/text"
)

// outside reads the text by pdftotext, with fixed arguments and no shell. ok is false where there is no such program or
// it gives nothing; the reader of this package is asked then.
func (f *file) outside(b []byte) (text.Extracted, bool) {
	program := f.o.Program
	if program == "" {
		program = PDFToText
	}
	path, err := exec.LookPath(program)
	if err != nil {
		return text.Extracted{}, false
	}
	out, err := f.run(path, b)
	if err != nil || !utf8.Valid(out) || len(bytes.TrimSpace(out)) == 0 {
		return text.Extracted{}, false
	}
	var pages [][]line
	for p := range strings.SplitSeq(strings.TrimSuffix(string(out), "\f"), "\f") {
		pages = append(pages, plainLines(p))
	}
	result := assemble(pages)
	result.Reader = PDFToText
	result.Notices = []notice.Notice{{
		Code: notice.OutsideReader, Message: "the text was read by pdftotext, which may read it differently on another machine",
	}}
	return result, result.Text != ""
}

func (f *file) run(path string, b []byte) ([]byte, error) {
	file, err := os.CreateTemp("", "chancery-*.pdf")
	if err != nil {
		return nil, err
	}
	defer os.Remove(file.Name())
	_, err = file.Write(b)
	if errClose := file.Close(); err == nil {
		err = errClose
	}
	if err != nil {
		return nil, err
	}
	command := exec.CommandContext(f.ctx, path, "-q", "-enc", "UTF-8", "-eol", "unix", file.Name(), "-")
	command.WaitDelay = time.Second
	out, err := command.StdoutPipe()
	if err != nil {
		return nil, err
	}
	if err := command.Start(); err != nil {
		return nil, err
	}
	read, errRead := io.ReadAll(io.LimitReader(out, int64(f.o.MaxText)+1))
	if errRead != nil || len(read) > f.o.MaxText {
		_ = command.Process.Kill()
		_ = command.Wait()
		return nil, ErrTooLarge
	}
	return read, command.Wait()
}

// plainLines gives the lines of a page as pdftotext writes them: paragraphs apart by empty lines.
func plainLines(page string) []line {
	var lines []line
	begins := true
	for l := range strings.Lines(page) {
		l = strings.TrimSpace(l)
		if l == "" {
			begins = true
			continue
		}
		lines = append(lines, line{text: l, paragraph: begins, region: len(lines) == 0})
		begins = false
	}
	for i := range lines {
		lines[i].top, lines[i].bottom = i+1, len(lines)-i
	}
	return lines
}
