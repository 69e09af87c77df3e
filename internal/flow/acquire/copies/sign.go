package copies

import "math/bits"

// Widths of shingles in tokens, by the kind of the last token. An ideograph is
// somewhat over half a word, a letter about a quarter of one.
const (
	sketchWidthWord, sketchWidthIdeograph, sketchWidthLetter = 2, 5, 10
	keyWidthWord, keyWidthIdeograph, keyWidthLetter          = 3, 8, 14
)

// ringSize is a power of two above the widest shingle.
const ringSize = 16

// seenBits is the size of the bitmap that counts different shingles. It is
// 1<<16 so that a fraction of it is a shift.
const seenBits = 1 << 16

// Sign reads a text once and returns its signature. It is a pure function:
// the same words in the same order give the same signature on any machine.
// Case, accents, punctuation, typographic variants and white space do not
// count. The caller may have blanked lines that are furniture of a page.
func Sign(text string) Signature {
	var g signer
	g.scan(text)
	return g.finish()
}

// ring holds the last tokens of a sequence.
type ring struct {
	hashes [ringSize]uint64
	n      int
}

// push adds a token and returns the hash of the shingle of the given width
// that ends in it; false while there are fewer tokens than that.
func (r *ring) push(hash uint64, width int) (uint64, bool) {
	r.hashes[r.n%ringSize] = hash
	r.n++
	if r.n < width {
		return 0, false
	}
	h := uint64(width)
	for i := r.n - width; i < r.n; i++ {
		h = (h ^ r.hashes[i%ringSize]) * 0x9e3779b97f4a7c15
		h ^= h >> 32
	}
	return mix(h), true
}

// mix spreads the bits of a hash (the finaliser of MurmurHash3, Appleby 2011).
func mix(h uint64) uint64 {
	h ^= h >> 33
	h *= 0xff51afd7ed558ccd
	h ^= h >> 33
	h *= 0xc4ceb9fe1a85ec53
	return h ^ h>>33
}

// signer gathers the parts of one signature. In the arrays of minima a zero
// is an empty bin, and a larger complement is a smaller hash.
type signer struct {
	scanner
	exact    uint64
	count    uint32
	sketched ring // long tokens, for the sketch
	keyed    ring // long tokens, for the keys
	sketch   [sketchBins]uint64
	keys     [bands]uint64
	numbers  [maxNumbers]uint16
	nNumbers int
	pending  uint64 // hash of a number that waits for the next word
	seen     [seenBits / 64]uint64
}

// add takes the next token of the text.
func (g *signer) add(t token) {
	if g.count < 1<<32-1 {
		g.count++
	}
	g.exact = bits.RotateLeft64(g.exact, 5)*0x9e3779b97f4a7c15 ^ t.hash
	width, keyWidth := sketchWidthWord, keyWidthWord
	switch t.kind {
	case ideograph:
		width, keyWidth = sketchWidthIdeograph, keyWidthIdeograph
	case letter:
		width, keyWidth = sketchWidthLetter, keyWidthLetter
	}
	if g.pending != 0 {
		g.addNumber(t.hash)
	}
	if t.number {
		g.pending = t.hash
	}
	if !t.long {
		return
	}
	if h, ok := g.sketched.push(t.hash, width); ok {
		g.addShingle(h)
	}
	if !t.rare {
		return
	}
	if h, ok := g.keyed.push(t.hash, keyWidth); ok {
		if g.keyed.n <= headTokens {
			keepIn(g.keys[:headBands], h)
		}
		h = mix(h ^ 0x5bd1e995)
		keepIn(g.keys[headBands:], h)
	}
}

// addNumber keeps the pending number in the upper bits, never 0, and the word
// that follows it in the lower.
func (g *signer) addNumber(next uint64) {
	if g.nNumbers < maxNumbers {
		g.numbers[g.nNumbers] = uint16(1+mix(g.pending)%(1<<(16-nextBits)-1))<<nextBits | uint16(mix(next)>>(64-nextBits))
		g.nNumbers++
	}
	g.pending = 0
}

// addShingle puts a shingle into the sketch and the count.
func (g *signer) addShingle(h uint64) {
	keep(&g.sketch[h>>56], h<<8)
	bit := uint16(h >> 8)
	g.seen[bit>>6] |= 1 << (bit & 63)
}

// keepIn puts a hash into one of the bins: its upper half names the bin, its
// lower half decides which hash of the bin is smallest.
func keepIn(bins []uint64, h uint64) {
	keep(&bins[(h>>32)*uint64(len(bins))>>32], h<<32|h>>32)
}

// keep replaces the bin's hash if h is smaller.
func keep(bin *uint64, h uint64) {
	if ^h|1 > *bin {
		*bin = ^h | 1
	}
}

// finish packs what was gathered.
func (g *signer) finish() Signature {
	if g.count == 0 {
		return Signature{}
	}
	if g.pending != 0 {
		g.addNumber(0)
	}
	s := Signature{exact: mix(g.exact), words: g.count, shingles: g.distinct(), numbers: g.numbers}
	for i, h := range g.sketch {
		if h != 0 {
			s.sketch[i/16] |= (1 + mix(h)%15) << (4 * (i % 16))
		}
	}
	keyed := false
	for i, h := range g.keys {
		if h != 0 {
			s.keys[i] = uint16(1 + mix(h)%(keyValues-1))
			keyed = true
		}
	}
	if !keyed { // too short for a key: found by its equals
		s.keys[bands-1] = uint16(1 + s.exact%(keyValues-1))
	}
	return s
}

// distinct estimates the number of different shingles from the bits set in
// the bitmap by linear counting (Whang, Vander-Zanden and Taylor, 1990):
// -m ln(1 - set/m), as a series in whole numbers so that every machine gets
// the same count.
func (g *signer) distinct() uint32 {
	set := uint64(0)
	for _, w := range g.seen {
		set += uint64(bits.OnesCount64(w))
	}
	term := set << 16
	sum := term
	for k := uint64(2); k < 400 && term > 0; k++ {
		term = term * set / seenBits
		sum += term / k
	}
	return uint32(sum >> 16)
}
