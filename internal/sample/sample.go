// Package sample carries a report that the program can show without any input. It was written for this purpose: the words
// are the project's own, what they tell was public in October 2025, and the newspaper and its author are invented.
package sample

import (
	_ "embed"

	"github.com/chancery-project/chancery/internal/text"
)

//go:embed report.html
var page []byte

// Report gives the sample as it would be found: a web page with all that surrounds a report on one.
func Report() text.Raw {
	return text.Raw{Path: "sample/report.html", Format: text.HTML, Bytes: append([]byte(nil), page...)}
}
