// Package mail reads the text and the headers of one message of RFC 5322.
package mail

import (
	"context"
	"errors"

	"github.com/chancery-project/chancery/internal/text"
)

// Options bounds the reading of one message. The zero value works.
type Options struct{}

// Read gives the text of a message, or the page where the message holds nothing better, and what its headers say.
func Read(_ context.Context, _ []byte, _ Options) (text.Extracted, error) {
	return text.Extracted{}, errors.New("mail is not read yet")
}
