package sample

import (
	"embed"
	"fmt"
	"iter"
	"path"
	"strings"

	"github.com/chancery-project/chancery/internal/text"
)

//go:embed demo/*.md
var demo embed.FS

// Demonstration gives the reports of the demonstration in the order of their names, which begin with the day of
// publication.
func Demonstration() iter.Seq[text.Raw] {
	return func(yield func(text.Raw) bool) {
		files, err := demo.ReadDir("demo")
		if err != nil {
			panic(fmt.Sprintf("internal error: the demonstration cannot be read: %v", err))
		}
		for _, f := range files {
			if f.Name() == "README.md" {
				continue
			}
			b, err := demo.ReadFile(path.Join("demo", f.Name()))
			if err != nil {
				panic(fmt.Sprintf("internal error: the demonstration cannot be read: %v", err))
			}
			if !yield(text.Raw{Path: "demonstration/" + strings.TrimSpace(f.Name()), Format: text.Markdown, Bytes: b}) {
				return
			}
		}
	}
}
