package extract

import (
	"context"
	"errors"
	"slices"
	"strings"

	"github.com/chancery-project/chancery/internal/flow/acquire/extract/charset"
	"github.com/chancery-project/chancery/internal/flow/acquire/extract/docx"
	"github.com/chancery-project/chancery/internal/flow/acquire/extract/mail"
	"github.com/chancery-project/chancery/internal/flow/acquire/extract/markup"
	"github.com/chancery-project/chancery/internal/text"
)

// Code names a kind of failure. What a code says never changes; codes are only added.
type Code string

// The codes.
const (
	Empty       Code = "empty"       // no byte
	Binary      Code = "binary"      // bytes that are no text in any encoding
	NoText      Code = "no-text"     // a page, document or message that holds no words
	Unsupported Code = "unsupported" // a format that is not read
	Damaged     Code = "damaged"     // not as its format wants it
	Encrypted   Code = "encrypted"   // needs a password or a key
	TooLarge    Code = "too-large"   // unpacks to more than the limit
	TooDeep     Code = "too-deep"    // parts within each other beyond the limit
	TooSlow     Code = "too-slow"    // took longer than the caller allowed
)

// Codes lists every code in the order of the documentation.
func Codes() []Code {
	return []Code{Empty, Binary, NoText, Unsupported, Damaged, Encrypted, TooLarge, TooDeep, TooSlow}
}

// Error says why a report could not be read.
type Error struct {
	Code    Code
	Place   string // as [text.Raw.Place] gives it
	Message string // lower case, no full stop
	Hint    string // what to do
	Err     error  // the cause, nil where there is none below
}

// Error is one line: the place, what is wrong and what to do.
func (e *Error) Error() string {
	var b strings.Builder
	if e.Place != "" {
		b.WriteString(e.Place + ": ")
	}
	b.WriteString(e.Message)
	if e.Hint != "" {
		b.WriteString("; " + e.Hint)
	}
	return b.String()
}

// Unwrap gives the cause.
func (e *Error) Unwrap() error { return e.Err }

// fault turns what a reader gave into the error that leaves the package.
func fault(raw text.Raw, err error) *Error {
	var e *Error
	if errors.As(err, &e) {
		e.Place = raw.Place()
		return e
	}
	e = &Error{Place: raw.Place(), Err: err, Message: err.Error()}
	switch {
	case errors.Is(err, context.DeadlineExceeded):
		e.Code, e.Message, e.Hint = TooSlow, "took longer than allowed to read", "look at it by hand or allow more time"
	case errors.Is(err, context.Canceled):
		e.Code, e.Message, e.Hint = TooSlow, "was stopped before it was read", "add it again"
	case errors.Is(err, charset.ErrEmpty):
		e.Code, e.Hint = Empty, "leave it out or fetch it again"
	case errors.Is(err, charset.ErrBinary):
		e.Code, e.Hint = Binary, "give it the extension of its format, or leave it out"
	case errors.Is(err, markup.ErrNoText):
		e.Code, e.Hint = NoText, "fetch it with a browser that runs its scripts, or leave it out"
	default:
		e.Code, e.Hint = codeOf(err), "fetch or save it again"
		if message, hint, ok := strings.Cut(e.Message, "; "); ok {
			e.Message, e.Hint = message, hint
		}
	}
	return e
}

// codeOf gives the code for what the readers of other formats say.
func codeOf(err error) Code {
	is := func(causes ...error) bool {
		return slices.ContainsFunc(causes, func(cause error) bool { return errors.Is(err, cause) })
	}
	switch {
	case is(docx.ErrEncrypted, mail.ErrEncrypted):
		return Encrypted
	case is(docx.ErrTooLarge, mail.ErrTooMany):
		return TooLarge
	case is(docx.ErrTooDeep, mail.ErrTooDeep):
		return TooDeep
	case is(docx.ErrEmpty, mail.ErrEmpty):
		return NoText
	case is(docx.ErrLegacy, docx.ErrNoWord, mail.ErrNoMail):
		return Unsupported
	}
	return Damaged
}

// noText says that a report holds nothing to read.
func noText(what string) error {
	return &Error{Code: NoText, Message: what + " holds no text", Hint: "leave it out or fetch it again"}
}
