package knowledge

import (
	"strconv"
	"strings"
	"unicode/utf8"
)

// geonamesColumns is the number of cells of a row of a dump.
const geonamesColumns = 19

// readGeoNames reads a row of a dump of GeoNames (19 columns, described in its readme.txt). Countries are left out,
// they are known; so are roads, forests and undersea features.
func readGeoNames(f *foreignLine) {
	if !utf8.Valid(f.text) {
		f.fault("", "the line is not valid UTF-8", "take the dump as it is published")
		return
	}
	cells := strings.Split(string(f.text), "\t")
	if len(cells) != geonamesColumns {
		f.fault("", "has "+strconv.Itoa(len(cells))+" cells, a dump of GeoNames has 19", "take the dump as it is published")
		return
	}
	kind := geonamesKind(cells[6], cells[7])
	if kind == "" {
		return
	}
	latitude, longitude := f.coordinate("latitude", cells[4], 90), f.coordinate("longitude", cells[5], 180)
	population, err := strconv.ParseUint(cells[14], 10, 32)
	if err != nil && cells[14] != "" {
		f.fault("population", shown(cells[14])+" is no number of people", "take the dump as it is published")
	}
	country := f.alpha2[cells[8]]
	if country == "" && cells[8] != "" {
		f.fault("country", "there is no country "+shown(cells[8]), "add it to countries.tsv")
	}
	f.scratch = importedThing{
		id: "geonames-" + cells[0], kind: kind, country: country, latitude: latitude, longitude: longitude,
		population: uint32(population), names: f.scratch.names[:0],
	}
	f.scratch.names = append(f.scratch.names, importedName{text: cells[1]})
	for name := range strings.SplitSeq(cells[3], ",") {
		if name != cells[1] && !strings.Contains(name, "/") {
			f.scratch.names = append(f.scratch.names, importedName{text: name})
		}
	}
	f.keep()
}

func (f *foreignLine) coordinate(field, s string, limit float64) float32 {
	v, err := strconv.ParseFloat(s, 64)
	if err != nil || v != v || v < -limit || v > limit {
		f.fault(field, shown(s)+" is no coordinate", "take the dump as it is published")
	}
	return float32(v)
}

// geonamesKind gives the kind of place for a class and a code of GeoNames, "" for what is left out.
func geonamesKind(class, code string) string {
	switch class {
	case "P":
		return "city"
	case "A":
		switch {
		case code == "ADM1":
			return "province"
		case strings.HasPrefix(code, "ADM"):
			return "district"
		}
		return ""
	case "H":
		return map[string]string{
			"STM": "river", "LK": "lake", "LKS": "lake", "SEA": "sea", "OCN": "sea", "GULF": "sea", "BAY": "sea", "STRT": "strait", "CNL": "canal",
		}[code]
	case "T":
		return map[string]string{"MT": "mountain", "MTS": "mountain", "PASS": "mountain", "ISL": "island", "ISLS": "island"}[code]
	case "S":
		return map[string]string{
			"AIRP": "airport", "AIRB": "base", "BDG": "landmark", "DAM": "landmark", "PRT": "port", "CSTM": "crossing", "PSTB": "crossing", "MNMT": "landmark",
		}[code]
	case "L":
		return map[string]string{
			"RGN": "region", "MILB": "base", "NVB": "base", "PRT": "port", "REFC": "camp", "CMPRF": "camp", "CONT": "continent",
		}[code]
	}
	return ""
}
