package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"strings"

	"github.com/chancery-project/chancery/internal/flow/keep"
)

// The exit codes, as in the help of the program. Codes that are not here mean failure.
const (
	exitDone        = 0
	exitFailed      = 1
	exitUsage       = 2
	exitPartial     = 3
	exitNotFound    = 4
	exitUnverified  = 5
	exitNoRecord    = 10
	exitLocked      = 11
	exitNewer       = 12
	exitInterrupted = 130
)

var (
	// errPartial ends a command that did its work but could not read some inputs; they were listed.
	errPartial = errors.New("some inputs could not be read")
	// errNothing ends a command that could read none of its inputs; they were listed.
	errNothing = errors.New("nothing could be read")
	// errUnverified ends a verification that found faults; they were listed.
	errUnverified = errors.New("verification failed")
	// errKnowledge ends a command that needs the user's knowledge files and found faults in them; they were listed.
	errKnowledge = errors.New("the knowledge files are wrong")
	// errInterrupted ends a command that was told to stop and finished what it had in hand.
	errInterrupted = errors.New("interrupted")
)

// usageError is a command line that was not understood.
type usageError struct {
	err     error
	command string
}

func (e *usageError) Error() string { return e.err.Error() }
func (e *usageError) Unwrap() error { return e.err }

func usage(format string, args ...any) error { return &usageError{err: fmt.Errorf(format, args...)} }

// hintError adds what to do next to an error.
type hintError struct {
	err  error
	hint string
}

func (e *hintError) Error() string { return e.err.Error() }
func (e *hintError) Unwrap() error { return e.err }

func hinted(err error, hint string) error { return &hintError{err, hint} }

// recordError gives an error of the store the folder and a hint.
func recordError(dir string, err error) error {
	wrapped := fmt.Errorf("record %s: %w", dir, err)
	switch {
	case errors.Is(err, keep.ErrNoRecord):
		return hinted(wrapped, fmt.Sprintf("make one with \"chancery init %s\"", dir))
	case errors.Is(err, keep.ErrLocked):
		return hinted(wrapped, "wait until it is done; reading goes on meanwhile")
	case errors.Is(err, keep.ErrNewer):
		return hinted(wrapped, "install the newer version; nothing was changed")
	case errors.Is(err, keep.ErrDamaged):
		return hinted(wrapped, `"chancery verify" names the places; restore a backup`)
	}
	return wrapped
}

// exitCode is the one place where errors become exit codes.
func (a *app) exitCode(err error) (code int, problem string) {
	var wrong *usageError
	switch {
	case err == nil:
		return exitDone, ""
	case errors.As(err, &wrong) || !a.started:
		return exitUsage, "bad-usage"
	case errors.Is(err, errKnowledge):
		return exitUsage, "bad-knowledge"
	case errors.Is(err, errPartial):
		return exitPartial, "partial-input"
	case errors.Is(err, errUnverified):
		return exitUnverified, "unverified"
	case errors.Is(err, errInterrupted), errors.Is(err, context.Canceled):
		return exitInterrupted, "interrupted"
	case errors.Is(err, keep.ErrNotFound), errors.Is(err, keep.ErrAmbiguous):
		return exitNotFound, "not-found"
	case errors.Is(err, keep.ErrNoRecord):
		return exitNoRecord, "no-record"
	case errors.Is(err, keep.ErrLocked):
		return exitLocked, "record-locked"
	case errors.Is(err, keep.ErrNewer):
		return exitNewer, "newer-record"
	case errors.Is(err, keep.ErrDamaged):
		return exitUnverified, "damaged-record"
	}
	return exitFailed, "failed"
}

// exit tells the user how the command ended and gives the exit code. With JSON output the last line of standard error
// is an object.
func (a *app) exit(err error) int {
	code, problem := a.exitCode(err)
	if err == nil {
		return code
	}
	message := strings.TrimSuffix(err.Error(), ".")
	if a.listing.machine() || a.progress == "json" {
		line, _ := json.Marshal(struct {
			Type    string `json:"message_type"`
			Code    int    `json:"code"`
			Message string `json:"message"`
			Problem string `json:"problem"`
		}{"exit_error", code, message, "/problems/" + problem})
		fmt.Fprintf(a.err, "%s\n", line)
		return code
	}
	fmt.Fprintf(a.err, "chancery: %s\n", message)
	if hint := a.hint(err, code); hint != "" {
		fmt.Fprintf(a.err, "chancery: hint: %s\n", hint)
	}
	return code
}

func (a *app) hint(err error, code int) string {
	var h *hintError
	if errors.As(err, &h) {
		return h.hint
	}
	var u *usageError
	if errors.As(err, &u) && u.command != "" {
		return fmt.Sprintf("see \"%s --help\"", u.command)
	}
	if code == exitUsage {
		return `see "chancery --help"`
	}
	return ""
}
