// Package extraction measures how well the main text and the date of publication of web pages are found.
//
// Two sets are read from a folder at run time: pages with the full body of the article (aeb-dev.jsonl, the article extraction
// benchmark) and pages with segments that must and must not appear (trafilatura-en-dev.jsonl), each with its pages in
// an archive beside it. Dates are measured against labels made by hand for this project (testdata/dates.tsv), which hold
// nothing of the pages but their identifiers and dates.
package extraction

import (
	"archive/tar"
	"bufio"
	"compress/gzip"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"path"
	"path/filepath"

	"github.com/chancery-project/chancery/internal/flow/acquire/extract"
	"github.com/chancery-project/chancery/internal/text"
)

// Names of the files of the two sets.
const (
	bodies   = "aeb-dev"
	segments = "trafilatura-en-dev"
)

// Page is one page of a set with what is known of it.
type Page struct {
	ID      string   `json:"id"`
	URL     string   `json:"url"`
	File    string   `json:"html"`
	Body    string   `json:"articleBody"`
	With    []string `json:"with"`
	Without []string `json:"without"`
	Title   string   `json:"title"`
	Date    string   `json:"date"`

	HTML []byte `json:"-"`
}

// maxPage bounds a page of a set, in bytes.
const maxPage = 32 << 20

// Load reads a set of a folder by its name: NAME.jsonl and the pages in NAME-html.tar.gz. The folder may be the one that
// holds the sets or the one above it.
func Load(folder, name string) ([]Page, error) {
	if inner := filepath.Join(folder, "article-extraction"); !exists(filepath.Join(folder, name+".jsonl")) && exists(inner) {
		folder = inner
	}
	pages, err := loadLines(filepath.Join(folder, name+".jsonl"))
	if err != nil {
		return nil, err
	}
	files, err := loadArchive(filepath.Join(folder, name+"-html.tar.gz"))
	if err != nil {
		return nil, err
	}
	for i := range pages {
		html, ok := files[pages[i].File]
		if !ok {
			return nil, fmt.Errorf("%s: page %s is not in its archive", name, pages[i].File)
		}
		pages[i].HTML = html
	}
	return pages, nil
}

func exists(name string) bool {
	_, err := os.Stat(name)
	return err == nil
}

func loadLines(name string) ([]Page, error) {
	f, err := os.Open(name)
	if err != nil {
		return nil, fmt.Errorf("open the set: %w", err)
	}
	defer f.Close()
	var pages []Page
	lines := bufio.NewScanner(f)
	lines.Buffer(nil, maxPage)
	for n := 1; lines.Scan(); n++ {
		var p Page
		if err := json.Unmarshal(lines.Bytes(), &p); err != nil {
			return nil, fmt.Errorf("%s line %d: %w", name, n, err)
		}
		pages = append(pages, p)
	}
	if err := lines.Err(); err != nil {
		return nil, fmt.Errorf("read %s: %w", name, err)
	}
	return pages, nil
}

func loadArchive(name string) (map[string][]byte, error) {
	f, err := os.Open(name)
	if err != nil {
		return nil, fmt.Errorf("open the pages: %w", err)
	}
	defer f.Close()
	z, err := gzip.NewReader(bufio.NewReader(f))
	if err != nil {
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	files := map[string][]byte{}
	for archive := tar.NewReader(z); ; {
		h, err := archive.Next()
		if errors.Is(err, io.EOF) {
			return files, nil
		}
		if err != nil {
			return nil, fmt.Errorf("%s: %w", name, err)
		}
		data, err := io.ReadAll(io.LimitReader(archive, maxPage))
		if err != nil {
			return nil, fmt.Errorf("%s: %s: %w", name, h.Name, err)
		}
		files[path.Base(h.Name)] = data
	}
}

// Read extracts a page as `chancery add` would: from its bytes and its address. A page that cannot be read gives nil.
func Read(ctx context.Context, p Page) *text.Document {
	raw := text.Raw{Path: p.File, Format: text.HTML, Bytes: p.HTML, Given: text.Given{URL: p.URL}}
	doc, _, err := extract.New(extract.Options{}).Apply(ctx, raw)
	if err != nil {
		return nil
	}
	return doc
}
