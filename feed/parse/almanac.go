package parse

import (
	"strings"
	"unicode/utf8"
)

// units are what East Asian dates write after a number.
var units = map[rune]byte{
	'년': 'y', '월': 'm', '일': 'd', '시': 'H', '분': 'M', '초': 'S',
	'年': 'y', '月': 'm', '日': 'd', '時': 'H', '时': 'H', '分': 'M', '秒': 'S',
}

// fillers are words that say nothing in a date.
var fillers = map[string]bool{
	"t": true, "st": true, "nd": true, "rd": true, "th": true, "of": true, "at": true, "de": true, "del": true,
	"the": true, "a": true, "à": true, "as": true, "um": true, "uhr": true, "kl": true, "etc": true, "pukul": true,
	"jam": true, "le": true, "den": true, "g": true, "г": true, "ora": true, "klo": true, "er": true,
}

// zones are the offsets of zones in seconds. A few names are used for more than
// one: the reading that feeds use most is taken.
var zones = map[string]int{
	"z": 0, "ut": 0, "gmt": 0, "utc": 0, "wet": 0, "est": -18000, "edt": -14400, "et": -18000, "cst": -21600,
	"cdt": -18000, "ct": -21600, "mst": -25200, "mdt": -21600, "mt": -25200, "pst": -28800, "pdt": -25200,
	"pt": -28800, "at": -14400, "ast": -14400, "adt": -10800, "nst": -12600, "ndt": -9000, "akst": -32400,
	"akdt": -28800, "hst": -36000, "brt": -10800, "art": -10800, "clt": -14400, "cot": -18000, "pet": -18000,
	"west": 3600, "bst": 3600, "met": 3600, "mest": 7200, "mez": 3600, "mesz": 7200, "cet": 3600, "cest": 7200,
	"wat": 3600, "eet": 7200, "eest": 10800, "sast": 7200, "cat": 7200, "msk": 10800, "msd": 14400, "trt": 10800,
	"eat": 10800, "irst": 12600, "gst": 14400, "pkt": 18000, "ist": 19800, "npt": 20700, "ict": 25200, "wib": 25200,
	"wita": 28800, "wit": 32400, "sgt": 28800, "myt": 28800, "hkt": 28800, "pht": 28800, "awst": 28800,
	"jst": 32400, "kst": 32400, "acst": 34200, "acdt": 37800, "aest": 36000, "aedt": 39600, "nzst": 43200, "nzdt": 46800,
	"n": 3600, "m": -43200, "y": 43200,
}

// monthNames are the months in the languages of feeds, English first; where an
// abbreviation means two, the earlier language has it.
var monthNames = []string{
	"january february march april may june july august september october november december",
	"januar februar märz april mai juni juli august september oktober november dezember",
	"jänner feber mrz apr mai juni juli aug sept okt nov dez",
	"januari februari maret april mei juni juli agustus september oktober november desember",
	"januari februari maart april mei juni juli augustus september oktober nopember december",
	"januari februari mac april mei jun julai ogos september oktober november disember",
	"jan feb mrt apr mei jun jul agt sep okt nop des",
	"janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
	"enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre",
	"janeiro fevereiro março abril maio junho julho agosto setembro outubro novembro dezembro",
	"gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre",
	"januari februari mars april maj juni juli augusti september oktober november december",
	"januar februar marts april maj juni juli august september oktober november desember",
	"tammikuuta helmikuuta maaliskuuta huhtikuuta toukokuuta kesäkuuta heinäkuuta elokuuta syyskuuta lokakuuta marraskuuta joulukuuta",
	"stycznia lutego marca kwietnia maja czerwca lipca sierpnia września października listopada grudnia",
	"ledna února března dubna května června července srpna září října listopadu prosince",
	"január február március április május június július augusztus szeptember október november december",
	"ianuarie februarie martie aprilie mai iunie iulie august septembrie octombrie noiembrie decembrie",
	"ocak şubat mart nisan mayıs haziran temmuz ağustos eylül ekim kasım aralık",
	"января февраля марта апреля мая июня июля августа сентября октября ноября декабря",
	"январь февраль март апрель май июнь июль август сентябрь октябрь ноябрь декабрь",
	"січня лютого березня квітня травня червня липня серпня вересня жовтня листопада грудня",
	"ιανουαρίου φεβρουαρίου μαρτίου απριλίου μαΐου ιουνίου ιουλίου αυγούστου σεπτεμβρίου οκτωβρίου νοεμβρίου δεκεμβρίου",
	"ιαν φεβ μάρ απρ μάι ιούν ιούλ αύγ σεπ οκτ νοε δεκ",
	"ιαν φεβρ μάρτ απρ μαϊ ιον ιολ αύγ σεπτ οκτ νοέμ δεκ",
	"يناير فبراير مارس أبريل مايو يونيو يوليو أغسطس سبتمبر أكتوبر نوفمبر ديسمبر",
	"जनवरी फरवरी मार्च अप्रैल मई जून जुलाई अगस्त सितंबर अक्टूबर नवंबर दिसंबर",
	"มกราคม กุมภาพันธ์ มีนาคม เมษายน พฤษภาคม มิถุนายน กรกฎาคม สิงหาคม กันยายน ตุลาคม พฤศจิกายน ธันวาคม",
}

// months are the names of the months and their abbreviations, folded.
var months = func() map[string]int {
	all := map[string]int{}
	add := func(name string, month int) {
		if _, known := all[name]; !known {
			all[name] = month
		}
	}
	for _, names := range monthNames {
		folded := strings.Fields(fold(names))
		for i, name := range folded {
			add(name, i+1)
		}
		for i, name := range folded {
			for n, length := range prefixes(name) {
				if n >= 3 && n <= 5 {
					add(name[:length], i+1)
				}
			}
		}
	}
	return all
}()

// prefixes are the lengths in bytes of the first 0, 1, 2 … characters of s.
func prefixes(s string) []int {
	out := []int{}
	for i := range s {
		out = append(out, i)
	}
	if utf8.RuneCountInString(s) > 0 {
		out = append(out, len(s))
	}
	return out
}
