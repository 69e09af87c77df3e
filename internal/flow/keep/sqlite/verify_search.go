package sqlite

import (
	"database/sql/driver"
	"encoding/binary"
	"errors"
	"fmt"
	"hash/maphash"
	"io"
	"maps"
	"slices"
	"strings"

	"github.com/chancery-project/chancery/internal/query/words"
)

// The index of words is derived and can be made again, but a search that misses a report is as bad as a lost report.
// So each entry of the index (this word, in this column of this document, as its n-th word) is held against the texts:
// for each document the entries are hashed and added up, once from the text and once from the index.

// seed is of this process only: sums are compared within one run and never written.
var seed = maphash.MakeSeed()

// entrySum gives the number that stands for one entry of the index.
func entrySum(word uint64, column, position int64) uint64 {
	x := word ^ (uint64(position)<<1|uint64(column))*0x9e3779b97f4a7c15
	x = (x ^ x>>30) * 0xbf58476d1ce4e5b9
	x = (x ^ x>>27) * 0x94d049bb133111eb
	return x ^ x>>31
}

// wordSum gives the sum of all entries for a column of a document, and their number.
func wordSum(column int64, text string) (sum uint64, n int) {
	s := words.NewScanner(text)
	for s.Next() {
		sum += entrySum(maphash.Bytes(seed, s.Folded), column, int64(n))
		n++
	}
	return sum, n
}

// searchWords holds the entries of the index against the texts.
func (v *verifier) searchWords() error {
	if _, err := v.conn.ExecContext(v.ctx, "CREATE VIRTUAL TABLE temp.search_entries USING fts5vocab('main', 'search', 'instance')"); err != nil {
		return err
	}
	got := make(map[int64]uint64, len(v.docs))
	err := v.conn.Raw(func(c any) error { return v.entries(c, got) })
	if err != nil && !v.done() {
		v.fault(place{table: "search"}, "the index of words cannot be read: %v", err)
		return nil
	}
	for _, n := range slices.Sorted(maps.Keys(v.docs)) {
		d := v.docs[n]
		if got[n] != d.words && d.text {
			v.fault(place{table: "search", row: n, document: d.id}, "the index of words differs from the words of the document")
		}
		delete(got, n)
	}
	for _, n := range slices.Sorted(maps.Keys(got)) {
		v.fault(place{table: "search", row: n}, "the index of words has words of a document that is not there")
	}
	return nil
}

// entries reads all entries of the index. It asks the driver itself: there are hundreds for every document.
func (v *verifier) entries(c any, sums map[int64]uint64) error {
	conn, ok := c.(driver.QueryerContext)
	if !ok {
		return errors.New("internal error: the driver does not answer queries")
	}
	rows, err := conn.QueryContext(v.ctx, "SELECT term, (doc << 33) | ((col = 'text') << 32) | offset FROM temp.search_entries", nil)
	if err != nil {
		return err
	}
	defer rows.Close()
	values := make([]driver.Value, 2)
	last, hash := "", maphash.String(seed, "")
	for i := 0; ; i++ {
		if err := rows.Next(values); err != nil {
			if errors.Is(err, io.EOF) {
				return nil
			}
			return err
		}
		word, _ := values[0].(string)
		if word != last {
			last, hash = word, maphash.String(seed, word)
		}
		// Document, column and position in one number: each value that crosses from SQLite costs as much as the row.
		where, _ := values[1].(int64)
		sums[where>>33] += entrySum(hash, where>>32&1, where&(1<<32-1))
		if i%100_000 == 0 && v.done() {
			return nil
		}
	}
}

// searchTables checks what the index keeps beside its entries: how many words each document has, how many all have,
// and its settings.
func (v *verifier) searchTables() error {
	var total [2]int64
	for _, d := range v.docs {
		sum, n := wordSum(0, strings.Join(d.titles, "\n"))
		d.words += sum
		d.sizes[0] = n
		total[0] += int64(d.sizes[0])
		total[1] += int64(d.sizes[1])
	}
	if err := v.documentSizes(); err != nil {
		return err
	}
	want := fmt.Sprint(len(v.docs), total[0], total[1])
	got := ""
	if err := v.query("SELECT block FROM search_data WHERE id = 1", 1, func(values []any) {
		b, _ := values[0].([]byte)
		got = fmt.Sprint(varint(&b), varint(&b), varint(&b))
	}); err != nil {
		v.fault(place{table: "search_data", row: 1}, "cannot be read: %v", err)
	}
	if got != want && len(v.docs) > 0 {
		v.fault(place{table: "search_data", row: 1}, "says that there are %q documents, words of titles and words of texts; there are %q", got, want)
	}
	settings := map[string]string{}
	if err := v.query("SELECT k, v FROM search_config", 2, func(values []any) {
		settings[fmt.Sprint(values[0])] = fmt.Sprint(values[1])
	}); err != nil {
		v.fault(place{table: "search_config"}, "cannot be read: %v", err)
	}
	if want := map[string]string{"version": "4", "automerge": "8", "hashsize": "16777216", "rank": "bm25(4.0, 1.0)"}; !maps.Equal(settings, want) {
		v.fault(place{table: "search_config"}, "has the settings %v, want %v", settings, want)
	}
	return nil
}

func (v *verifier) documentSizes() error {
	seen := map[int64]bool{}
	err := v.table("search_docsize", "id, sz", func(p place, values []any) {
		d := v.docs[p.row]
		if d == nil {
			v.fault(p, "the index counts the words of a document that is not there")
			return
		}
		seen[p.row] = true
		p.document = d.id
		b, _ := values[1].([]byte)
		if title, text := varint(&b), varint(&b); d.text && (title != uint64(d.sizes[0]) || text != uint64(d.sizes[1]) || len(b) > 0) {
			v.fault(p.in("sz"), "says %d words of titles and %d of the text, there are %d and %d", title, text, d.sizes[0], d.sizes[1])
		}
	})
	for _, n := range slices.Sorted(maps.Keys(v.docs)) {
		if !seen[n] {
			v.fault(place{table: "search_docsize", row: n, document: v.docs[n].id}, "the index does not know the document")
		}
	}
	return err
}

// varint takes a number as SQLite writes it off the front of b: seven bits a byte, the most significant first.
func varint(b *[]byte) (n uint64) {
	for i, c := range *b {
		if i == 8 {
			*b = (*b)[9:]
			return n<<8 | uint64(c)
		}
		n = n<<7 | uint64(c&0x7f)
		if c < 0x80 {
			*b = (*b)[i+1:]
			return n
		}
	}
	*b = nil
	return binary.MaxVarintLen64 << 58 // cut off: no count is so high
}
