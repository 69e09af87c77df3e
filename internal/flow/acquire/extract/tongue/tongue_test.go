package tongue_test

import (
	"testing"

	"github.com/chancery-project/chancery/internal/flow/acquire/extract/tongue"
)

func TestDataFilesAreSound(t *testing.T) {
	if err := tongue.Check(); err != nil {
		t.Fatal(err)
	}
}

func TestTellsTheLanguage(t *testing.T) {
	for _, c := range []struct{ want, text string }{
		{"en", "The foreign minister said on Tuesday that the talks would go on next week."},
		{"en", "Pakistan is facilitating a meeting in Islamabad on August 25th and 26th."},
		{"fr", "Le ministre des affaires étrangères a déclaré mardi que les pourparlers se poursuivraient."},
		{"es", "El ministro de Exteriores dijo el martes que las conversaciones seguirán la próxima semana."},
		{"pt", "O ministro das Relações Exteriores disse na terça-feira que as negociações vão continuar."},
		{"it", "Il ministro degli esteri ha detto martedì che i colloqui continueranno la prossima settimana."},
		{"de", "Der Außenminister sagte am Dienstag, dass die Gespräche in der nächsten Woche weitergehen."},
		{"nl", "De minister van Buitenlandse Zaken zei dinsdag dat de gesprekken volgende week verdergaan."},
		{"tr", "Dışişleri bakanı salı günü yaptığı açıklamada görüşmelerin gelecek hafta için planlandığını ve devam ettiğini söyledi."},
		{"pl", "Minister spraw zagranicznych powiedział we wtorek, że rozmowy będą kontynuowane w przyszłym tygodniu."},
		{"id", "Menteri luar negeri mengatakan pada hari Selasa bahwa perundingan akan dilanjutkan pekan depan dan tidak ada perubahan."},
		{"ru", "Министр иностранных дел заявил во вторник, что переговоры продолжатся на следующей неделе."},
		{"uk", "Міністр закордонних справ заявив у вівторок, що переговори триватимуть наступного тижня."},
		{"bg", "Министърът на външните работи заяви във вторник, че преговорите ще продължат."},
		{"ar", "قال وزير الخارجية يوم الثلاثاء إن المحادثات ستستمر الأسبوع المقبل في العاصمة."},
		{"fa", "وزیر امور خارجه روز سه\u200cشنبه گفت که گفتگوها هفته آینده در پایتخت ادامه خواهد یافت."},
		{"ps", "د بهرنیو چارو وزیر د سې شنبې په ورځ وویل چې خبرې به راتلونکې اونۍ کې دوام ومومي."},
		{"ur", "وزیر خارجہ نے منگل کو کہا کہ مذاکرات اگلے ہفتے دارالحکومت میں جاری رہیں گے۔"},
		{"zh", "外交部长周二表示，谈判将于下周在首都继续举行。"},
		{"ja", "外務大臣は火曜日、協議は来週首都で続けられると述べた。"},
		{"ko", "외무장관은 화요일 회담이 다음 주 수도에서 계속될 것이라고 말했다."},
		{"he", "שר החוץ אמר ביום שלישי כי השיחות יימשכו בשבוע הבא בבירה."},
		{"hi", "विदेश मंत्री ने मंगलवार को कहा कि वार्ता अगले सप्ताह राजधानी में जारी रहेगी।"},
		{tongue.Unknown, "Kabul"},
		{tongue.Unknown, ""},
		{tongue.Unknown, "12345 67890 11 12 13"},
		{tongue.Unknown, "Zalmay Khalilzad"},
	} {
		if got := tongue.Of(c.text); got != c.want {
			t.Errorf("%q: %s, want %s", c.text, got, c.want)
		}
	}
}

func BenchmarkOf(b *testing.B) {
	text := ""
	for len(text) < 3000 {
		text += "The foreign minister said on Tuesday that the talks in the capital would go on next week, according to a statement. "
	}
	b.SetBytes(int64(len(text)))
	for b.Loop() {
		tongue.Of(text)
	}
}
