package export_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/chancery-project/chancery/internal/flow/publish/export"
)

// published are the columns that other programs read, typed from the descriptions of the formats: they never change.
func published() map[string]string {
	return map[string]string{
		"events": "event_id,event_type,event_mode,contexts,quad_code,intensity,cameo_code,actor_ids,actor_names," +
			"recipient_ids,recipient_names,date_start,date_end,time_precision,place_id,place_name,admin1,admin2," +
			"country,latitude,longitude,geo_precision,modality,status,reports,documents,outlets,origins," +
			"first_reported_at,last_reported_at,disputed,dispute_ids,fatalities_low,fatalities_best," +
			"fatalities_high,confidence,reviewed,corrected,replaced_by,ontology,run_id,permalink",
		"reports": "report_id,event_id,document_id,byte_start,byte_end,quote,quote_sha256,event_type,event_mode,contexts," +
			"quad_code,intensity,actor_id,actor_name,actor_raw,recipient_id,recipient_name,recipient_raw," +
			"date_start,date_end,time_precision,place_id,place_name,latitude,longitude,geo_precision,modality," +
			"polarity,speaker_id,speaker_name,via,source_id,source_name,published_at,fetched_at,copy_group," +
			"origin_rank,confidence,status,corrected,run_id",
		"claims": "claim_id,report_id,speaker_id,speaker_name,via,stance,about_event_id,proposition,quote,document_id," +
			"byte_start,byte_end,quote_sha256,said_at,published_at,origin_rank,dispute_ids,run_id",
		"figures": "figure_id,series_id,kind,unit,low,best,high,qualifier,cumulative,as_of_date,event_id,claim_id," +
			"speaker_id,source_id,document_id,byte_start,byte_end,superseded_by,run_id",
		"disputes": "dispute_id,kind,event_id,side,claim_id,value,origins,opened_at,status,settled_as,settled_by," +
			"settled_reason",
		"polecat": "Event ID,Event Date,Event Type,Event Mode,Event Intensity,Quad Code,Contexts,Actor Name," +
			"Actor Country,Actor COW,Primary Actor Sector,Actor Sectors,Actor Title,Actor Name Raw," +
			"Wikipedia Actor ID,Recipient Name,Recipient Country,Recipient COW,Primary Recipient Sector," +
			"Recipient Sectors,Recipient Title,Recipient Name Raw,Wikipedia Recipient ID,Placename,City,District," +
			"Province,Country,Latitude,Longitude,GeoNames ID,Raw Placename,Feature Type,Source,Publication Date," +
			"Story People,Story Organizations,Story Locations,Language,Version",
		"acled": "event_id_cnty,event_date,year,time_precision,disorder_type,event_type,sub_event_type,actor1,assoc_actor_1," +
			"inter1,actor2,assoc_actor_2,inter2,interaction,civilian_targeting,iso,region,country,admin1,admin2,admin3," +
			"location,latitude,longitude,geo_precision,source,source_scale,notes,fatalities,tags,timestamp",
		"ucdp": "id,relid,year,active_year,code_status,type_of_violence,conflict_dset_id,conflict_new_id,conflict_name," +
			"dyad_dset_id,dyad_new_id,dyad_name,side_a_dset_id,side_a_new_id,side_a,side_b_dset_id,side_b_new_id,side_b," +
			"number_of_sources,source_article,source_office,source_date,source_headline,source_original,where_prec," +
			"where_coordinates,where_description,adm_1,adm_2,latitude,longitude,geom_wkt,priogrid_gid,country,country_id," +
			"region,event_clarity,date_prec,date_start,date_end,deaths_a,deaths_b,deaths_civilians,deaths_unknown,best,high,low," +
			"gwnoa,gwnob",
		"icews": "Event ID,Event Date,Source Name,Source Sectors,Source Country,Event Text,CAMEO Code,Intensity,Target Name," +
			"Target Sectors,Target Country,Story ID,Sentence Number,Publisher,City,District,Province,Country,Latitude,Longitude",
		"gdelt": "GlobalEventID,Day,MonthYear,Year,FractionDate,Actor1Code,Actor1Name,Actor1CountryCode," +
			"Actor1KnownGroupCode,Actor1EthnicCode,Actor1Religion1Code,Actor1Religion2Code,Actor1Type1Code," +
			"Actor1Type2Code,Actor1Type3Code,Actor2Code,Actor2Name,Actor2CountryCode,Actor2KnownGroupCode," +
			"Actor2EthnicCode,Actor2Religion1Code,Actor2Religion2Code,Actor2Type1Code,Actor2Type2Code," +
			"Actor2Type3Code,IsRootEvent,EventCode,EventBaseCode,EventRootCode,QuadClass,GoldsteinScale," +
			"NumMentions,NumSources,NumArticles,AvgTone,Actor1Geo_Type,Actor1Geo_Fullname,Actor1Geo_CountryCode," +
			"Actor1Geo_ADM1Code,Actor1Geo_ADM2Code,Actor1Geo_Lat,Actor1Geo_Long,Actor1Geo_FeatureID," +
			"Actor2Geo_Type,Actor2Geo_Fullname,Actor2Geo_CountryCode,Actor2Geo_ADM1Code,Actor2Geo_ADM2Code," +
			"Actor2Geo_Lat,Actor2Geo_Long,Actor2Geo_FeatureID,ActionGeo_Type,ActionGeo_Fullname," +
			"ActionGeo_CountryCode,ActionGeo_ADM1Code,ActionGeo_ADM2Code,ActionGeo_Lat,ActionGeo_Long," +
			"ActionGeo_FeatureID,DATEADDED,SOURCEURL",
		"mentions": "GlobalEventID,EventTimeDate,MentionTimeDate,MentionType,MentionSourceName,MentionIdentifier," +
			"SentenceID,Actor1CharOffset,Actor2CharOffset,ActionCharOffset,InRawText,Confidence,MentionDocLen," +
			"MentionDocTone,MentionDocTranslationInfo,Extras",
	}
}

// TestColumns holds the columns byte for byte, and ours behind them.
func TestColumns(t *testing.T) {
	w := calm(t)
	for format, want := range published() {
		_, strict := write(t, w, export.Request{Format: format, Strict: true})
		if got := strings.Join(strict.Columns, ","); got != want {
			t.Errorf("%s: columns\n%s\nwant\n%s", format, got, want)
		}
		b, loose := write(t, w, export.Request{Format: format})
		for i, c := range loose.Columns {
			if ours := strings.HasPrefix(c, "x_"); ours != (i >= len(strict.Columns)) {
				t.Errorf("%s: column %d is %s; ours stand behind the others and begin with x_", format, i+1, c)
			}
		}
		if format == "gdelt" || format == "mentions" {
			continue // no header
		}
		header, _, _ := strings.Cut(string(b), "\n")
		separator := ","
		if format == "polecat" {
			separator = "\t"
		}
		if !slices.Equal(strings.Split(header, separator), loose.Columns) {
			t.Errorf("%s: the header is %s", format, header)
		}
	}
	for format, want := range map[string]int{"polecat": 40, "gdelt": 61, "mentions": 16, "acled": 31, "ucdp": 49, "icews": 20} {
		if n := len(strings.Split(published()[format], ",")); n != want {
			t.Errorf("%s has %d columns, want %d", format, n, want)
		}
	}
}
