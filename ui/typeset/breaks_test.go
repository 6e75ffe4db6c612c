package typeset

import (
	"strings"
	"testing"
)

// TestBreaks marks with | where a line may end. Each case is a rule of UAX #14.
func TestBreaks(t *testing.T) {
	for _, want := range []string{
		"Hello |(world) |foo-|bar",
		"10.000,50% |Rp10.000 |US$5 |-5 |+62-812 |(021) |24/7",
		"http://|www.example.com/|path/|to?|x=1&y=2",
		"“quoted” |‘x’ |it’s |re-|read |« mot » |«guil»",
		"「こ|れ|は、|テ|ス|ト。」|と|言っ|た。",
		"ゃっ|ぱ|りー！|（笑）|様々〜",
		"中|文|“引|号”|中|文，|测|试。",
		"negara-|negara |2023-2024",
		"한|국|어 |문|장",
		"a |— |b|—|c |… |x...y",
		"U.S.A. |3.14 |.5 |($5) |5°C |№5",
		"ไทยจึงประ|เทศ |เมื่อวานนี้ |ประกาศ |และ|จะ|มา",
		"👨‍👩‍👧 |🇮🇩|🇯🇵 |👍🏽|ok |❤️",
		"x\u00a0y |c\u2060d",
	} {
		text := strings.ReplaceAll(want, "|", "")
		var got strings.Builder
		list := segments(nil, text)
		for i, g := range list {
			end := len(text)
			if i+1 < len(list) {
				end = int(list[i+1].start)
			}
			if i > 0 {
				got.WriteByte('|')
			}
			got.WriteString(text[g.start:end])
		}
		if got.String() != want {
			t.Errorf("breaks are\n%s, want\n%s", got.String(), want)
		}
	}
}
