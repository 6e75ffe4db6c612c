package typeset

import (
	"testing"

	"warta/feed/article"
)

// long is an article of n paragraphs of about 430 bytes, in ten sections.
func long(n int) article.Article {
	const text = "Harga beras di tingkat pedagang naik lagi pekan ini, meskipun panen raya sudah dimulai di beberapa kabupaten; " +
		"pemerintah mengatakan cadangan cukup untuk tiga bulan, dan meminta warga tidak menimbun. Pedagang di Pasar Induk " +
		"menyebut pasokan dari Jawa Tengah tersendat karena banjir merendam jalan utama selama empat hari, sementara ongkos " +
		"angkut naik dua kali lipat sejak awal bulan dan belum ada tanda akan turun lagi."
	a := article.Article{Title: "Harga beras"}
	for i := range 10 {
		s := article.Section{Number: i + 1, Title: "Bagian"}
		for range n / 10 {
			s.Blocks = append(s.Blocks, &article.Paragraph{Text: []article.Span{{Text: text}, {Text: " Baca laporannya.", Style: article.Italic}}})
		}
		a.Sections = append(a.Sections, s)
	}
	return a
}

func BenchmarkPrepare720(b *testing.B) {
	a := long(720)
	for b.Loop() {
		Prepare(a, Options{})
	}
}

func BenchmarkReflow720(b *testing.B) {
	m, st := Prepare(long(720), Options{}), styles(b)
	for b.Loop() {
		m.Lay(80, st)
	}
}

// BenchmarkFindLetter is what a further letter of what is looked for costs.
func BenchmarkFindLetter(b *testing.B) {
	p := Lay(long(720), 80, styles(b), Options{})
	for _, text := range []string{"ba", "banjir", "zz"} {
		b.Run(text, func(b *testing.B) {
			p.Find("b")
			for b.Loop() {
				p.Find(text)
			}
		})
	}
}

func BenchmarkDrawScreen(b *testing.B) {
	p := Lay(long(720), 80, styles(b), Options{})
	buffer := make([]byte, 0, 1<<16)
	b.ReportAllocs()
	for b.Loop() {
		buffer = buffer[:0]
		for i := range 46 {
			buffer = p.Append(buffer, 2000+i, Light{Section: 3})
		}
	}
}

// BenchmarkPrepareScripts reads about 100 KB in scripts that break lines in
// their own ways.
func BenchmarkPrepareScripts(b *testing.B) {
	for name, text := range map[string]string{
		"japanese": "「今年の雨は長い。」と、村の人々は言う。ちょっとした晴れ間に、畑へ出て、苗を植えてしまおう！",
		"thai":     "ชาวบ้านเก็บข้าวก่อนฝนจะตก เพราะประกาศของอุทกศาสตร์บอกว่าน้ำจะมาในคืนนี้",
		"arabic":   "قال المزارع إن المطر جاء متأخرا هذا العام، وإن 15 قرية (على الأقل) تنتظر.",
		"russian":  "Река поднялась ночью, и жители города до утра не впускали воду в свои дома.",
	} {
		a := article.Article{}
		for n := 0; n < 100_000; n += 4 * len(text) {
			a.Lead = append(a.Lead, &article.Paragraph{Text: []article.Span{{Text: text + text + text + text}}})
		}
		b.Run(name, func(b *testing.B) {
			for b.Loop() {
				Prepare(a, Options{Reorder: name == "arabic"})
			}
		})
	}
}
