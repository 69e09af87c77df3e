package sqlite

import (
	"bytes"
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/chancery-project/chancery/record"
)

func sorted[V any](m map[string]V) []string { return slices.Sorted(maps.Keys(m)) }

// table reads all rows of a table whose last column is the row's checksum, checks that, and gives the rows to each.
// Where the database cannot be read it says so, row for row, and goes on behind.
func (v *verifier) table(name, columns string, each func(p place, values []any)) error {
	n := 1 + strings.Count(columns, ",")
	number, _, _ := strings.Cut(columns, ",")
	last := int64(0)
	row := func(values []any) {
		last, _ = values[0].(int64)
		p := place{table: name, row: last}
		if id, ok := documentColumn(columns, values); ok && v.docs[id] != nil {
			p.document = v.docs[id].id
		}
		if strings.HasSuffix(columns, ", checksum") {
			v.checksum(p, name, values)
		}
		each(p, values)
	}
	err := v.query(fmt.Sprintf("SELECT %s FROM %s ORDER BY %s", columns, name, number), n, row)
	if err == nil || v.done() {
		return nil
	}
	v.fault(place{table: name, row: last + 1}, "the rows from here on cannot be read in one go: %v", err)
	return v.oneByOne(name, columns, number, n, &last, row)
}

// oneByOne reads the rows behind the last one each by itself.
func (v *verifier) oneByOne(name, columns, number string, n int, last *int64, row func([]any)) error {
	highest := *last + 100_000
	err := v.query(fmt.Sprintf("SELECT max(%s) FROM %s", number, name), 1, func(values []any) {
		if m, ok := values[0].(int64); ok {
			highest = min(highest, m)
		}
	})
	if err != nil {
		v.fault(place{table: name}, "the number of its last row cannot be read: %v", err)
		return nil
	}
	for i := *last + 1; i <= highest && !v.done(); i++ {
		if err := v.query(fmt.Sprintf("SELECT %s FROM %s WHERE %s = ?", columns, name, number), n, row, i); err != nil {
			v.fault(place{table: name, row: i}, "cannot be read: %v", err)
		}
	}
	return nil
}

// documentColumn gives the number of the document that a row belongs to.
func documentColumn(columns string, values []any) (int64, bool) {
	for i, c := range strings.Split(columns, ", ") {
		if c == "document" {
			n, ok := values[i].(int64)
			return n, ok
		}
	}
	return 0, false
}

func (v *verifier) checksum(p place, table string, values []any) {
	got, _ := values[len(values)-1].([]byte)
	want := checksum(table, values[:len(values)-1]...)
	if !bytes.Equal(got, want) {
		v.fault(p, "the row does not have its checksum: it says %x, its values give %x", got, want)
	}
}

func (v *verifier) dictionary() error {
	v.terms = map[int64]term{}
	return v.table("dictionary", "number, kind, value, checksum", func(_ place, values []any) {
		n, _ := values[0].(int64)
		kind, _ := values[1].(int64)
		value, _ := values[2].(string)
		v.terms[n] = term{kind, value}
	})
}

func (v *verifier) runs() error {
	return v.table("run", "number, program, model, lexicon, knowledge, checksum", func(place, []any) {})
}

func (v *verifier) raws() error {
	v.raw = map[int64]string{}
	return v.table("raw", "number, sha256, bytes, zstd, checksum", func(p place, values []any) {
		n, _ := values[0].(int64)
		sum, _ := values[1].([]byte)
		size, _ := values[2].(int64)
		packed, _ := values[3].([]byte)
		v.raw[n] = string(sum)
		found, err := expand(packed, size)
		if err != nil {
			v.fault(p.in("zstd"), "%v", err)
			return
		}
		if got := sha256.Sum256(found); !bytes.Equal(got[:], sum) {
			v.fault(p.in("sha256"), "the bytes found have the digest %x, the row says %x", got, sum)
		}
		if int64(len(found)) != size {
			v.fault(p.in("bytes"), "%d bytes come out, the row says %d", len(found), size)
		}
	})
}

func (v *verifier) documents() error {
	v.docs, v.documentSums = map[int64]*seenDocument{}, map[int64]string{}
	return v.table("document", "number, sha256, bytes, language, read, published, run, checksum", func(p place, values []any) {
		d := &seenDocument{}
		sum, _ := values[1].([]byte)
		d.sha256, d.id = string(sum), documentID(sum)
		d.bytes, _ = values[2].(int64)
		d.language, _ = values[3].(int64)
		d.published, _ = values[5].(string)
		if len(sum) != sha256.Size {
			v.fault(p.in("sha256"), "is %d bytes long, want %d", len(sum), sha256.Size)
		}
		if t := v.terms[d.language]; t.kind != kindLanguage {
			v.fault(p.in("language"), "%d is no language of the dictionary", d.language)
		}
		v.docs[p.row] = d
		v.documentSums[p.row] = lastBytes(values)
	})
}

