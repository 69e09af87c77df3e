package export

import (
	"bytes"
	"encoding/json"
	"io"
)

// Metadata is what stands beside an exported file: what it was made of, and what its form cannot hold.
type Metadata struct {
	Format   string   `json:"format"`
	Query    string   `json:"query"` // as a selection is typed, "" for all
	Program  string   `json:"program"`
	Ontology string   `json:"ontology"`
	Sequence int64    `json:"record_sequence"` // lines of the record's log
	Digest   string   `json:"record_digest"`   // of the last line, which holds all before it
	Latest   string   `json:"latest_report"`   // date of publication
	Rows     int      `json:"rows"`
	Columns  []string `json:"columns,omitempty"`
	Bytes    int64    `json:"bytes,omitempty"`
	SHA256   string   `json:"sha256,omitempty"` // of the file
	Status   string   `json:"status"`
	Licence  string   `json:"licence"`
	Losses   []Loss   `json:"losses"`
}

// Loss is something of the record that a form cannot hold, or a column that stays empty.
type Loss struct {
	Field string `json:"field"`
	Why   string `json:"why"`
}

// Candidate says what the state of machine-read entries is.
const Candidate = "candidate: read by a program and not reviewed"

// Licence says what may be done with an exported file.
const Licence = "Codes, dates, names and counts are facts and carry no licence of ours. Quotations, titles and names of " +
	"publications belong to the sources named beside them: whoever passes the file on needs their leave, or the law's."

// Encode writes the metadata as JSON.
func (m *Metadata) Encode(w io.Writer) error {
	b, err := m.encode()
	if err != nil {
		return err
	}
	_, err = w.Write(b)
	return err
}

func (m *Metadata) encode() ([]byte, error) {
	c := *m
	if c.Losses == nil {
		c.Losses = []Loss{}
	}
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", "  ")
	if err := enc.Encode(&c); err != nil {
		return nil, err
	}
	return b.Bytes(), nil
}
