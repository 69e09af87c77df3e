package source

import (
	"archive/zip"
	"os"
	"path/filepath"
	"strings"
)

// Count tells how many reports the arguments hold, as far as that can be known without reading them: files are
// counted, and the members of zip archives. exact is false where there is more to it: tables, mailboxes, other archives
// and standard input count as one. Files that cannot be read count too.
func Count(args []string) (n int, exact bool) {
	c := &count{formats: loadFormats(), exact: true}
	for _, arg := range args {
		if _, err := os.Lstat(arg); err != nil && isPattern(arg) {
			found, _ := glob(arg)
			for _, f := range found {
				c.path(f)
			}
			continue
		}
		c.path(arg)
	}
	return c.n, c.exact
}

type count struct {
	formats formatTable
	n       int
	exact   bool
}

func (c *count) path(path string) {
	info, err := os.Stat(path)
	if err != nil || !info.IsDir() {
		c.file(path)
		return
	}
	// Errors are left to Read, and links to folders: they are rare.
	_ = filepath.WalkDir(path, func(p string, d os.DirEntry, err error) error {
		switch {
		case err != nil:
			return nil
		case p != path && hidden(d.Name()) && d.IsDir():
			return filepath.SkipDir
		case d.IsDir(), p != path && hidden(d.Name()), c.formats.kind(extensionOf(p)) == kindSkip:
			return nil
		}
		c.file(p)
		return nil
	})
}

func (c *count) file(path string) {
	switch c.formats.kind(extensionOf(path)) {
	case kindZip:
		c.zip(path)
		return
	case kindMbox, kindJSON, kindJSONL, kindCSV, kindTSV, kindTar, kindGzip, kindZstd:
		c.exact = false
	}
	if path == "-" {
		c.exact = false
	}
	c.n++
}

func (c *count) zip(path string) {
	z, err := zip.OpenReader(path)
	if err != nil {
		c.n++
		c.exact = false
		return
	}
	defer z.Close()
	for _, f := range z.File {
		switch c.formats.kind(extensionOf(f.Name)) {
		case kindSkip:
			continue
		case kindMbox, kindJSON, kindJSONL, kindCSV, kindTSV, kindTar, kindGzip, kindZstd, kindZip:
			c.exact = false
		}
		if !strings.HasSuffix(f.Name, "/") {
			c.n++
		}
	}
}