func lastBytes(values []any) string {
	b, _ := values[len(values)-1].([]byte)
	return string(b)
}

func (v *verifier) texts() error {
	err := v.table("text", "document, text", func(p place, values []any) {
		d := v.docs[p.row]
		text, ok := values[1].(string)
		switch {
		case d == nil:
			v.fault(p, "the text has no document")
			return
		case !ok:
			v.fault(p.in("text"), "is no text")
			return
		}
		d.textRow = true
		sum := sha256.Sum256([]byte(text))
		if string(sum[:]) != d.sha256 {
			v.fault(p.in("text"), "the text has the digest %x, the document says %x", sum, d.sha256)
		} else {
			d.text = true
		}
		if int64(len(text)) != d.bytes {
			v.fault(p.in("text"), "the text has %d bytes, the document says %d", len(text), d.bytes)
		}
		if !utf8.ValidString(text) {
			v.fault(p.in("text"), "the text is not valid UTF-8")
		}
		d.words, d.sizes[1] = wordSum(1, text)
	})
	if err != nil {
		return err
	}
	for _, n := range slices.Sorted(maps.Keys(v.docs)) {
		if d := v.docs[n]; !d.textRow {
			v.fault(place{table: "text", row: n, document: d.id}, "the text of the document is missing or cannot be read")
		}
	}
	return nil
}

// text reads the text of a document whose digest was found right.
func (v *verifier) text(document int64) (text string, ok bool) {
	if d := v.docs[document]; d == nil || !d.text {
		return "", false
	}
	err := v.query("SELECT text FROM text WHERE document = ?", 1, func(values []any) { text, ok = values[0].(string) }, document)
	return text, ok && err == nil
}

func (v *verifier) reports() error {
	v.reportSums = map[int64]string{}
	return v.table("report", "number, key, document, path, member, title, published, publisher, language, format, raw_sha256, raw, meta, run, checksum",
		func(p place, values []any) {
			v.reportSums[p.row] = lastBytes(values)
			document, _ := values[2].(int64)
			title, _ := values[5].(string)
			d := v.docs[document]
			if d == nil {
				return // a foreign key that leads nowhere, said below
			}
			if !slices.Contains(d.titles, title) {
				d.titles = append(d.titles, title)
			}
			d.chosen(values)
			v.reportRaw(p, d, values[10], values[11])
			v.reportMeta(p, document, values)
		})
}

// reportRaw checks that the digest of the bytes found is that of the bytes kept.
func (v *verifier) reportRaw(p place, d *seenDocument, digest, raw any) {
	sum, _ := digest.([]byte)
	want := d.sha256
	if n, ok := raw.(int64); ok {
		if want, ok = v.raw[n]; !ok {
			return // a foreign key that leads nowhere, said below
		}
	}
	if string(sum) != want {
		v.fault(p.in("raw_sha256"), "says %x, the bytes kept have %x", sum, want)
	}
}

// reportMeta checks the JSON of a report against its columns and against the text.
func (v *verifier) reportMeta(p place, document int64, values []any) {
	meta, _ := values[12].(string)
	e, err := documentOf(meta)
	if err != nil {
		v.fault(p.in("meta"), "%v", err)
		return
	}
	if again, err := metaOf(*e); err != nil || again != meta {
		v.fault(p.in("meta"), "is not in the form in which it was written")
	}
	value := func(i int) string {
		n, _ := values[i].(int64)
		return v.terms[n].value
	}
	publisher := ""
	if e.Publisher != nil {
		publisher = *e.Publisher
	}
	published, _ := values[6].(string)
	for _, c := range []struct{ field, column, meta string }{
		{"published", published, e.Published}, {"publisher", value(7), publisher}, {"language", value(8), e.Language}, {"format", value(9), e.Format},
	} {
		if c.column != c.meta {
			v.fault(p.in(c.field), "the column says %q, meta says %q", c.column, c.meta)
		}
	}
	text, ok := v.text(document)
	if !ok {
		return
	}
	e.ID = v.docs[document].id
	for _, f := range record.Verify(e, text) {
		v.fault(p.in(f.Field), "%s", f.Message)
	}
}

