package export

import (
	"encoding/binary"
	"fmt"
	"math"
	"reflect"
	"slices"
)

// geometry is the column of a Parquet file that holds places as points (GeoParquet 1.1: https://geoparquet.org).
const geometry = "geometry"

// points makes the points of a table and remembers the box that holds them.
type points struct {
	latitude, longitude, precision int // fields of the rows
	box                            [4]float64
	any                            bool
}

// pointsOf gives the points of a type of rows, nothing where it has no places.
func pointsOf(t reflect.Type) *points {
	p := points{-1, -1, -1, [4]float64{}, false}
	for _, c := range columnsOf(t, false) {
		switch c.name {
		case "latitude":
			p.latitude = c.field
		case "longitude":
			p.longitude = c.field
		case "geo_precision":
			p.precision = c.field
		}
	}
	if p.latitude < 0 || p.longitude < 0 {
		return nil
	}
	return &p
}

// of gives the point of a row as well-known bytes, nothing where the place is not known to the city or better: the middle
// of a province is no pin. Forms that number precisions have no coordinates of such places at all.
func (p *points) of(row reflect.Value) any {
	latitude, _ := row.Field(p.latitude).Interface().(*float64)
	longitude, _ := row.Field(p.longitude).Interface().(*float64)
	if latitude == nil || longitude == nil {
		return nil
	}
	if p.precision >= 0 {
		if word := row.Field(p.precision).String(); word > "9" && !slices.Contains(pins(), word) {
			return nil
		}
	}
	x, y := *longitude, *latitude
	if !p.any {
		p.box, p.any = [4]float64{x, y, x, y}, true
	}
	p.box = [4]float64{min(p.box[0], x), min(p.box[1], y), max(p.box[2], x), max(p.box[3], y)}
	b := binary.LittleEndian.AppendUint32([]byte{1}, 1) // little end first; a point
	b = binary.LittleEndian.AppendUint64(b, math.Float64bits(x))
	return string(binary.LittleEndian.AppendUint64(b, math.Float64bits(y)))
}

// geo is what the file says of its points. Without a reference system they are degrees of longitude and latitude (CRS84).
func (p *points) geo() string {
	box := ""
	if p.any {
		box = fmt.Sprintf(`,"bbox":[%s,%s,%s,%s]`, number(p.box[0]), number(p.box[1]), number(p.box[2]), number(p.box[3]))
	}
	return `{"version":"1.1.0","primary_column":"` + geometry + `","columns":{"` + geometry + `":{"encoding":"WKB","geometry_types":["Point"]` + box + `}}}`
}
