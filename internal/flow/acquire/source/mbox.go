package source

import (
	"bytes"
	"errors"
	"fmt"
	"io"

	"github.com/chancery-project/chancery/internal/text"
)

// mbox gives the messages of a mailbox (RFC 4155): each begins behind an empty line with a line "From sender date".
// Lines that were quoted with > because they begin like one are given as they were (the mboxrd rule).
func (r *reader) mbox(in input) {
	l := &lines{r: in.stream(), limit: r.limits.MaxBytes}
	var message []byte
	number, large, began := 0, false, false
	end := func() {
		at := in
		at.member = in.inner(fmt.Sprint(number))
		switch {
		case !began:
		case large:
			r.fail(r.tooLarge(at, 0))
		case blank(message):
			r.fail(at.fault(Empty, fmt.Sprintf("message %d is empty", number), "leave it out"))
		default:
			r.report(at, text.Mail, bytes.Clone(bytes.TrimSuffix(message, []byte("\n"))), text.Given{}, nil)
		}
		message, large = message[:0], false
	}
	for afterBlank := true; !r.stopped(); {
		line, err := l.next()
		switch {
		case errors.Is(err, io.EOF):
			end()
			if !began {
				r.fail(in.fault(BadRow, "no message begins in this mailbox: no line \"From sender date\"", "name it .eml if it is one message"))
			}
			return
		case errors.Is(err, errTooLarge):
			large, afterBlank = true, false
			continue
		case err != nil:
			end()
			r.fail(r.readError(in, err))
			return
		}
		if afterBlank && fromLine.Match(line) {
			end()
			if number++; number > r.limits.MaxMembers {
				r.fail(in.fault(TooMany, fmt.Sprintf("more than %d messages, the rest was left", r.limits.MaxMembers), "split it"))
				return
			}
			began, afterBlank = true, false
			continue
		}
		afterBlank = len(bytes.TrimRight(line, "\r\n")) == 0
		if large = large || int64(len(message)+len(line)) > r.limits.MaxBytes; !large && began {
			message = append(message, unquoteFrom(line)...)
		}
	}
}

func unquoteFrom(line []byte) []byte {
	if line[0] == '>' && bytes.HasPrefix(bytes.TrimLeft(line, ">"), []byte("From ")) {
		return line[1:]
	}
	return line
}