func (v *verifier) failures() error {
	v.failureSums = map[int64]string{}
	return v.table("failure", "number, key, path, member, stage, code, message, run, checksum", func(p place, values []any) {
		v.failureSums[p.row] = lastBytes(values)
	})
}

func (v *verifier) signatures() error {
	err := v.table("signature", "document, bytes, checksum", func(p place, _ []any) {
		if d := v.docs[p.row]; d != nil {
			d.signature = true
		}
	})
	for _, n := range slices.Sorted(maps.Keys(v.docs)) {
		if d := v.docs[n]; !d.signature {
			v.fault(place{table: "signature", row: n, document: d.id}, "the signature of the document is missing or cannot be read")
		}
	}
	return err
}

func (v *verifier) facts() error {
	return v.table("fact", "number, document, kind, span_start, span_end, entry, run, checksum", func(p place, values []any) {
		document, _ := values[1].(int64)
		kind, _ := values[2].(int64)
		line, _ := values[5].(string)
		if d := v.docs[document]; d != nil {
			d.fact(lastBytes(values))
		}
		entry, err := record.Decode([]byte(line))
		if err != nil {
			v.fault(p.in("entry"), "%v", err)
			return
		}
		again, err := factOf(entry)
		if again.id != "" {
			v.ids.add(again.id, p.row)
		}
		if err != nil || again.entry != line {
			v.fault(p.in("entry"), "is not in the form in which it was written")
		}
		if t := v.terms[kind]; t != (term{kindFact, entry.EntryKind()}) {
			v.fault(p.in("kind"), "the column says %q, the entry is a %s", t.value, entry.EntryKind())
		}
		var start, end any
		if again.span != nil {
			start, end = int64(again.span.Start), int64(again.span.End)
		}
		if values[3] != start || values[4] != end {
			v.fault(p.in("span"), "the columns say %v to %v, the entry %v to %v", values[3], values[4], start, end)
		}
		text, ok := v.text(document)
		if !ok {
			return
		}
		for _, f := range record.Verify(entry, text) {
			v.fault(p.in(f.Field), "%s: %s", f.Entry, f.Message)
		}
	})
}

// fact remembers that a row of a fact was found.
func (d *seenDocument) fact(sum string) {
	if d.factSums == nil {
		d.factSums = sha256.New()
	}
	d.facts++
	d.factSums.Write([]byte(sum))
}

// readings holds the facts found of each document against what was read from it.
func (v *verifier) readings() error {
	err := v.table("reading", "document, facts, digest, checksum", func(p place, values []any) {
		d := v.docs[p.row]
		if d == nil {
			return // a foreign key that leads nowhere, said below
		}
		d.reading = true
		facts, _ := values[1].(int64)
		want, _ := values[2].([]byte)
		if d.factSums == nil {
			d.factSums = sha256.New()
		}
		got := d.factSums.Sum(nil)
		p.table = "fact"
		p.row = 0
		switch {
		case facts != d.facts:
			v.fault(p, "%d facts were read from the document, %d are there", facts, d.facts)
		case !bytes.Equal(got, want):
			v.fault(p, "the facts of the document have the digest %x, those read from it had %x", got, want)
		}
	})
	for _, n := range slices.Sorted(maps.Keys(v.docs)) {
		if d := v.docs[n]; !d.reading {
			v.fault(place{table: "reading", row: n, document: d.id}, "how many facts were read from the document is missing or cannot be read")
		}
	}
	return err
}

// seenGroup is a group of copies with the members found for it.
type seenGroup struct {
	origin, members int64
	found           []int64
	similarity      float64 // of the origin
}

func (v *verifier) groups() error {
	groups := map[int64]*seenGroup{}
	err := v.table("copy_group", "number, origin, members, checksum", func(p place, values []any) {
		g := &seenGroup{}
		g.origin, _ = values[1].(int64)
		g.members, _ = values[2].(int64)
		groups[p.row] = g
	})
	if err != nil {
		return err
	}
	err = v.table("copy_member", "document, copy_group, similarity, checksum", func(p place, values []any) {
		n, _ := values[1].(int64)
		similarity, _ := values[2].(float64)
		if !(0 <= similarity && similarity <= 1) {
			v.fault(p.in("similarity"), "%v is not between 0 and 1", similarity)
		}
		if d := v.docs[p.row]; d != nil {
			d.group = n
		}
		if g := groups[n]; g != nil {
			g.found = append(g.found, p.row)
			if p.row == g.origin {
				g.similarity = similarity
			}
		}
	})
	for _, n := range slices.Sorted(maps.Keys(groups)) {
		v.group(place{table: "copy_group", row: n}, groups[n])
	}
	return err
}

