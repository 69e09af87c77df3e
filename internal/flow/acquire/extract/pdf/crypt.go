package pdf

import (
	"bytes"
	"crypto/aes"
	"crypto/cipher"
	"crypto/md5" //nolint:gosec // the format asks for it
	"crypto/rc4" //nolint:gosec // the format asks for it
	"crypto/sha256"
	"crypto/sha512"
	"encoding/binary"
)

// crypt undoes the standard encryption of files that open without a password (ISO 32000-1, section 7.6; ISO 32000-2 for
// AES-256).
type crypt struct {
	key     []byte
	aes     bool
	wide    bool // AES-256: one key for all objects
	without bool // streams are not encrypted
}

const padding = "\x28\xBF\x4E\x5E\x4E\x75\x8A\x41\x64\x00\x4E\x56\xFF\xFA\x01\x08\x2E\x2E\x00\xB6\xD0\x68\x3E\x80\x2F\x0C\xA9\xFE\x64\x53\x69\x7A"

// newCrypt finds the key. [ErrEncrypted] means that the file needs a password.
func (f *file) newCrypt() (*crypt, error) {
	d := f.dict(f.trailer["Encrypt"])
	if f.name(d["Filter"]) != "Standard" {
		return nil, ErrEncrypted
	}
	version, revision := int(f.number(d["V"])), int(f.number(d["R"]))
	c := &crypt{}
	bits := 40
	if n := int(f.number(d["Length"])); n >= 40 && n <= 256 {
		bits = n
	}
	if version >= 4 {
		filter := f.dict(f.dict(d["CF"])[f.name(d["StmF"])])
		switch f.name(filter["CFM"]) {
		case "V2":
			bits = 128
		case "AESV2":
			bits, c.aes = 128, true
		case "AESV3":
			c.aes, c.wide = true, true
		default:
			c.without = true
		}
	}
	o, _ := f.get(d["O"]).(str)
	u, _ := f.get(d["U"]).(str)
	if version >= 5 {
		ue, _ := f.get(d["UE"]).(str)
		return c, c.openWide([]byte(u), []byte(ue), revision)
	}
	if version == 1 {
		bits = 40
	}
	first := ""
	if id := f.array(f.trailer["ID"]); len(id) > 0 {
		s, _ := f.get(id[0]).(str)
		first = string(s)
	}
	h := md5.New() //nolint:gosec // as above
	h.Write([]byte(padding))
	h.Write([]byte(o[:min(len(o), 32)]))
	h.Write(binary.LittleEndian.AppendUint32(nil, uint32(int64(f.number(d["P"])))))
	h.Write([]byte(first))
	if plain, ok := f.get(d["EncryptMetadata"]).(bool); ok && !plain && revision >= 4 {
		h.Write([]byte("\xff\xff\xff\xff"))
	}
	key := h.Sum(nil)
	n := bits / 8
	if revision < 3 {
		n = 5
	}
	n = min(n, 16)
	if revision >= 3 {
		for range 50 {
			sum := md5.Sum(key[:n]) //nolint:gosec // as above
			key = sum[:]
		}
	}
	c.key = key[:n]
	if !c.opens([]byte(u), first, revision) {
		return nil, ErrEncrypted
	}
	return c, nil
}

// opens tells whether the key of no password is the one of the file.
func (c *crypt) opens(u []byte, id string, revision int) bool {
	if revision < 3 {
		return bytes.HasPrefix(u, rc4With(c.key, []byte(padding)))
	}
	sum := md5.Sum([]byte(padding + id)) //nolint:gosec // as above
	out := sum[:]
	for i := range 20 {
		key := bytes.Clone(c.key)
		for j := range key {
			key[j] ^= byte(i)
		}
		out = rc4With(key, out)
	}
	return bytes.HasPrefix(u, out)
}

func rc4With(key, b []byte) []byte {
	out := make([]byte, len(b))
	if r, err := rc4.NewCipher(key); err == nil { //nolint:gosec // as above
		r.XORKeyStream(out, b)
	}
	return out
}

func (c *crypt) openWide(u, ue []byte, revision int) error {
	if len(u) < 48 || len(ue) < 32 {
		return ErrEncrypted
	}
	if !bytes.Equal(wideHash(u[32:40], revision), u[:32]) {
		return ErrEncrypted
	}
	block, err := aes.NewCipher(wideHash(u[40:48], revision))
	if err != nil {
		return ErrEncrypted
	}
	c.key = make([]byte, 32)
	cipher.NewCBCDecrypter(block, make([]byte, 16)).CryptBlocks(c.key, ue[:32])
	return nil
}

// wideHash is the hash of no password with a salt (ISO 32000-2, algorithm 2.B).
func wideHash(salt []byte, revision int) []byte {
	sum := sha256.Sum256(salt)
	k := sum[:]
	if revision < 6 {
		return k
	}
	for i := 0; ; i++ {
		block, err := aes.NewCipher(k[:16])
		if err != nil {
			return nil
		}
		e := bytes.Repeat(k, 64)
		cipher.NewCBCEncrypter(block, k[16:32]).CryptBlocks(e, e)
		modulus := 0
		for _, b := range e[:16] {
			modulus += int(b)
		}
		switch modulus % 3 {
		case 0:
			s := sha256.Sum256(e)
			k = s[:]
		case 1:
			s := sha512.Sum384(e)
			k = s[:]
		default:
			s := sha512.Sum512(e)
			k = s[:]
		}
		if i >= 63 && int(e[len(e)-1]) <= i-31 {
			return k[:32]
		}
	}
}

// stream decrypts the bytes of an object, of strings as well as of streams.
func (c *crypt) stream(b []byte, id ref) []byte {
	if c.without {
		return b
	}
	key := c.key
	if !c.wide {
		h := md5.New() //nolint:gosec // as above
		h.Write(c.key)
		h.Write([]byte{byte(id.id), byte(id.id >> 8), byte(id.id >> 16), byte(id.gen), byte(id.gen >> 8)})
		if c.aes {
			h.Write([]byte("sAlT"))
		}
		key = h.Sum(nil)[:min(len(c.key)+5, 16)]
	}
	if !c.aes {
		return rc4With(key, b)
	}
	block, err := aes.NewCipher(key)
	if err != nil || len(b) < 32 {
		return nil
	}
	iv, b := b[:16], b[16:]
	out := make([]byte, len(b)/16*16)
	cipher.NewCBCDecrypter(block, iv).CryptBlocks(out, b[:len(out)])
	if pad := int(out[len(out)-1]); pad >= 1 && pad <= 16 {
		out = out[:len(out)-pad]
	}
	return out
}