func (v *verifier) group(p place, g *seenGroup) {
	if int64(len(g.found)) != g.members || g.members < 2 {
		v.fault(p.in("members"), "says %d, there are %d", g.members, len(g.found))
	}
	if len(g.found) > 0 && g.found[0] != p.row {
		v.fault(p.in("number"), "is not that of its first document, %d", g.found[0])
	}
	if !slices.Contains(g.found, g.origin) {
		v.fault(p.in("origin"), "document %d is not in the group", g.origin)
		return
	}
	if g.similarity != 1 {
		v.fault(p.in("origin"), "document %d is similar to itself by %v only", g.origin, g.similarity)
	}
	earliest := g.origin
	for _, n := range g.found {
		if v.earlier(n, earliest) {
			earliest = n
		}
	}
	if earliest != g.origin {
		v.fault(p.in("origin"), "document %d is not the earliest of the group: document %d is", g.origin, earliest)
	}
}

// earlier tells whether document a comes before b: by the end of what its date names (2025-08 is behind every day of
// that month), those without a date last, then by number.
func (v *verifier) earlier(a, b int64) bool {
	x, y := v.docs[a], v.docs[b]
	if x == nil || y == nil {
		return false
	}
	const end = "~" // behind every character of a date
	return cmp.Or(cmp.Compare(x.published+end, y.published+end), cmp.Compare(a, b)) < 0
}

// logs follows the chain of the log and holds the rows that it says were added against those that are there.
func (v *verifier) logs() error {
	var sequence int64
	var previous []byte
	tables := []*loggedTable{{name: "document", sums: v.documentSums}, {name: "report", sums: v.reportSums}, {name: "failure", sums: v.failureSums}}
	err := v.table("log", "sequence, action, detail, previous, digest", func(p place, values []any) {
		action, _ := values[1].(string)
		detail, _ := values[2].(string)
		before, _ := values[3].([]byte)
		digest, _ := values[4].([]byte)
		if p.row != sequence+1 {
			v.fault(p.in("sequence"), "follows %d: lines between them are missing", sequence)
		}
		if !bytes.Equal(before, previous) {
			v.fault(p.in("previous"), "says %x, the line before has the digest %x", before, previous)
		}
		if want := chain(before, p.row, action, detail); !bytes.Equal(digest, want) {
			v.fault(p.in("digest"), "says %x, the line gives %x", digest, want)
		}
		if action == "add" {
			v.addition(p.in("detail"), detail, tables)
		}
		sequence, previous = p.row, digest
	})
	if sequence == 0 {
		v.fault(place{table: "log"}, "the log is empty: a record begins with the line init")
	}
	for _, t := range tables {
		for _, n := range slices.Sorted(maps.Keys(t.sums)) {
			if n > t.last {
				v.fault(place{table: t.name, row: n}, "the log does not know of the row")
			}
		}
	}
	return err
}

// loggedTable is a table whose rows the log knows of.
type loggedTable struct {
	name string
	sums map[int64]string
	last int64
}

func (v *verifier) addition(p place, detail string, tables []*loggedTable) {
	var a addition
	if err := json.Unmarshal([]byte(detail), &a); err != nil {
		v.fault(p, "%v", err)
		return
	}
	all := sha256.New()
	whole := true
	for i, r := range []*[2]int64{a.Documents, a.Reports, a.Failures} {
		h := sha256.New()
		t := tables[i]
		if r != nil {
			if r[0] != t.last+1 || r[1] < r[0] {
				v.fault(p, "says that rows %d to %d of the table %s were added behind row %d", r[0], r[1], t.name, t.last)
			}
			for n := r[0]; n <= r[1] && n-r[0] < 10_000_000 && !v.done(); n++ {
				sum, ok := t.sums[n]
				if !ok {
					whole = false
					v.fault(place{table: t.name, row: n}, "the row is missing or cannot be read: line %d of the log says that it was added", p.row)
				}
				h.Write([]byte(sum))
			}
			t.last = max(t.last, r[1])
		}
		all.Write(h.Sum(nil))
	}
	if got := hex.EncodeToString(all.Sum(nil)); got != a.Digest && whole {
		v.fault(p, "the rows that it says were added have the digest %s, it says %s", got, a.Digest)
	}
}
